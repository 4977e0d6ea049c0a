"""PDF files opened with pdfplumber: the only rooms that call it."""

"""Word files in the layout of official documents (GB/T 9704-2012): the page, its styles, its tables."""

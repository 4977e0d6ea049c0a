"""Reading PDF: speed, memory and what is read, against the tools of the field."""

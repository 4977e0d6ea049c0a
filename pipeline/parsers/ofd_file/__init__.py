"""OFD files (GB/T 33190-2016): a zip package of XML parts that print on pages measured in millimetres."""

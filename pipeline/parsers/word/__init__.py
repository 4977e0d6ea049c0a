"""WordprocessingML: the body of a .docx in reading order (ECMA-376 part 1, section 17)."""

"""The inside of a workbook (.xlsx): its parts, its cells as displayed, the tables they form."""

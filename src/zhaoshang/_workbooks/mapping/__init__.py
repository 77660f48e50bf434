"""What a user says of the columns of a workbook, and what the reader would propose."""

"""What became of printed figures, and how it is shown: as a value, a page, a paper."""

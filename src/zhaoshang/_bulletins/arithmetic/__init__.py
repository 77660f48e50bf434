"""What a text prints, worked out again from the other numbers that it prints."""

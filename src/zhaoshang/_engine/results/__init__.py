"""What a question gives back: figures, their evidence and the words they are told in."""

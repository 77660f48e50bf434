"""What the records of the model come to: the one home of each such question."""

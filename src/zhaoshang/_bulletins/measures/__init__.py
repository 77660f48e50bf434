"""What a quantity measures, told by the words around it."""

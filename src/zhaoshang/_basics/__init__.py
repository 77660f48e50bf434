"""What Python leaves out and every room may use: it knows nothing of the domain."""

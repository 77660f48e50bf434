"""Calls of the public face: what stands around them, and what is at fault where one fails."""

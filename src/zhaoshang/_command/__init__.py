"""The command: one module a verb, and what they share."""

"""How the fields of records are declared: their converters, what they name, and which of them hold amounts."""

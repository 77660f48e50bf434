"""The version of the library, one place for code and figures; pyproject.toml repeats it and a test compares."""

__version__ = "0.2.0"

"""A text read once: its words made plain, its lists, places, dates and dated events."""

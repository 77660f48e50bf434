"""KPIs worked out over plain objects."""

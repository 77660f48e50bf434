"""KPIs worked out over data frames of any engine."""

"""Ledgers as offices send them, drawn at random, each with what a careful reader must get of it."""

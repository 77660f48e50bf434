"""Files written whole and harmless, and JSON read strictly."""

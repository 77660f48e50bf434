"""Files to grids: what a file is and may cost, how each format is read; no cell is interpreted here."""

"""Questions answered with the engine: figures, who stands where, and steps through a period; `kpis` is their face."""

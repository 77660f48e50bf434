"""Chinese in either script: how its dates are written."""

"""An office's own frame to the tables that KPIs run on."""

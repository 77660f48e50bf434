"""How a question is put: who is looked at, which conditions hold, what is added up."""

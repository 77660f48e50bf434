"""The workshop of Word documents, in the layout of official papers; `bulletins` and `reports` write through it."""

"""The rooms that are asked from below them: the one list of what goes against the floors.

Imports point down only. Yet an error at the bottom shows what the catalogue at the top calls a code, a period reads a cell,
and a record holds records of its own package. What is asked so stands here, and is loaded when it is first asked.
"""

from typing import Final

from zhaoshang._basics.deferred import Deferred

errors: Final = Deferred("zhaoshang.errors")
"""Asked by files, languages and faces, for the error to raise."""

units: Final = Deferred("zhaoshang.units")
"""Asked by errors, for what a unit is called."""

vocabulary: Final = Deferred("zhaoshang.vocabulary")
"""Asked by messages, for the labels of a closed list; so are the four below, each for its own."""
keys: Final = Deferred("zhaoshang.model._fields.keys")
amounts: Final = Deferred("zhaoshang.model._fields.amounts")
labels: Final = Deferred("zhaoshang.model._fields.labels")
profiles: Final = Deferred("zhaoshang.profiles")

cohorts: Final = Deferred("zhaoshang._engine.results.words")
"""Asked by messages, for the labels of cohorts."""

headings: Final = Deferred("zhaoshang._workbooks.words.meant")
"""Asked for nearest names, for what a word stands for in the workbooks of offices."""

stage_words: Final = Deferred("zhaoshang._workbooks.words.cellwords")
"""Asked by the names of a data frame's columns, for the stage that others call so."""

records: Final = Deferred("zhaoshang.records")
"""Asked by printed figures, for a quantity as the exchange format writes it."""

reading: Final = Deferred("zhaoshang.reading")
"""Asked by periods, which read the cell that they are made of."""

model: Final = Deferred("zhaoshang.model")
"""Asked by the fields of the model, for the records that they hold."""

standings: Final = Deferred("zhaoshang._answers.standings")
"""Asked by the ledger's chains, for who is signed and who has ended."""

catalogue: Final = Deferred("zhaoshang._engine.catalogue")
"""Asked by messages for the names of KPIs, and by a KPI for the others."""

tracing: Final = Deferred("zhaoshang._engine.query.tracing")
"""Asked by a KPI, for what its plan reads."""

"""What is fuzzed: a harness draws an input, reads it in every way, and lets out only what is a fault."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from chances import Drawn

from harnesses.books import fuzz_books, fuzz_csv, fuzz_reviews, fuzz_workbooks
from harnesses.documents import fuzz_records, fuzz_settings
from harnesses.tables import fuzz_frames, fuzz_outputs
from harnesses.texts import fuzz_amounts, fuzz_bulletins, fuzz_text

HARNESSES: Final[Mapping[str, Callable[[Drawn, Path], None]]] = {
    "text": fuzz_text,
    "amounts": fuzz_amounts,
    "bulletins": fuzz_bulletins,
    "csv": fuzz_csv,
    "workbooks": fuzz_workbooks,
    "reviews": fuzz_reviews,
    "books": fuzz_books,
    "records": fuzz_records,
    "settings": fuzz_settings,
    "frames": fuzz_frames,
    "outputs": fuzz_outputs,
}

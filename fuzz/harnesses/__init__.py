"""What is fuzzed: a harness draws an input, reads it in every way, and lets out only what is a fault."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from chances import Drawn

sys.path.append(str(Path(__file__).parents[2]))  # tests draw ledgers, too

from harnesses.books import fuzz_books, fuzz_reviews, fuzz_workbooks
from harnesses.documents import fuzz_records, fuzz_settings
from harnesses.frames import fuzz_frames
from harnesses.pages import fuzz_csv, fuzz_pages
from harnesses.tables import fuzz_outputs
from harnesses.texts import fuzz_amounts, fuzz_bulletins, fuzz_text

HARNESSES: Final[Mapping[str, Callable[[Drawn, Path], None]]] = {
    "text": fuzz_text,
    "amounts": fuzz_amounts,
    "bulletins": fuzz_bulletins,
    "csv": fuzz_csv,
    "pages": fuzz_pages,
    "workbooks": fuzz_workbooks,
    "reviews": fuzz_reviews,
    "books": fuzz_books,
    "records": fuzz_records,
    "settings": fuzz_settings,
    "frames": fuzz_frames,
    "outputs": fuzz_outputs,
}

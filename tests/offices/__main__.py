"""Draw, read and judge many books: `python -m tests.offices 0:200 [--show 5] [--only a,b] [--without a,b]`."""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from tests.offices.judging import Verdict, judge
from tests.offices.making import HABITS, make
from tests.offices.rendering import lay, write


def one(
    seed: int, folder: Path, only: set[str] | None = None, without: frozenset[str] = frozenset()
) -> tuple[list[str], Verdict]:
    book = make(seed, only, without)
    pages, wanted = lay(book, f"o{seed}")
    path = folder / f"o{seed}{book.suffix}"
    write(book, pages, path)
    return book.features, judge(path, wanted)


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("seeds")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--only")
    parser.add_argument("--without", default="")
    parser.add_argument("--keep")
    told = parser.parse_args()
    first, _, last = told.seeds.partition(":")
    seeds = range(int(first), int(last or int(first) + 1))
    total: Counter[str] = Counter()
    right = 0
    blame: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(told.keep or temporary)
        for seed in seeds:
            features, verdict = one(
                seed,
                folder,
                set(told.only.split(",")) if told.only else None,
                frozenset(told.without.split(",")),
            )
            total += verdict.counts
            right += verdict.is_right
            for name in features:
                blame[name]["files"] += 1
                for kind in verdict.counts:
                    blame[name][kind] += kind != "right"
            if told.show and not verdict.is_right:
                _say(seed, features)
                for fault in sorted(verdict.faults, key=lambda text: text.startswith("told"))[: told.show]:
                    _say("   ", fault[:220])
    for name, counts in sorted(
        blame.items(),
        key=lambda item: (
            -sum(item[1][k] for k in ("wrong", "lost", "told", "refused", "foreign")) / item[1]["files"]
        ),
    ):
        bad = {kind: counts[kind] for kind in ("wrong", "lost", "told", "refused", "foreign") if counts[kind]}
        _say(f"{name:36}{counts['files']:5}  {bad}")
    fields = sum(total.values())
    shares = f"wrong {total['wrong'] / fields:.2%}, lost {total['lost'] / fields:.2%}"
    _say(f"{len(HABITS)} habits; files fully right {right}/{len(seeds)}; {dict(total)}; {shares}")


if __name__ == "__main__":
    main()

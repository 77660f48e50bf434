"""Where a text speaks of one project by its name, and which figures and dates are then of that project."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang._bulletins.texts.subjects import NameMark
from zhaoshang._text.scripts import to_hans

_KIND: Final = re.compile(r"(?:建设)?(?:项目|工程)$")
_LEAST: Final = 4
"""Shorter names are mostly words for a kind of projects (新能源项目)."""
_HEAD: Final = 3
_FAR: Final = 240
_LEADS: Final = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|其中|目前|包括|例如|的是|[市县区镇]|[由对如了在与和及以将的是即])$"
)
"""Before a name: nothing that could be the beginning of a longer one."""
_OTHER: Final = re.compile(
    r"(?:建设)?(?:项目|工程)?[“”\"（(]?(?:第?[一二三四五六七八九十\d]+期|首期|扩建|扩能|技改|改扩建|增资|配套|上游|下游|基地|园|公司|集团|有限|股份|等)"
)
"""Behind a name: it is of another project, or of a firm."""
_SUFFIX: Final = re.compile(r"[”\"’』」]?(?:建设)?(?:项目|工程)?[”\"’』」]?(?:[（(][^（）()\n]*[)）])?")
_OF: Final = re.compile(r"[\u4e00-\u9fff]{0,6}的[“\"‘『「]?")
_NEXT: Final = 8
_JOINED: Final = re.compile(r"[、和与及，,]|以及")


@final
@frozen
class Called:
    """A project spoken of by its name.

    Attributes:
        ids: the projects that are called so.
        start: where the name begins in the plain text.
        end: where it ends, 项目 included.
        stop: where what is told of it ends.
        is_one: whether it is spoken of alone, and not with others.
    """

    ids: tuple[str, ...]
    start: int
    end: int
    stop: int
    is_one: bool = True


class Names:
    """The names of projects, found in a text in one pass."""

    def __init__(self, projects: Iterable[tuple[str, str]]) -> None:
        self.ids: dict[str, list[str]] = {}
        self.lengths: dict[str, set[int]] = {}
        for id_, name in projects:
            full = to_hans(name).strip()
            core = _KIND.sub("", full)
            for words in dict.fromkeys((full, core)):
                if len(core) >= _LEAST:
                    self.ids.setdefault(words, []).append(id_)
                    self.lengths.setdefault(words[:_HEAD], set()).add(len(words))

    def find(self, plain: Plain, marks: Sequence[NameMark]) -> list[Called]:
        """Find the projects that a text names, each with the stretch that is told of it."""
        spans = list(self._spans(plain.text))
        found: list[Called] = []
        for number, (start, end, words) in enumerate(spans):
            _, stop = plain.sentence(start)
            stop = min(stop, end + _FAR)
            if number + 1 < len(spans):
                stop = min(stop, spans[number + 1][0])
            whole = next(
                (mark.start for mark in marks if end <= mark.start < stop and mark.name is None), stop
            )
            beside = [
                plain.text[one:other]
                for one, other in (
                    (spans[number - 1][1] if number else -1, start),
                    (end, spans[number + 1][0] if number + 1 < len(spans) else -1),
                )
                if 0 <= one <= other
            ]
            is_one = not any(_JOINED.fullmatch(between) for between in beside)
            found.append(Called(tuple(self.ids[words]), start, end, min(stop, whole), is_one))
        return found

    def _spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        place = 0
        while place < len(text):
            lengths = self.lengths.get(text[place : place + _HEAD], ())
            words = next(
                (
                    text[place : place + length]
                    for length in sorted(lengths, reverse=True)
                    if text[place : place + length] in self.ids
                ),
                None,
            )
            if words is None or _LEADS.search(text, max(0, place - 2), place) is None:
                place += 1
                continue
            end = place + len(words)
            suffix = _SUFFIX.match(text, end)
            is_other = _OTHER.match(text, end) is not None
            end = suffix.end() if suffix else end
            if not is_other:
                yield place, end, words
            place = end


@final
@frozen
class Telling:
    """What a text tells of named projects."""

    called: tuple[Called, ...]

    def of(self, start: int, end: int, text: str) -> Called | None:
        """Give the project that a figure or date at a place is of: named before it, or right behind it (5亿元的甲项目)."""
        number = bisect_right(self.called, start, key=lambda item: item.end)
        if number and start < self.called[number - 1].stop:
            return self.called[number - 1]
        after = self.called[number] if number < len(self.called) else None
        is_of = after is not None and end < after.start <= end + _NEXT
        return after if after is not None and is_of and _OF.fullmatch(text, end, after.start) else None

    def after(self, place: int, stop: int) -> Called | None:
        """Give the project that is named next behind a place."""
        number = bisect_left(self.called, place, key=lambda item: item.start)
        found = self.called[number] if number < len(self.called) else None
        return found if found is not None and found.start < stop else None


def telling(plain: Plain, marks: Sequence[NameMark], projects: Mapping[str, str]) -> Telling:
    """Find what a text tells of projects, given their names by id."""
    return Telling(tuple(Names(projects.items()).find(plain, marks)))

"""Which figures are of the ledger's whole: not of wider areas, of units of it, or of bodies without a name."""

from collections.abc import Sequence
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.english import English
from zhaoshang._bulletins.figures.english_names import is_other_level
from zhaoshang._bulletins.texts.bodies import Bodies
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.subjects import THE_REST
from zhaoshang._bulletins.verifying.claims import Told
from zhaoshang._bulletins.verifying.comparing import AskedLedger

_NEVER_OF_THEIR_KIND: Final = frozenset("县旗镇乡")
"""What has no units of its own kind; a city may have cities, and a district districts of other sorts."""
_LARGE: Final = re.compile("[省州盟市县旗]$|(?<!经开)(?<!高新)(?<!开发)(?<![园新业])区$")
"""What may have the units of a ledger in it, where both are told side by side."""
_RANKS: Final = {"旗": 1, "区": 1, "县": 1, "盟": 2, "州": 2, "市": 2, "省": 3}
"""How high a whole is; what is above the ledger's own place is never the ledger."""


@final
@frozen
class Areas:
    """The areas of one text beside that of a ledger.

    Attributes:
        source: the ledger.
        document: the text as it was read; `None` for an English one.
        subject: what the text calls the whole, where that is given.
        english: the text as it was read, where it is an English one.
    """

    source: AskedLedger
    document: Document | None
    subject: str | None = None
    english: English | None = None
    _of_others: dict[int, bool] = field(factory=dict, init=False, eq=False, repr=False)

    def whole(self, items: Sequence[Told]) -> frozenset[str]:
        """Name what the text calls the whole: the subject given, or the first that the ledger does not know."""
        if self.subject is not None:
            return frozenset({self.subject})
        marks = [] if self.document is None else self.document.subjects.marks
        own = None if self.document is None else self.document.subjects.own
        if own is not None and self.source.scope(own, frozenset()) == "unknown":
            return frozenset({own})
        if any(mark.name is None for mark in marks) or (self.english is not None and self.english.wholes):
            return frozenset()  # 全市 is the whole, so that no name is
        kinds = self.source.kinds()
        beside = {item.sentence for item in items if not item.reading.is_part and self._is_known(item)}
        for item in items:
            name = item.reading.subject
            if name is not None and item.reading.is_part and not self._is_known(item):
                break  # 签约8个，其中兰溪镇3个: the whole was told before its parts
            if (
                name is not None
                and not (item.sentence in beside and _LARGE.search(name) is None)
                and (name.isascii() or name[-1] not in kinds)
                and THE_REST.fullmatch(name) is None
                and not self._together(item)
                and not (name[0] in _RANKS and len(name) > 2)  # 市综合保税区: a part of the 市
                and self.source.may_be_called(name)
                and self.source.scope(name, frozenset()) == "unknown"
            ):
                return frozenset({name})
        return frozenset()

    def _is_known(self, item: Told) -> bool:
        return self.source.scope(item.reading.subject, frozenset()) not in {None, "unknown"}

    def is_of_several(self, item: Told) -> bool:
        """Tell whether a figure is of several units of the ledger together: 东镇、西镇."""
        names = self._together(item)
        return bool(names) and all(self.source.scope(name, frozenset()) != "unknown" for name in names)

    def _together(self, item: Told) -> tuple[str, ...]:
        return () if self.document is None else self.document.whose[item.number].together

    def is_of_others(self, item: Told) -> bool:
        """Tell whether a figure without a name is of another area or body than the whole; it is asked often, and kept."""
        if item.number not in self._of_others:
            self._of_others[item.number] = self._is_of_others(item)
        return self._of_others[item.number]

    def _is_of_others(self, item: Told) -> bool:
        if self._is_wider(item) or self._is_unit(item):
            return True
        if self.document is None:
            return False
        body = Bodies(self.document.plain, self.document.subjects).at(self.document.spans[item.number][0])
        if body is not None:
            return not self.source.is_called(body.words)
        return self.document.whose[item.number].is_of_stranger

    def _is_wider(self, item: Told) -> bool:
        """Tell whether a figure is of a wider area than the ledger's: 全省 where the text speaks of 全市 as well."""
        if self.english is not None:
            level = self.english.levels[item.reading.start]
            name = self.source.ledger.name or ""
            return is_other_level(level, self.english.wholes, name, self.source.level())
        if self.document is None:
            return False
        levels = {mark.level for mark in self.document.subjects.marks if mark.name is None}
        level = self.document.whose[item.number].level
        if level and self.source.level():
            return _RANKS.get(level, 0) > _RANKS[self.source.level()]
        return len(levels) > 1 and level == max(levels, key="乡镇旗区县盟州市省".find)

    def _is_unit(self, item: Told) -> bool:
        """Tell whether a figure is of a whole such as the ledger has several of: 我们县 in a ledger by counties."""
        level = "" if self.document is None else self.document.whose[item.number].level
        return level in _NEVER_OF_THEIR_KIND and level in self.source.kinds()

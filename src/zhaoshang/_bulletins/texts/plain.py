"""Running text made plain for rules about words: simplified, without glosses or what nobody sees, with ways back."""

from bisect import bisect_left, bisect_right
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._text.scripts import to_hans
from zhaoshang._text.unseen import HIDDEN
from zhaoshang.errors import UnfitValueError

_GLOSS: Final = r"(?<=[\u3400-\u9fff])[(（][A-Z]?[a-z\u00e0-\u01dcü\u1e3f]{1,7}[)）]"
_DROPPED: Final = re.compile(f"{_GLOSS}|{HIDDEN.pattern}")
_SENTENCE: Final = re.compile(r"[。！？!?\n\r]|(?<=[a-z%]{2})\.(?=\s+[A-Z])")
_CLAUSE: Final = re.compile(r"[，,；;：:。！？!?\n\r]")
_WRAP: Final = re.compile(r"(?<=[^\n]{35}[\u3400-\u9fff\d，、])\n(?=[\u3400-\u9fff\d](?![、.．）)]))")
"""The end of a line inside a sentence that was broken to fit a width."""

_BRACKETED: Final = re.compile(r"[（(][^（()）]{0,40}[)）]")


@final
@frozen
class Plain:
    """A text in simplified characters without glosses or characters that nobody sees.

    Attributes:
        text: the plain text.
        places: where each of its characters stands in the text as given.
        sentences: where sentences begin.
        clauses: where clauses begin.
        sentence_ends: where they end.
        clause_ends: where they end.
    """

    text: str
    places: tuple[int, ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]
    sentence_ends: tuple[int, ...] = field(init=False, eq=False, repr=False)
    clause_ends: tuple[int, ...] = field(init=False, eq=False, repr=False)

    @sentence_ends.default
    def _end_sentences(self) -> tuple[int, ...]:
        return *self.sentences[1:], len(self.text)

    @clause_ends.default
    def _end_clauses(self) -> tuple[int, ...]:
        return *self.clauses[1:], len(self.text)

    @classmethod
    def of(cls, raw: str) -> "Plain":
        """Make a text plain."""
        kept: list[int] = []
        last = 0
        for match in _DROPPED.finditer(raw):
            kept.extend(range(last, match.start()))
            last = match.end()
        kept.extend(range(last, len(raw)))
        text = _WRAP.sub(" ", to_hans("".join(raw[place] for place in kept)))
        return cls(text, tuple(kept), _starts(_SENTENCE, text), _starts(_CLAUSE, text))

    def place(self, raw_place: int) -> int:
        """Find where a place of the text as given lies in the plain text."""
        return bisect_left(self.places, raw_place)

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Find the span of the text as given that a span of the plain text stands for."""
        if start >= end:
            at = (
                self.places[start]
                if start < len(self.places)
                else (self.places[-1] + 1 if self.places else 0)
            )
            return at, at
        return self.places[start], self.places[end - 1] + 1

    def sentence(self, place: int) -> tuple[int, int]:
        """Find the sentence that a place lies in."""
        number = bisect_right(self.sentences, place)
        return self.sentences[number - 1], self.sentence_ends[number - 1]

    def clause(self, place: int) -> tuple[int, int]:
        """Find the clause that a place lies in."""
        number = bisect_right(self.clauses, place)
        return self.clauses[number - 1], self.clause_ends[number - 1]


def _starts(mark: re.Pattern[str], text: str) -> tuple[int, ...]:
    # a comma inside a number parts nothing
    return (
        0,
        *(
            match.end()
            for match in mark.finditer(text)
            if not (
                match[0] in ",:"
                and text[match.start() - 1 : match.start()].isdigit()
                and text[match.end() : match.end() + 1].isdigit()
            )
        ),
    )


def without_brackets(text: str) -> str:
    """Leave out what stands in brackets."""
    return _BRACKETED.sub("", text)


_FILE: Final = re.compile(
    r"[^\n。；，！？]{1,255}\.(?:txt|docx?|wps|rtf|odt|pdf|md|html?|xlsx?|csv|json)\s*", re.IGNORECASE
)


def refuse_file_name(text: str, /) -> None:
    """Refuse the name of a file where an article is meant: it holds no figures, and would be called clean.

    Raises:
        UnfitValueError: for a text that is only such a name.
    """
    if _FILE.fullmatch(text):
        raise UnfitValueError(
            as_python(text), 'the article, not the name of a file: Path("press.txt").read_text("utf-8")'
        )

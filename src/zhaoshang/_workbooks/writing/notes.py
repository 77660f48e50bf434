"""The comments of a sheet with those of a review among them: the office's own stay, and those of an earlier review go."""

from collections.abc import Iterable, Mapping
from html import unescape
from itertools import count
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.asides import END, OWN, SEPARATOR
from zhaoshang._workbooks.writing.splicing import (
    Edit,
    Node,
    in_ascii,
    prefix_of,
    spliced,
    tree,
    within,
)

__all__ = ["Notes", "noted"]

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NEW: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{}"><authors/><commentList/></comments>'
_LOOK: Final = (
    '<{0}rPr><{0}sz val="9"/><{0}color indexed="81"/><{0}rFont val="宋体"/><{0}charset val="134"/></{0}rPr>'
)
_ENCODING: Final = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_UTF_8: Final = {b"", b"utf-8", b"utf8"}


class Notes(NamedTuple):
    """A part of comments as it is to be.

    Attributes:
        data: the part.
        own: the cells that have a comment of the review alone, and so need its box.
        gone: the cells whose comment of an earlier review is gone, and its box with it.
        others: the cells with a comment of the office.
    """

    data: bytes
    own: frozenset[str]
    gone: frozenset[str]
    others: frozenset[str]


def noted(data: bytes | None, said: Mapping[str, str], space: str, /) -> Notes:
    """Put what is said of cells among the comments of a sheet.

    Args:
        data: the part of comments, if there is one.
        said: what is said, by the address of the cell.
        space: the namespace of the workbook.
    """
    data = _NEW.format(space).encode() if data is None else in_ascii(data)
    root = tree(data)
    prefix = prefix_of(root.name)
    coding = "utf-8" if _encoding(data) in _UTF_8 else "ascii"
    authors, listed = root.one("authors"), root.one("commentList")
    names = [" ".join(author.text.split()) for author in (authors.all("author") if authors else ())]
    own_ids = {str(place) for place, name in enumerate(names) if name == OWN}
    edits: list[Edit] = []
    old: set[str] = set()
    others: dict[str, Node] = {}
    added: dict[str, str] = {}
    for comment in listed.all("comment") if listed else ():
        reference = comment.attributes.get("ref", "")
        if comment.attributes.get("authorId") in own_ids:
            edits.append(Edit(comment.start, comment.end, b""))
            old.add(reference)
            behind = _behind(_text(comment))
            if behind:
                added[reference] = behind
        else:
            others.setdefault(reference, comment)
    for reference, comment in others.items():
        edits += _answered(data, comment, said.get(reference), coding)
    fresh = {
        reference: f"{said.get(reference, '')}\n{END}{added.get(reference, '')}".lstrip("\n")
        for reference in dict.fromkeys((*said, *added))
        if reference not in others
    }
    if fresh:
        author = (
            min(own_ids, key=int) if own_ids else _free(len(names), listed.all("comment") if listed else ())
        )
        if not own_ids:
            edits.append(_author(root, authors, prefix, before=int(author) - len(names)))
        made = "".join(
            f'<{prefix}comment ref="{reference}" authorId="{author}"><{prefix}text>{_run(text, prefix)}'
            f"</{prefix}text></{prefix}comment>"
            for reference, text in fresh.items()
        )
        content = made.encode(coding, "xmlcharrefreplace")
        if listed is None:
            edits.append(
                within(root, f"<{prefix}commentList>".encode() + content + f"</{prefix}commentList>".encode())
            )
        else:
            edits.append(within(listed, content))
    return Notes(
        spliced(data, edits),
        own=frozenset(fresh),
        gone=frozenset(old - fresh.keys()),
        others=frozenset(others),
    )


def _text(comment: Node) -> str:
    """Give the text of a comment, whatever its looks."""
    node = comment.one("text")
    runs = [child for child in node.children if child.local in {"r", "t"}] if node is not None else []
    texts = [run if run.local == "t" else run.one("t") for run in runs]
    return "".join(text.text for text in texts if text is not None)


def _behind(text: str) -> str:
    """Give what people typed behind what a review said, with its line breaks; nothing where that is blank."""
    behind = text.partition(END)[2].rstrip()
    return behind if behind.strip() else ""


def _encoding(data: bytes) -> bytes:
    match = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    return match[1].lower() if match else b""


def _free(place: int, comments: Iterable[Node]) -> str:
    """Find a number for an author of ours that no comment names: some name an author whom the part has not."""
    taken = {comment.attributes.get("authorId") for comment in comments}
    return next(number for number in map(str, count(place)) if number not in taken)


def _author(root: Node, authors: Node | None, prefix: str, *, before: int) -> Edit:
    """Name ourselves behind so many authors without a name."""
    author = f"<{prefix}author/>".encode() * before + f"<{prefix}author>{OWN}</{prefix}author>".encode()
    if authors is not None:
        return within(authors, author)
    whole = f"<{prefix}authors>".encode() + author + f"</{prefix}authors>".encode()
    first = root.children[0].start if root.children else root.close
    return within(root, whole) if root.is_empty else Edit(first, first, whole)


def _run(text: str, prefix: str) -> str:
    shown = escape(_ESCAPED.sub("_x005F_", _CONTROL.sub("\ufffd", text)))
    return f'<{prefix}r>{_LOOK.format(prefix)}<{prefix}t xml:space="preserve">{shown}</{prefix}t></{prefix}r>'


def _answered(data: bytes, comment: Node, text: str | None, coding: str) -> list[Edit]:
    """Let what is said stand behind a comment of the office, in the place of what an earlier review said there."""
    node = comment.one("text")
    if node is None:
        return [] if text is None else [within(comment, _whole_text(comment, text, coding))]
    edits: list[Edit] = []
    runs = [child for child in node.children if child.local in {"r", "t"}]
    is_cut = False
    kept: list[Node] = []
    for run in runs:
        raw = data[run.start : run.end]
        at = raw.find(SEPARATOR.encode())
        if is_cut:
            edits.append(Edit(run.start, run.end, b""))
        elif at >= 0:
            is_cut = True
            rest = _before(run, raw, at)
            edits.append(Edit(run.start, run.end, rest))
            kept += [run] if rest else []
        else:
            kept.append(run)
    behind = _behind(_text(comment).partition(SEPARATOR)[2])
    if text is None and not behind:
        return edits
    prefix = prefix_of(comment.name)
    is_parted = text is not None or SEPARATOR in behind  # else it would be cut there the next time
    told = f"\n{SEPARATOR}\n{text or ''}\n{END}{behind}" if is_parted else "\n" + behind.lstrip("\n")
    added = _run(told, prefix).encode(coding, "xmlcharrefreplace")
    last = max((run.end for run in runs), default=node.inner)
    if node.is_empty:
        return [within(node, added)]
    for run in kept:
        if run.local == "t":  # a text alone becomes the first of two runs
            head, tail = f"<{prefix}r>".encode(), f"</{prefix}r>".encode()
            edits += [Edit(run.start, run.start, head), Edit(run.end, run.end, tail)]
    return [*edits, Edit(last, last, added)]


def _whole_text(comment: Node, text: str, coding: str) -> bytes:
    prefix = prefix_of(comment.name)
    run = _run(f"\n{SEPARATOR}\n{text}\n{END}", prefix).encode(coding, "xmlcharrefreplace")
    return f"<{prefix}text>".encode() + run + f"</{prefix}text>".encode()


def _before(run: Node, raw: bytes, at: int) -> bytes:
    """Give what stands in a run before a place in its text; nothing where that is nothing."""
    text = run if run.local == "t" else run.one("t")
    if text is None:
        return raw
    kept = raw[:at].rstrip(b"\r\n")
    if not unescape(kept[text.inner - run.start :].decode("ascii", "replace")).strip():
        return b""
    closing = [text.name] if text is run else [text.name, run.name]
    return kept + "".join(f"</{name}>" for name in closing).encode()

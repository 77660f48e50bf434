"""Parts of a package changed in a few places: every other byte stays as it was."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, Final, NamedTuple, final
from xml.sax.saxutils import quoteattr

from attrs import Factory, define

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.xmlparts import PartParser, XmlPartError, local

__all__ = [
    "Edit",
    "Node",
    "grown",
    "prefix_of",
    "set_attribute",
    "spliced",
    "spliced_stream",
    "start_tag",
    "tree",
    "within",
]

_MOST: Final = 500_000
_CHUNK: Final = 1 << 16
_TAG: Final = re.compile(rb"""<(?:[^"'>]++|"[^"]*"|'[^']*')*+>""")
_ATTRIBUTE: Final = re.compile(rb"""([^\s=<>"'/]+)(\s*=\s*)("[^"]*"|'[^']*')""")
_ENCODING: Final = re.compile(r"""^<\?xml[^>]*\?>""")
_WIDE: Final = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}


class Edit(NamedTuple):
    """New bytes in the place of those from one place to another."""

    start: int
    end: int
    new: bytes


@final
@define(eq=False)
class Node:
    """An element, and where it stands: its start tag ends at `inner`, its end tag begins at `close`."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = -1
    end: int = -1
    text: str = ""
    children: "list[Node]" = Factory(list)

    @property
    def local(self) -> str:
        """Its name without the prefix."""
        return local(self.name)

    @property
    def is_empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.close == self.end

    def all(self, name: str) -> "list[Node]":
        """Give its children of one name."""
        return [child for child in self.children if child.local == name]

    def one(self, name: str) -> "Node | None":
        """Give its first child of one name."""
        return next((child for child in self.children if child.local == name), None)


def prefix_of(name: str, /) -> str:
    """Give the prefix of a name, with its colon.

    Examples:
        >>> prefix_of("x:row"), prefix_of("row")
        ('x:', '')
    """
    head, colon, _ = name.rpartition(":")
    return head + colon


def in_ascii(data: bytes, /) -> bytes:
    """Give a part in an encoding whose ASCII is ASCII: one in UTF-16 becomes UTF-8."""
    encoding = _WIDE.get(data[:2])
    return data if encoding is None else _ENCODING.sub("", data.decode(encoding)).encode()


def tree(data: bytes, /, keep: Iterable[str] | None = None) -> Node:
    """Parse a part, small as parts beside the sheets are, into elements that know where they stand.

    Args:
        data: the part.
        keep: the children of the root whose content is wanted; all of them without it.
    """
    parser = PartParser()
    wanted = None if keep is None else frozenset(keep)
    root: list[Node] = []
    open_nodes: list[Node] = []
    left_out = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal left_out, count
        if left_out or (wanted is not None and len(open_nodes) == 2 and open_nodes[1].local not in wanted):
            left_out += 1
            return
        count += 1
        if count > _MOST:
            raise XmlPartError("more elements than any such part has")
        at = parser.at
        node = Node(name, attributes, at, at + len(start_tag(data, at)))
        (open_nodes[-1].children if open_nodes else root).append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        nonlocal left_out
        if left_out:
            left_out -= 1
            return
        node, at = open_nodes.pop(), parser.at
        if at == node.inner and data[at - 2 : at] == b"/>":
            node.close = node.end = at
        else:
            node.close, node.end = at, at + len(start_tag(data, at))

    def text(piece: str) -> None:
        if open_nodes and not left_out:
            open_nodes[-1].text += piece

    parser.parse(BytesIO(data), start, end, text)
    return root[0]


def start_tag(data: bytes, at: int = 0, /) -> bytes:
    """Give the tag that begins at a place.

    Examples:
        >>> start_tag(b'<c r="A1" t=">">1</c>')
        b'<c r="A1" t=">">'
    """
    match = _TAG.match(data, at)
    if match is None:
        raise XmlPartError("a tag is not where it was told")
    return match[0]


def set_attribute(tag: bytes, name: str, value: str, /) -> bytes:
    """Set an attribute of a start tag; the others stay as they are written.

    Examples:
        >>> set_attribute(b'<c r="A1" s="5"/>', "s", "7"), set_attribute(b"<c>", "s", "7")
        (b'<c r="A1" s="7"/>', b'<c s="7">')
    """
    quoted = quoteattr(value).encode("ascii", "xmlcharrefreplace")
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name.encode():
            return tag[: match.start(3)] + quoted + tag[match.end(3) :]
    body, close = (tag[:-2], b"/>") if tag.endswith(b"/>") else (tag[:-1], b">")
    return body.rstrip() + b" " + name.encode() + b"=" + quoted + close


def within(node: Node, content: bytes, /) -> Edit:
    """Put content at the end of an element."""
    if node.is_empty:
        return Edit(node.end - 2, node.end, b">" + content + f"</{node.name}>".encode())
    return Edit(node.close, node.close, content)


def grown(data: bytes, node: Node, content: bytes, count: int, /) -> list[Edit]:
    """Put content at the end of an element that says how many children it has."""
    tag = set_attribute(data[node.start : node.inner], "count", str(count))
    if node.is_empty:
        return [Edit(node.start, node.end, tag[:-2] + b">" + content + f"</{node.name}>".encode())]
    return [Edit(node.start, node.inner, tag), within(node, content)]


def spliced(data: bytes, edits: Iterable[Edit], /) -> bytes:
    """Apply edits to a part.

    Examples:
        >>> spliced(b"abc", [Edit(1, 2, b"x"), Edit(3, 3, b"d")])
        b'axcd'
    """
    return b"".join(spliced_stream(BytesIO(data), edits))


def spliced_stream(stream: IO[bytes], edits: Iterable[Edit], /) -> Iterator[bytes]:
    """Apply edits to a part while it is read; those of one place keep their order."""
    at = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        while at < edit.start:
            piece = stream.read(min(_CHUNK, edit.start - at))
            if not piece:
                raise XmlPartError("a part is shorter than when it was parsed")
            at += len(piece)
            yield piece
        yield edit.new
        at += len(stream.read(max(0, edit.end - at)))
    while piece := stream.read(_CHUNK):
        yield piece

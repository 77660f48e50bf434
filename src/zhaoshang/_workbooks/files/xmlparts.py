"""Parts of a package, streamed through a real XML parser that expands nothing and opens nothing.

The policy is that of defusedxml: an entity that a document declares, inside or outside of it, is refused.
"""

from collections.abc import Callable
from typing import IO, Final
from xml.parsers import expat

__all__ = ["XmlPartError", "local", "parse_part"]

_CHUNK: Final = 1 << 16
_DEEPEST: Final = 200


class XmlPartError(ValueError):
    """A part is no XML, or XML that asks for more than it holds."""


def local(name: str, /) -> str:
    """Give a name without its prefix."""
    return name.rpartition(":")[2]


def parse_part(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
    /,
) -> None:
    """Parse a part and call for each start of an element, each end, and each piece of text.

    Raises:
        XmlPartError: when it is no XML, declares an entity, or is deeper than any sheet.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def enter(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise XmlPartError("deeper than any sheet")
        start(name, attributes)

    def leave(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name)

    def refuse(*_: object) -> int:
        raise XmlPartError("it declares an entity")

    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003 - of the standard library
        parser.Parse(b"", True)  # noqa: FBT003 - as above
    except expat.ExpatError as cause:
        raise XmlPartError(str(cause)) from None

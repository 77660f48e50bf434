"""Parts of a package, streamed through a real XML parser that expands nothing and opens nothing.

The policy is that of defusedxml: an entity that a document declares, inside or outside of it, is refused.
"""

from collections.abc import Callable
from typing import IO, Final, final
from xml.parsers import expat

__all__ = ["PartParser", "XmlPartError", "local", "parse_part"]

_CHUNK: Final = 1 << 16
_DEEPEST: Final = 200
_LONGEST: Final = 10 << 20
"""So many bytes of a tag or a comment may be waited for: the parser looks through them anew with each megabyte."""


class XmlPartError(ValueError):
    """A part is no XML, or XML that asks for more than it holds."""


def local(name: str, /) -> str:
    """Give a name without its prefix."""
    return name.rpartition(":")[2]


@final
class PartParser:
    """Parses a part, and knows where in it the parser stands."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._depth = 0

    @property
    def at(self) -> int:
        """Where the start or end that is being told begins, in bytes; where an element without content ends, behind it."""
        return self._parser.CurrentByteIndex

    def here(self) -> bytes:
        """Give the bytes from there on, as far as they are known: at a start, all of its tag."""
        return self._parser.GetInputContext() or b""

    def parse(
        self,
        stream: IO[bytes],
        start: Callable[[str, dict[str, str]], object],
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
        marked: Callable[[], object] | None = None,
        /,
    ) -> None:
        """Parse a part; see `parse_part`. Of a marked section (CDATA) `marked` is told before its text."""

        def enter(name: str, attributes: dict[str, str]) -> None:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise XmlPartError("deeper than any sheet")
            start(name, attributes)

        def leave(name: str) -> None:
            self._depth -= 1
            if end is not None:
                end(name)

        def refuse(*_: object) -> int:
            raise XmlPartError("it declares an entity")

        parser = self._parser
        parser.StartElementHandler = enter
        parser.EndElementHandler = leave
        parser.CharacterDataHandler = text
        parser.StartCdataSectionHandler = marked
        parser.EntityDeclHandler = refuse
        parser.UnparsedEntityDeclHandler = refuse
        parser.ExternalEntityRefHandler = refuse
        try:
            given = waiting = 0
            # a comment or tag that has no end yet is looked through again with each piece, which must grow as it does
            while chunk := stream.read(max(_CHUNK, waiting)):
                parser.Parse(chunk, False)  # noqa: FBT003 - of the standard library
                given += len(chunk)
                waiting = given - max(0, parser.CurrentByteIndex)
                if waiting > _LONGEST:
                    raise XmlPartError("a tag or comment longer than any sheet has")
            parser.Parse(b"", True)  # noqa: FBT003 - as above
        except expat.ExpatError as cause:
            raise XmlPartError(str(cause)) from None


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
    PartParser().parse(stream, start, end, text)

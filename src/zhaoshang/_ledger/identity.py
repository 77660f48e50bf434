"""What makes a project the same in two ledgers: a declared key, its code, its name and lead investor; never its row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeVar, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._ledger.renaming import AnyLedger, renamed
from zhaoshang._text.scripts import to_hans
from zhaoshang.errors import FieldTypeError, UnknownCodeError
from zhaoshang.model.identity import normalised_name

if TYPE_CHECKING:
    from zhaoshang.model import Project

Key = tuple[object, ...]
L = TypeVar("L")

_ROW: Final = re.compile(r"[^~]*!\d+'*\Z")
_DIGITS: Final = re.compile(r"\d{1,5}")
TAIL: Final = re.compile(r"(\d{1,6})\Z")
_PLAIN: Final = re.compile(r"[()\[\]{}【】\u3014\u3015〈〉\-·\"“”‘’、,.。:]|项目$")
_IN_TURN: Final = 0.8

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "code": ("id", "编号", "项目编号", "项目代码", "代码"),
    "name": ("名称", "项目名称", "项目"),
    "investors": ("investor", "lead_investor", "投资方", "投资主体", "投资方名称", "牵头投资方"),
    "owner": ("责任单位", "牵头单位"),
    "district": ("所属地", "区县", "乡镇"),
    "park": ("园区", "载体"),
    "industry": ("行业", "行业代码"),
    "category": ("类别", "项目类别"),
    "parent": ("上级项目", "所属项目"),
}
"""The fields that a declared key may be made of, with the other names that they go by."""

_NAMES: Final = {word: name for name, others in KEYS.items() for word in (name, *others)}


def identity_of(given: "str | Iterable[str] | None", /) -> tuple[str, ...]:
    """Take a declared key: one field or several, by their names in either language.

    Raises:
        UnknownCodeError: for a field that no key is made of.
        FieldTypeError: for what is neither a text nor several.
    """
    if given is None:
        return ()
    words = (given,) if isinstance(given, str) else given
    if not isinstance(words, Iterable):
        raise FieldTypeError(
            as_python(given), 'fields that make a project the same, such as "code" or ["name", "owner"]'
        )
    found = []
    for word in words:
        if not isinstance(word, str):
            raise FieldTypeError(
                as_python(word), 'fields that make a project the same, such as "code" or ["name", "owner"]'
            )
        if word not in _NAMES:
            raise UnknownCodeError("field of identity", word, tuple(_NAMES))
        found.append(_NAMES[word])
    return tuple(dict.fromkeys(found))


def name_key(name: str, /) -> str:
    """Bring a project's name to the form that it is compared by."""
    plain = normalised_name(to_hans(name))
    return _PLAIN.sub("", plain) or plain


def is_row(id_: str, /) -> bool:
    """Tell whether an id was made from the place of a row, such as `台账!5`, and says nothing of the project."""
    return _ROW.fullmatch(id_) is not None


def is_in_turn(ids: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Tell whether ids end in numbers that run on with the rows."""
    found = [pattern.search(id_) for id_ in ids]
    numbers = [int(match[0]) for match in found if match is not None]
    if len(numbers) < len(ids) or not numbers:
        return False
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return all(step > 0 for step in steps) and sum(step == 1 for step in steps) >= _IN_TURN * len(steps)


def numbers_rows(ledger: AnyLedger, /) -> bool:
    """Tell whether the ids of a ledger are its running numbers (序号): 1, 2, 3 down the rows."""
    ids = [id_ for id_ in ledger.projects.ids if not is_row(id_)]
    if not ids or any(_DIGITS.fullmatch(id_) is None for id_ in ids):
        return False
    return int(ids[0]) <= 1 + len(ids) // 4 and is_in_turn(ids, _DIGITS)


@final
class Side:
    """One ledger of two, asked for what makes its projects the same."""

    def __init__(self, ledger: AnyLedger, identity: tuple[str, ...] = ()) -> None:
        """Keep what is asked again and again."""
        self.ledger = ledger
        self.identity = identity
        self.uncoded: set[str] = set()
        self.doubted: set[str] = set()
        self._investors: dict[str, str] = {}

    def investor(self, id_: str) -> str:
        """Name an investor in the form that names are compared by."""
        found = self._investors.get(id_)
        if found is None:
            record = self.ledger.investors.get(id_)
            found = self._investors[id_] = normalised_name(to_hans(id_ if record is None else record.name))
        return found

    def code(self, project: "Project") -> str | None:
        """Give a project's code, or nothing where its id is none."""
        return None if project.id in self.uncoded or is_row(project.id) else project.id

    def declared(self, project: "Project") -> Key | None:
        """Give the declared key; nothing where a part of it is missing."""
        parts = [self._part(project, field) for field in self.identity]
        return None if None in parts else tuple(parts)

    def _part(self, project: "Project", field: str) -> object:
        if field == "code":
            return project.id
        if field == "name":
            return name_key(project.name)
        if field == "investors":
            return self.lead(project)
        value = getattr(project, field)
        return normalised_name(value) if type(value) is str else value

    def lead(self, project: "Project") -> str | None:
        """Name the lead investor."""
        return self.investor(project.investors[0]) if project.investors else None

    def named(self, project: "Project") -> Key:
        """Give the name and the lead investor."""
        return name_key(project.name), self.lead(project)

    def paid(self, project: "Project") -> Key | None:
        """Give the lead investor and the amount, which a project that was renamed keeps."""
        if not project.investors or project.investment is None:
            return None
        return self.lead(project), project.investment

    def agreed(self, project: "Project") -> Key | None:
        """Give what a project without an investor keeps whatever it is called: its unit, amount and days of signing."""
        days = tuple(paper.signed_on for paper in project.agreements)
        if project.investors or None in (project.owner, project.investment, *days) or not days:
            return None
        return project.owner, project.investment, days


def grouped(
    side: Side, projects: "Iterable[Project]", key: Callable[[Side, Any], Key | None]
) -> "dict[Key, list[Project]]":
    """Gather the projects of one key."""
    found: dict[Key, list[Project]] = defaultdict(list)
    for project in projects:
        sign = key(side, project)
        if sign is not None:
            found[sign].append(project)
    return found


def keyed(ledger: L, identity: tuple[str, ...]) -> L:
    """Give projects ids made of a declared key; see `Ledger.keyed`."""
    side = Side(ledger, identity)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for project in side.ledger.projects:
        parts = side.declared(project) if identity else None
        chosen = project.id if parts is None else "|".join(map(str, parts))
        if chosen in taken:
            chosen = f"{chosen}~{project.id}"
        while chosen in taken:
            chosen += "'"
        taken.add(chosen)
        ids[project.id] = chosen
    named: L = renamed(ledger, {"projects": ids})
    return named

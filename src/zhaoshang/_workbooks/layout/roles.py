"""Columns whose words may mean several roles, told by what they hold: firms invest, offices are in charge, places are districts."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.columns import Column, leaf_of
from zhaoshang._workbooks.words.headwords import meanings, strange_in
from zhaoshang._workbooks.words.text import EMPTY_WORDS, bare, key

__all__ = ["with_roles"]

_FIRM: Final = re.compile(
    r"(?:公司|集团|厂|合作社|企业|控股|股份|有限|合伙\)?|商行|事务所|银行|株式会社|研究院)(?:\([^()]*\))?$"
    r"|(?<![a-z])(?:ltd|inc|corp|gmbh|llc|plc|s\.?a|ag|limited|co\.)\.?$"
)
"""How the names of firms end, and those of offices do not."""
_OFFICE: Final = re.compile(
    r"(?:[^布格]局|委|办|委员会|管委会|政府|街道|办事处|[乡镇村]|社区|专班|(?:促进|服务|招商|事务|管理|发展|商务)中心|开发区|工作组|商务处|[经工]信|发改|"
    r"(?:招商|招引|驻外|驻点)[一二三四五六七八九十]?[组队科部])(?:\([^()]*\))?$"
)
"""How the names of offices of government end."""
_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:[区县市旗州盟镇乡]|街道|新城|苏木|办事处|园区|开发区|林场|农场)(?:\([^()]*\))?"
)
_KIND_OF_PLACE: Final = re.compile(
    r"[省市县区旗州盟镇乡](?:名称?|别)?|[城市郊]区|县城|区[、/]?市|市[、/]?区|区镇"
)
"""A header that is nothing but what kind of place its cells name."""
_LISTED: Final = re.compile(r"[、，,/;；\n]")
_SUM: Final = re.compile(r"(?:[合小总共累]计|[^:]{0,6}[合小总]计).{0,4}|(?:备?注|说明)(?:[:：].*)?|.*项目")
"""What stands in a column of a row that sums up or says something of the table."""
_MOST: Final = 0.8
_MANY: Final = 0.6
_NAMED: Final = 0.95
"""From here on a header says itself that its cells invest, whatever they are: 投资方."""
_LIKELY: Final = 0.7
_LOOKED_AT: Final = 200


def with_roles(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]], /) -> tuple[Column, ...]:
    """Give investors, the unit in charge and the district to the columns that hold such, where words alone do not tell.

    Args:
        columns: the columns of a table.
        rows: the rows below its header.
    """
    rows = rows[:_LOOKED_AT]
    return _with_district(_with_firms(columns, rows), rows)


def _with_firms(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Take the column of offices for no investors, and the one of firms for them."""
    found = list(columns)
    holder = next((at for at, column in enumerate(found) if column.field == "investors"), None)
    if holder is not None and found[holder].certainty < _NAMED:
        others = {column.field for column in found} | {path for one in found for path in one.candidates}
        found[holder] = _judged(found[holder], _held(found[holder], rows), has_owner="owner" in others)
    if any(column.field == "investors" for column in found):
        return tuple(_with_office(found, rows))
    claims = [
        at for at, column in enumerate(found) if column.field is None and column.candidates == ("investors",)
    ]
    firms = [
        at
        for at in claims
        if at != holder
        and _are(_FIRM, _held(found[at], rows), _MANY)
        and not strange_in("investors", [key(text) for text in found[at].header.split(" / ")])
    ]
    if len(firms) == 1:
        claimed = found[firms[0]]
        certainty = max(claimed.certainty, _LIKELY)
        why = "its header may name investors, and it holds firms"
        found[firms[0]] = evolve(claimed, field="investors", certainty=certainty, why=why, candidates=())
    return tuple(_with_office(found, rows))


def _with_office(columns: list[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """Take for the unit in charge the one column that may name it, another being nearer to the investors, and holds offices."""
    if any(column.field == "owner" or "owner" in column.candidates for column in columns):
        return columns
    offices = [
        at
        for at, column in enumerate(columns)
        if column.field is None
        and column.candidates == ("investors",)
        and "owner" in meanings(_leaf(column))
        and _are_offices(_held(column, rows))
    ]
    if len(offices) == 1:
        column = columns[offices[0]]
        columns[offices[0]] = evolve(column, field="owner", certainty=_LIKELY, why=_IN_CHARGE, candidates=())
    return columns


_IN_CHARGE: Final = "its header may name the unit in charge, and it holds offices"


def _leaf(column: Column) -> str:
    return key(leaf_of(column))


def _are_offices(held: Sequence[str]) -> bool:
    return _are(_OFFICE, held, _MOST) and not any(map(_FIRM.search, held))


def _judged(column: Column, held: Sequence[str], *, has_owner: bool) -> Column:
    """Judge by what it holds whether a column that may name investors does."""
    may_be_owner = "owner" in meanings(_leaf(column))
    if _are_offices(held):
        if may_be_owner and not has_owner:
            return evolve(column, field="owner", certainty=_LIKELY, why=_IN_CHARGE)
        return evolve(column, field=None, why="not sure: it holds offices", candidates=("investors",))
    if may_be_owner and held and not _are(_FIRM, held, _MANY):
        why = "not sure: its header may name investors or who is in charge"
        return evolve(column, field=None, why=why, candidates=("investors", "owner"))
    return column


def _with_district(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Take for the district the one column headed by a kind of place alone that holds names of such places."""
    if any(column.field == "district" or "district" in column.candidates for column in columns):
        return columns
    places = [
        column
        for column in columns
        if column.field is None
        and not column.candidates
        and _KIND_OF_PLACE.fullmatch(key(column.header))
        and _are(_PLACE, _held(column, rows), _MOST)
    ]
    if len(places) != 1:
        return columns
    why = "its header is a kind of place, and it holds places"
    district = evolve(places[0], field="district", certainty=_LIKELY, why=why)
    return tuple(district if column is places[0] else column for column in columns)


def _held(column: Column, rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Give what the cells of a column say, the first of what they list."""
    cells = (row[column.number - 1] for row in rows if column.number <= len(row))
    texts = (key(_LISTED.split(cell.strip(), maxsplit=1)[0]) for cell in cells if isinstance(cell, str))
    return [text for text in texts if not (bare(text) or text in EMPTY_WORDS or _SUM.fullmatch(text))]


def _are(form: re.Pattern[str], texts: Sequence[str], share: float) -> bool:
    """Tell whether so many texts are of a form."""
    tell = form.fullmatch if form is _PLACE else form.search
    return bool(texts) and sum(map(bool, map(tell, texts))) >= share * len(texts)

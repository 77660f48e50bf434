"""The templates of bulletins: plain text with the names of figures in braces."""

from collections.abc import Callable, Iterable
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._calls.plain import plain_fields
from zhaoshang._files.inert import for_terminal
from zhaoshang.errors import FieldTypeError

FIELD: Final = re.compile(r"\{([^{}]+)\}")
_BRACE: Final = re.compile(r"[{}]")


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise FieldTypeError(as_python(values), "a list of clauses")
    found = tuple(values)
    try:
        broken = next((text for text in found if _BRACE.search(FIELD.sub("", text))), None)
    except TypeError:
        raise FieldTypeError(as_python(found), "a list of clauses") from None
    if broken is not None:
        raise FieldTypeError(as_python(broken), "a clause with the ids of figures in braces")
    for text in found:
        _refuse_hidden(text)
    return found


def _refuse_hidden(text: str) -> None:
    """Refuse what steers a terminal, turns the writing direction or is not seen: it would go into every bulletin."""
    if for_terminal(text) != text:
        raise FieldTypeError(as_python(text), "text of signs that are seen")


def _names(*names: str) -> Callable[[object, object, str], None]:
    """Make the validator of a text that names some things in braces, and nothing else there.

    The texts are filled by name alone: neither an attribute nor a width can be asked for, whoever wrote them.
    """
    expected = (
        f"text with {' and '.join(f'{{{name}}}' for name in names)}" if names else "text without braces"
    )

    def check(_template: object, _field: object, text: str) -> None:
        try:
            fits = set(FIELD.findall(text)) <= {*names} and not _BRACE.search(FIELD.sub("", text))
        except TypeError:
            fits = False
        if not fits:
            raise FieldTypeError(as_python(text), expected)
        _refuse_hidden(text)

    return check


def filled(text: str, **values: str) -> str:
    return FIELD.sub(lambda match: values[match[1]], text)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Template:
    """The sentences of a bulletin (通报模板): plain text with the names of figures in braces.

    A clause is used when every figure that it names has a value and none was written before; clauses are tried in
    order, so one that names several figures stands before those that name one. `{signed_project_count}` stands for
    the figure with its unit; `{milestone_count:started}` for one with an argument. A figure that no clause names is
    written as its name and value, one without a value with the reason.

    A word of direction right before a figure turns with its sign: `同比增长{yoy_growth}` is 同比下降5.00% where it is
    -5.00 %.

    The texts are filled by these names alone; any other name in braces, and a brace by itself, is refused, and so is a sign
    that is not seen or steers a terminal. A clause of
    a figure that neither the catalogue has nor the figures are is refused when it is written.

    Attributes:
        clauses: the clauses, in the order of the sentence.
        opening_period: how a sentence on a period opens, with `{period}` and `{subject}`.
        opening_day: how one on a day opens, with `{as_of}` and `{subject}`.
        opening_both: how one on a period that is told on another day opens.
        opening_plain: how one without dates opens, with `{subject}`.
        group: how a sentence on a unit opens, after the one on the whole.
        size: how a number by size is told, with `{band}` and `{value}`.
        sizes: the clause of all of them, with `{sizes}`, after the number that they are of.
        sizes_alone: the same where that number is not told.
        size_joiner: what stands between them.
        fallback: how a figure without a clause is told, with `{name}` and `{value}`.
        absent: what is told in place of a value that is not there, with `{reason}`; where it is empty, such figures are
            left out.
        joiner: what stands between clauses.
        closing: what ends a sentence.
        blank: what a group without a name is called.

    Examples:
        >>> from attrs import evolve
        >>> from zhaoshang.bulletins import ZH
        >>> shorter = evolve(ZH, clauses=["签约{signed_project_count}", *ZH.clauses])
        >>> shorter.clauses[0]
        '签约{signed_project_count}'
    """

    clauses: tuple[str, ...] = field(converter=_texts)
    opening_period: str = field(default="{period}，{subject}", validator=_names("period", "subject"))
    opening_day: str = field(default="截至{as_of}，{subject}", validator=_names("as_of", "subject"))
    opening_both: str = field(
        default="{period}（数据截至{as_of}），{subject}", validator=_names("period", "as_of", "subject")
    )
    opening_plain: str = field(default="{subject}", validator=_names("subject"))
    group: str = field(default="{subject}", validator=_names("subject"))
    size: str = field(default="{band}项目{value}", validator=_names("band", "value"))
    sizes: str = field(default="其中{sizes}", validator=_names("sizes"))
    sizes_alone: str = field(default="签约{sizes}", validator=_names("sizes"))
    size_joiner: str = field(default="、", validator=_names())
    fallback: str = field(default="{name}{value}", validator=_names("name", "value"))
    absent: str = field(default="无数值（{reason}）", validator=_names("reason"))
    joiner: str = field(default="，", validator=_names())
    closing: str = field(default="。", validator=_names())
    blank: str = field(default="未填报单位", validator=_names())


ZH: Final = Template(
    clauses=(
        "共签约招商项目{signed_project_count}，总投资{signed_investment_total}",
        "共签约招商项目{signed_project_count}",
        "签约总投资{signed_investment_total}",
        "对接项目{docked_project_count}",
        "正式合同项目{formal_contract_count}，合同总投资{formal_contract_amount}",
        "正式合同项目{formal_contract_count}",
        "在谈项目{stage_count:negotiating}",
        "新增履约项目{milestone_count:performing}",
        "新落地项目{milestone_count:landed}",
        "新开工项目{milestone_count:started}",
        "新竣工项目{milestone_count:completed}",
        "新投产项目{milestone_count:producing}",
        "续建项目{continuing_count}",
        "履约率{contract_performance_rate}",
        "落地率{landing_rate}",
        "开工率{start_rate}",
        "竣工率{completion_rate}",
        "投产率{production_rate}",
        "实际到位资金{arrived_funds}",
        "资金到位率{fund_arrival_rate}",
        "实际使用外资{fdi_utilised}",
        "合同外资{fdi_contracted}",
        "完成固定资产投资{fixed_asset_investment}",
        "外出招商{outbound_trips}",
        "接待来访{inbound_visits}",
        "收集招商线索{leads_collected}",
        "累计建成标准厂房{plant_built_area}",
        "招引入驻企业{tenant_count}",
        "招商率{letting_rate}",
        "解决企业问题{issues_closed}",
        "兑现政策资金{policy_cash}",
        "基金规模{fund_size_total}",
        "同比增长{yoy_growth}",
        "环比增长{mom_growth}",
        "超序时进度{schedule_gap}",
    )
)
"""The Chinese template; traditional script is written from it."""

EN: Final = Template(
    clauses=(
        "signed {signed_project_count} with a total investment of {signed_investment_total}",
        "signed {signed_project_count}",
        "signed a total investment of {signed_investment_total}",
        "the contract performance rate was {contract_performance_rate}",
        "the start rate was {start_rate}",
        "the production rate was {production_rate}",
        "projects newly performing: {milestone_count:performing}",
        "projects newly landed: {milestone_count:landed}",
        "projects newly started: {milestone_count:started}",
        "projects newly completed: {milestone_count:completed}",
        "projects newly producing: {milestone_count:producing}",
        "projects in negotiation: {stage_count:negotiating}",
    ),
    opening_period="In {period}, {subject} ",
    opening_day="By {as_of}, {subject} ",
    opening_both="In {period} (as of {as_of}), {subject} ",
    opening_plain="{subject} ",
    group="{subject} ",
    size="{value} of {band}",
    sizes="of these {sizes}",
    sizes_alone="signed {sizes}",
    size_joiner=", ",
    fallback="{name}: {value}",
    absent="no value ({reason})",
    joiner="; ",
    closing=". ",
    blank="(blank)",
)
"""The English template."""

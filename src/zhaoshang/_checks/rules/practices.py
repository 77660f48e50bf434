"""Lists of what may and may not be offered to investors, and by which ways they may be recruited, as data."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics.brief import by_name
from zhaoshang._calls.plain import plain_fields
from zhaoshang._checks.rule import Rule
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import Message, Sentence
from zhaoshang.findings import Finding, Severity
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.model._facts.history import standing
from zhaoshang.model._fields import converters as to
from zhaoshang.periods import Period
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Channel, Term


class ListKind(Term):
    """What a list says of what stands in it (清单类别).

    Examples:
        >>> from zhaoshang.checks import ListKind
        >>> [kind.label("zh_CN") for kind in ListKind]
        ['鼓励', '限制', '禁止']
    """

    ENCOURAGED = "encouraged", "鼓励", "encouraged"
    RESTRICTED = "restricted", "限制", "restricted"
    PROHIBITED = "prohibited", "禁止", "prohibited"


def _channels(value: Iterable[Channel | str]) -> tuple[Channel, ...]:
    return tuple(Channel(code) for code in value)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Practice:
    """Something that is encouraged, restricted or prohibited in winning investment (招商引资行为清单).

    Attributes:
        code: a short name.
        zh: what it is, in Chinese.
        en: what it is, in English.
        kind: what the list says of it.
        words: words of which any, in the kind of a commitment, shows that this was offered.
        channels: ways of recruiting that are meant.
        basis_allows: whether a legal basis named in the commitment makes it lawful.
        since: agreements signed from this day on are judged; all where absent.
        reference: where it is written.

    Examples:
        >>> from zhaoshang.checks import PRACTICES
        >>> [practice.zh for practice in PRACTICES if not practice.basis_allows]
        []
    """

    __repr__ = by_name

    code: str = field(converter=to.text)
    zh: str = field(converter=to.text)
    en: str = field(converter=to.text)
    kind: ListKind = field(default=ListKind.PROHIBITED, converter=ListKind)
    words: tuple[str, ...] = field(default=(), converter=to.texts)
    channels: tuple[Channel, ...] = field(default=(), converter=_channels)
    basis_allows: bool = field(default=False, converter=to.flag)
    since: Period | None = field(default=None, converter=to.period)
    reference: Reference | None = None

    def label(self, locale: str = "zh_CN") -> str:
        """Name it in a language.

        Examples:
            >>> from zhaoshang.checks import PRACTICES
            >>> PRACTICES[0].label("en")
            'a tax favour for one firm'
        """
        return self.zh if is_chinese(locale) else self.en


FAIR: Final = Reference(
    key="国令783",
    title="公平竞争审查条例 国务院令第783号",
    issuer="国务院",
    issued_on="2024-06-06",
    address="http://www.jzhengjdzyii.com/zczq/gjzc/857.html",
)


def _practice(code: str, zh: str, en: str, words: str) -> Practice:
    return Practice(
        code=code, zh=zh, en=en, words=words.split(), basis_allows=True, since="2024-08-01", reference=FAIR
    )


PRACTICES: Final = (
    _practice(
        "tax_favour",
        "给予特定经营者税收优惠",
        "a tax favour for one firm",
        "税收优惠 税收返还 返税 税收奖励 减税 免税 先征后返 即征即退 税收留成",
    ),
    _practice(
        "selective_subsidy",
        "选择性、差异化的财政奖励或者补贴",
        "a selective reward or subsidy",
        "财政奖励 财政补贴 专项奖励 一事一议 贡献奖励 落户奖励 投资奖励",
    ),
    _practice(
        "factor_favour",
        "在要素获取、行政事业性收费、政府性基金、社会保险费等方面给予特定经营者优惠",
        "a favour in land, fees, funds or social insurance for one firm",
        "零地价 地价返还 土地出让金返还 地价优惠 电价补贴 规费减免 社保减免 社保补贴",
    ),
)
"""What the regulation on reviews of fair competition forbids where no law or approval allows it; a city adds its own list."""


_AGAINST_LIST: Final = Sentence("check.against_list", zh="{kind}事项：{practice}", en="{kind}: {practice}")
_AGAINST_LIST_OFFER: Final = Sentence(
    "check.against_list.offer", zh="{kind}事项：{practice}（{offer}）", en="{kind}: {practice} ({offer})"
)


def practices(listed: Iterable[Practice] = PRACTICES) -> Callable[[Ledger], Iterator[Finding]]:
    """Make the finder of what was offered, or done, against a list.

    Args:
        listed: the list; what it encourages is no finding.

    Returns:
        The `find` of a `Rule`.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.checks import Practice, Rule, check, practices
        >>> own = Practice(
        ...     code="paid", zh="有偿委托招商", en="paid agents", kind="restricted", channels=["entrusted"]
        ... )
        >>> rule = Rule(code="against_list", zh="清单", en="list", find=practices([own]))
        >>> ledger = Ledger(projects=[Project(id="P1", name="甲", channel="entrusted")])
        >>> check(ledger, rules=[rule])[0].zh
        '限制事项：有偿委托招商'
    """
    return _Practices(tuple(listed))


@final
@frozen
class _Practices:
    """Finds what stands in a list; data and not a closure, so that a rule goes to other processes."""

    listed: tuple[Practice, ...]

    def __call__(self, ledger: Ledger) -> Iterator[Finding]:
        for practice in self.listed:
            if practice.kind is not ListKind.ENCOURAGED:
                for project in ledger.projects:
                    yield from self._of(practice, project)

    @staticmethod
    def _of(practice: Practice, project: Project) -> Iterator[Finding]:
        severity = Severity.WARNING if practice.kind is ListKind.PROHIBITED else Severity.INFO
        since = None if practice.since is None else practice.since.start
        if project.channel in practice.channels:
            yield Finding(
                code="against_list",
                subject=practice.code,
                ids=[project.id],
                severity=severity,
                message=Message(_AGAINST_LIST, kind=practice.kind, practice=practice),
                source=practice.reference,
            )
        for paper in standing(project).agreements:
            if since is not None and (paper.signed_on is None or paper.signed_on.start < since):
                continue
            for promise in paper.commitments:
                if practice.basis_allows and promise.legal_basis:
                    continue
                if any(word in (promise.kind or "") for word in practice.words):
                    yield Finding(
                        code="against_list",
                        subject=promise.id,
                        ids=[project.id],
                        severity=severity,
                        message=Message(
                            _AGAINST_LIST_OFFER,
                            kind=practice.kind,
                            practice=practice,
                            offer=promise.kind or "",
                        ),
                        detail={"practice": practice.code},
                        source=practice.reference,
                    )


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        code="against_list",
        zh="承诺或招商方式属于限制、禁止事项",
        en="an offer or a way of recruiting that is restricted or prohibited",
        find=practices(),
        sources=(FAIR,),
    ),
)

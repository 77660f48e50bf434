"""Local ledgers: the words they use for stages, and their own shorter graphs."""

from collections.abc import Iterable
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics.brief import by_name
from zhaoshang._calls.plain import plain_fields
from zhaoshang._lifecycle.graph import Lifecycle, Row, build_lifecycle
from zhaoshang._lifecycle.standard import ANSHAN, EVIDENCE, WUHAN
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import say
from zhaoshang.errors import UnknownCodeError
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Stage, Term


class Mark(Term):
    """What a local word says beside or instead of a stage (附注).

    Examples:
        >>> from zhaoshang.lifecycle import VARIANTS, Mark
        >>> batches = {variant.code: variant for variant in VARIANTS}["fujian_five"]
        >>> (sense,) = batches.read("增资").readings
        >>> sense.mark is Mark.EXPANSION, sense.mark.label("zh_CN")
        (True, '增资扩产：记为新项目')
    """

    EXPANSION = "expansion", "增资扩产：记为新项目", "expansion: a project of its own"
    ARRIVAL = "arrival", "到资：记为资金到位", "funds: an arrival"
    APPRAISAL = "appraisal", "研判：记为签约前评审", "screening: an appraisal"
    THIS_YEAR = "this_year", "本年开工", "started this year"
    EARLIER_YEAR = "earlier_year", "往年开工", "started in an earlier year"
    WORKS = "works", "施工节点，阶段不变", "progress of works, the stage stays"


@final
@frozen(field_transformer=plain_fields)
class Reading:
    """One sense of a local word.

    Attributes:
        stage: the stage meant; `None` where it is no stage.
        mark: what else it says.

    Examples:
        >>> from zhaoshang.lifecycle import VARIANTS
        >>> county = {variant.code: variant for variant in VARIANTS}["zhuxi"]
        >>> county.read("到资").readings  # money that came in, no stage
        (Reading(stage=None, mark=<Mark.ARRIVAL: 'arrival'>),)
    """

    stage: Stage | None
    mark: Mark | None = None


def _readings(value: str | Iterable[Reading]) -> tuple[Reading, ...]:
    if not isinstance(value, str):
        return tuple(value)
    found = []
    for sense in value.split("|"):
        stage, _, mark = sense.partition(":")
        found.append(Reading(Stage(stage) if stage else None, Mark(mark) if mark else None))
    return tuple(found)


def _label(reading: Reading, locale: str) -> str:
    said = (reading.stage, reading.mark)
    return " / ".join(part.label(locale) for part in said if part is not None)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class LocalWord:
    """A word of a local ledger and what it may mean.

    Attributes:
        word: the word as written.
        readings: its senses, also as text: `signed|approving` for two of them, `started:this_year` with a mark;
            several make it ambiguous.

    Examples:
        >>> from zhaoshang.lifecycle import LocalWord
        >>> topped = LocalWord(word="封顶", readings="started:works")
        >>> topped.stage.value, topped.is_ambiguous
        ('started', False)
        >>> ended = LocalWord(word="结束", readings="terminated|closed")
        >>> ended.stage, ended.is_ambiguous
        (None, True)
    """

    word: str
    readings: tuple[Reading, ...] = field(converter=_readings)

    @property
    def is_ambiguous(self) -> bool:
        """Whether somebody has to be asked."""
        return len(self.readings) > 1

    @property
    def stage(self) -> Stage | None:
        """The stage meant, where there is one and no doubt."""
        return self.readings[0].stage if len(self.readings) == 1 else None

    def question(self, locale: str = "zh_CN") -> str:
        """Ask which sense is meant; empty where there is no doubt.

        Args:
            locale: the language: any `zh` for Chinese, `en` for English.

        Examples:
            >>> from zhaoshang.lifecycle import VARIANTS
            >>> listed = {variant.code: variant for variant in VARIANTS}["app_list"]
            >>> listed.read("启动").question()
            '“启动”是指签约还是在批？'
        """
        if not self.is_ambiguous:
            return ""
        labels = [_label(reading, locale) for reading in self.readings]
        listed = say("lifecycle.question.or", locale).join(labels)
        return say("lifecycle.question", locale, word=self.word, labels=listed)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Variant:
    """The stages of one place or system: its words, and its graph (地方口径).

    Attributes:
        code: a short name.
        zh: whose it is, in Chinese.
        en: whose it is, in English.
        words: the words of its ledger.
        lifecycle: its graph, a part of the general one.
        references: where it is described.

    Examples:
        >>> from zhaoshang.lifecycle import VARIANTS
        >>> zone = {variant.code: variant for variant in VARIANTS}["wuhan_zone"]
        >>> zone.label("zh_CN"), [word.word for word in zone.words][:3]
        ('武汉某高新区', ['谋划', '在谈', '签约注册'])
        >>> [rule.label("zh_CN") for rule in zone.lifecycle.stages if rule.stage.is_main]
        ['谋划', '在谈', '签约注册', '落地']
    """

    __repr__ = by_name

    code: str
    zh: str
    en: str
    words: tuple[LocalWord, ...]
    lifecycle: Lifecycle
    references: tuple[Reference, ...] = ()

    def label(self, locale: str = "zh_CN") -> str:
        """Name the place or system.

        Args:
            locale: the language: any `zh` for Chinese, `en` for English.
        """
        return self.zh if is_chinese(locale) else self.en

    def read(self, word: str, /) -> LocalWord:
        """Look up what a word of this ledger means; blanks around it do not matter.

        Args:
            word: the word as written.

        Returns:
            The word with its readings: one, or several where it is ambiguous.

        Raises:
            UnknownCodeError: when the ledger has no such word.

        Examples:
            >>> from zhaoshang.lifecycle import VARIANTS
            >>> wuhan = {variant.code: variant for variant in VARIANTS}["wuhan_zone"]
            >>> wuhan.read("落地").stage.value, wuhan.read("退库").stage.value
            ('started', 'rejected')
        """
        wanted = word.strip()
        for known in self.words:
            if known.word == wanted:
                return known
        raise UnknownCodeError(self.code, word, tuple(known.word for known in self.words))


def _variant(code: str, zh: str, en: str, reference: Reference, words: str, *steps: Row) -> Variant:
    """Make a variant from `word=stage:mark|stage` items and the rows of its graph."""
    pairs = [item.partition("=") for item in words.split()]
    known = [LocalWord(word=word, readings=senses) for word, _, senses in pairs]
    labels: dict[str, str] = {}
    for word in known:
        for reading in word.readings:
            if reading.stage is not None and reading.mark is not Mark.WORKS:
                labels.setdefault(reading.stage, word.word)
    stages = {row[0] for row in steps}
    return Variant(
        code=code,
        zh=zh,
        en=en,
        words=tuple(known),
        lifecycle=build_lifecycle(
            code=code,
            zh=zh,
            en=en,
            steps=steps,
            evidence=[row for row in EVIDENCE if row[0] in stages],
            labels=labels,
            references=(reference,),
        ),
        references=(reference,),
    )


VARIANTS: Final[tuple[Variant, ...]] = (
    _variant(
        "quanzhou_tiz", "泉州台商投资区三份清单", "three lists of a Quanzhou investment zone",
        Reference(key="seed 000-09", title="泉州台商投资区招商公司报道"),
        "在谈=negotiating 在批=approving 在建=started",
        ("negotiating", "approving", "rejected on_hold"), ("approving", "started", "terminated on_hold"),
        ("started", "", "exited"),
    ),
    _variant(
        "fujian_five", "福建“五个一批”", "five batches of Fujian",
        Reference(key="S73", title="莆田、泉州“五个一批”考评"),
        "谋划=planned 签约=signed 开工=started 投产=producing 增资=producing:expansion",
        ("planned", "signed", "rejected"), ("signed", "started", "terminated on_hold"),
        ("started", "producing", "exited"), ("producing", "", "closed"),
    ),
    _variant(
        "wuhan_zone", "武汉某高新区", "a Wuhan high-tech zone", WUHAN,
        "谋划=planned 在谈=negotiating 签约注册=signed 落地=started 退库=rejected 重复研判=:appraisal",
        ("planned", "negotiating", "rejected"), ("negotiating", "signed", "rejected"),
        ("signed", "started", "terminated"), ("started", "", "exited"),
    ),
    _variant(
        "park_states", "园区旧系统状态码", "state numbers of an older park system",
        Reference(key="C7", title="园区招商管理系统状态码"),
        "意向=lead 研判=lead:appraisal 洽谈=negotiating 签约=signed 落户=landed 达效=at_capacity"
        " 增资=at_capacity:expansion 结束=terminated|exited|closed 不引进=rejected",
        ("lead", "negotiating", "rejected"), ("negotiating", "signed", "rejected"),
        ("signed", "landed", "terminated"), ("landed", "at_capacity", "exited"), ("at_capacity", "", "closed"),
    ),
    _variant(
        "incubator", "孵化器项目库", "project list of an incubator",
        Reference(key="C9", title="孵化器项目筛选页"),
        "洽谈=negotiating 睡眠=on_hold 审批=approving 否决=rejected 落户=landed",
        ("negotiating", "approving", "rejected on_hold"), ("approving", "landed", "rejected on_hold"),
        ("landed", "", "exited"),
    ),
    _variant(
        "app_list", "项目清单应用(一)", "a list application",
        Reference(key="C11", title="项目状态清单"),
        "在谈=negotiating 启动=signed|approving 建设=started 投产=producing 完工=completed"
        " 中止=on_hold|terminated",
        ("negotiating", "signed approving", "rejected on_hold"), ("signed", "approving started", "terminated on_hold"),
        ("approving", "started", "terminated on_hold"), ("started", "completed", "producing on_hold"),
        ("completed", "producing", "exited"), ("producing", "", "closed"),
    ),
    _variant(
        "app_list_2", "项目清单应用(二)", "another list application",
        Reference(key="C11", title="项目状态清单"),
        "新增在谈=negotiating:this_year 在谈=negotiating 在建=started 竣工=completed 停止谈判=rejected",
        ("negotiating", "started", "rejected"), ("started", "completed", "exited"), ("completed", "", ""),
    ),
    _variant(
        "guangxi_asean", "广西—东盟经开区", "Guangxi–ASEAN economic zone",
        Reference(key="C5", title="广西—东盟加工园项目库"),
        "招商中=lead 洽谈中=negotiating 已立项=approving 建设中=started 投产=producing 奠基=started"
        " 封顶=started:works 设备=started:works 试产=trial",
        ("lead", "negotiating", "rejected"), ("negotiating", "approving", "rejected"),
        ("approving", "started", "terminated"), ("started", "producing", "exited trial"), ("producing", "", "closed"),
    ),
    _variant(
        "liaoning_list", "辽宁园区项目表", "list of the industrial parks of Liaoning",
        Reference(key="S90", title="辽宁省工业园区招商引资项目表"),
        "拟寻求=planned 未动工已签约=signed 在建=started 已竣工投产=producing",
        ("planned", "signed", "rejected"), ("signed", "started", "terminated"),
        ("started", "producing", "exited"), ("producing", "", "closed"),
    ),
    _variant(
        "anshan_four", "鞍山“四个一批”", "four batches of Anshan", ANSHAN,
        "谋划推进=planned 新开工=started:this_year 续建=started:earlier_year 竣工=completed",
        ("planned", "started", "rejected"), ("started", "completed", "exited"), ("completed", "", ""),
    ),
    _variant(
        "statistics", "统计报表", "statistical returns",
        Reference(key="S39", title="招商引资统计月报"),
        "新建=started:this_year 续建=started:earlier_year",
        ("started", "", "exited"),
    ),
    _variant(
        "zhuxi", "竹溪县招商系统", "the system of Zhuxi county",
        Reference(key="S83", title="竹溪县招商引资信息管理系统"),
        "推介=planned 在谈=negotiating 签约=signed 拟开工=approving 到资=:arrival 竣工投产=producing",
        ("planned", "negotiating", "rejected"), ("negotiating", "signed", "rejected"),
        ("signed", "approving", "terminated"), ("approving", "producing", "terminated"), ("producing", "", "closed"),
    ),
)  # fmt: skip
"""Local ledgers whose words are known; a city adds its own."""

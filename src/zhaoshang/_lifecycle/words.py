"""What each blocker and warning says, in Chinese and English; `{0}` is its object."""

from typing import Final

from zhaoshang.findings import Finding, Severity

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "not_allowed": ("流转表中没有该步骤：{0}", "the step {0} is not in the table"),
    "missing_evidence": ("缺少佐证材料：{0}", "evidence is missing: {0}"),
    "date_before": ("日期早于“{0}”", "the date lies before {0}"),
    "ended": ("项目已结束：{0}", "the project has ended: {0}"),
    "on_hold": ("项目搁置中，须先恢复", "the project is on hold; resume it first"),
    "needs_reason": ("更正须说明理由", "a correction needs a reason"),
    "future_date": (
        "日期在将来；计划请用 planned",
        "the date is in the future; write plans as planned milestones",
    ),
    "unknown_stage": ("没有该阶段：{0}", "there is no stage {0}"),
    "already": ("已处于：{0}", "it is already {0}"),
    "skipped": ("跳过：{0}(推定，无日期)", "{0} was skipped; taken as passed, without a date"),
    "out_of_order": ("补录：{0}，阶段不变", "{0} was recorded late; the stage stays"),
    "promised": ("容缺：{0} 待补", "{0} is promised for later"),
    "reopened": ("重新启动：原为 {0}", "reopened; it was {0}"),
    "date_straddles": ("日期跨越基准日：{0}", "the date of {0} straddles the day asked about"),
    "corrected": ("更正后不再计入：{0}", "{0} was taken back by a correction"),
    "undated_after_correction": (
        "更正之后的“{0}”没有日期，仍予保留",
        "{0} comes after a corrected stage and has no date; it stays",
    ),
    "missing_date": ("没有日期：{0}", "{0} has no date"),
}


def finding(code: str, subject: str, project: str, *, blocks: bool) -> Finding:
    """Make the finding for one code."""
    zh, en = SENTENCES[code]
    return Finding(
        code=code,
        severity=Severity.ERROR if blocks else Severity.WARNING,
        subject=subject,
        ids=(project,),
        zh=zh.format(subject),
        en=en.format(subject),
    )

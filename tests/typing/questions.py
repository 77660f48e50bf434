"""Slips in questions that a type checker must refuse; this module is only type-checked, never run.

Every line marked with an ignore is an error for the checker; where one is not, the unused ignore is reported.
"""

from zhaoshang import Ledger, Project, evaluate, kpis
from zhaoshang.measures import column
from zhaoshang.profiles import DEFAULT

ledger = Ledger()

evaluate(ledger, "start_rate", as_of="2022-06-30", by="district", round={"digits": 1})
evaluate(ledger, ["签约项目数", kpis.find("start_rate")], period="2022", by=["区县", "month"])
evaluate(ledger, "stage_duration_days", from_stage="signed", to_stage="started", stat="mean")
evaluate(ledger, "projects_in_band", bands=["≥1亿元", "<1亿元"], where=column("owner").is_in("甲镇"))
DEFAULT.vary("ours", trial_counts=False, started=["construction_permit"])
Project(id="P1", name="甲", track="leased_plant")

evaluate(ledger, "strat_rate")  # type: ignore[arg-type]
evaluate(ledger, "projects_in_band", bands=100_000_000)  # type: ignore[arg-type]
evaluate(ledger, "start_rate", perod="2022")  # type: ignore[call-arg]
evaluate(ledger, "start_rate", cohort="signed_in_the_period")  # type: ignore[arg-type]
evaluate(ledger, "start_rate", by="distrct")  # type: ignore[arg-type]
evaluate(ledger, "start_rate", round={"digit": 1})  # type: ignore[arg-type]
evaluate(ledger, "stage_duration_days", from_stage="sgined", to_stage="started")  # type: ignore[arg-type]
evaluate(ledger, "milestone_count", of="strated")  # type: ignore[arg-type]
Project(id="P1", name="甲", trakc="land")  # type: ignore[call-arg]
Project(id="P1", name="甲", track="leased")  # type: ignore[arg-type]
DEFAULT.vary("ours", trail_counts=False)  # type: ignore[call-arg]

evaluate(ledger, "start_rate", where="owner = 甲镇")  # type: ignore[arg-type]
evaluate(ledger, "stage_duration_days", stat="average")  # type: ignore[arg-type]
DEFAULT.vary("ours", credit="shares")  # type: ignore[arg-type]
kpis.duration("signed", "started", statistic="mean")  # type: ignore[call-arg]
_ = column("investment") >= 1.5  # type: ignore[operator]

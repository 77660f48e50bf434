"""Assessment schemes as data (考核办法): indicators with points, bonuses, grades; scored over a ledger with proof.

A `Scheme` says what is looked at and how points are earned; `assess` asks the KPIs for every figure and gives a score
table in which each cell can be explained. Points that a person awards are given; what cannot be known has no points,
and the total then has bounds instead of a value.

    >>> from zhaoshang.assessments import METHODS, SCHEMES
    >>> METHODS["relative"]
    ('分值×本值÷最大值', 'points × value ÷ greatest')
    >>> from zhaoshang.assessments import Cap, Method
    >>> earned: tuple[Method, Cap] = (
    ...     "completion",
    ...     "each",
    ... )  # a measure above its target makes up for no other
    >>> [scheme.full_points for scheme in SCHEMES.values()]
    [Fraction(100, 1), Fraction(100, 1), Fraction(3, 1)]
"""

from zhaoshang._assessment.assessing import assess
from zhaoshang._assessment.files import read_scheme
from zhaoshang._assessment.published import SCHEMES
from zhaoshang._assessment.schemes import METHODS, Bonus, Cap, Grade, Indicator, Measure, Method, Scheme
from zhaoshang._assessment.scores import Assessment, Cell, UnitScore
from zhaoshang._assessment.tables import notice, score_table
from zhaoshang._calls.guard import guard_room

__all__ = [
    "METHODS",
    "SCHEMES",
    "Assessment",
    "Bonus",
    "Cap",
    "Cell",
    "Grade",
    "Indicator",
    "Measure",
    "Method",
    "Scheme",
    "UnitScore",
    "assess",
    "notice",
    "read_scheme",
    "score_table",
]

guard_room(globals())

"""A page that shows an article with its figures marked, and beside it what was found: no script, both themes, any width."""

from collections.abc import Sequence
from typing import Final

from zhaoshang._bulletins.verdicts.labels import code_shown
from zhaoshang._bulletins.verdicts.verdict import Verdict, told_of
from zhaoshang._files.inert import lines_in_html
from zhaoshang._text.messages import joined
from zhaoshang._text.wording import Script

SIGNS: Final = {"agrees": "✓", "differs": "✗", "unknown": "?"}
_RANKS: Final = {"differs": 0, "unknown": 1, "agrees": 2}
_WORDS: Final = {
    "title": ("文章核对", "Article check"),
    "text": ("原文", "The text"),
    "found": ("核对结果", "What was found"),
    "ledger": ("对台账", "against the ledger"),
    "itself": ("对文中其他数字", "against the text itself"),
    "none": ("没有可核对的数字。", "There was no figure to check."),
    "others": ("相关：", "beside: "),
}
_STYLE: Final[str] = """
:root{color-scheme:light dark;--ink:#1b2430;--dim:#5b6675;--page:#fff;--card:#f6f7f9;--line:#d5d9e0;
--agrees:#1a6b3c;--agrees-bg:#e2f3e8;--differs:#a3142e;--differs-bg:#fbe3e7;--unknown:#6b4e00;--unknown-bg:#fbf0d0}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.2rem 1rem 3rem;background:var(--page);color:var(--ink);
font:16px/1.75 system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif}
h1{font-size:1.4rem;line-height:1.35;margin:.2rem 0 .6rem}
h2{font-size:1.05rem;margin:0 0 .5rem}
.totals{margin:0 0 1.2rem;display:flex;flex-wrap:wrap;gap:.5rem}
.totals span,.sign{border-radius:.4rem;padding:.05rem .5rem;font-weight:600}
.text{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
mark{color:inherit;border-radius:.25rem;padding:.05rem .15rem;border-bottom:2px solid}
mark a{color:inherit;text-decoration:none}
mark sup{font-size:.7em;font-weight:700;margin-inline-start:.1em}
.agrees{background:var(--agrees-bg);color:var(--agrees)}
.differs{background:var(--differs-bg);color:var(--differs)}
.unknown{background:var(--unknown-bg);color:var(--unknown)}
mark.differs{border-bottom-style:double;border-bottom-width:4px}
mark.unknown{border-bottom-style:dotted}
ol{list-style:none;margin:0;padding:0}
li{border:1px solid var(--line);border-radius:.5rem;background:var(--card);padding:.5rem .7rem;margin:0 0 .6rem;
overflow-wrap:anywhere;scroll-margin-top:1rem}
li p{margin:.15rem 0 0}
li small{color:var(--dim);font-size:.85rem}
li b a{color:inherit}
:target{outline:3px solid #2f6fb5;outline-offset:1px}
:focus-visible{outline:2px solid #2f6fb5;outline-offset:2px}
@media (min-width:56rem){.both{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:2rem;align-items:start}}
@media (max-width:55.9rem){section{margin:0 0 1.6rem}}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--dim:#9aa6b5;--page:#161b22;--card:#1d242d;--line:#3a4350;
--agrees:#8fe0ae;--agrees-bg:#173626;--differs:#ff9aaa;--differs-bg:#471a24;--unknown:#f0d27a;--unknown-bg:#3b300f}}
@media print{body{max-width:none;font-size:10.5pt}li{break-inside:avoid}mark,li,.sign{print-color-adjust:exact}}
"""


def page(
    verdicts: Sequence[Verdict], text: str, locale: str = "zh_CN", title: str = "", judged: str = ""
) -> str:
    """Write the page of one article; `judged` says how many of its figures were judged."""
    script = Script.of(locale)
    heading = lines_in_html(title or _say("title", script))
    items = "".join(_item(number, verdict, text, script) for number, verdict in ranked(verdicts))
    listed = f"<ol>{items}</ol>" if items else f"<p>{_say('none', script)}</p>"
    return (
        f'<!DOCTYPE html>\n<html lang="{script.tag}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{heading}</title><style>{_STYLE}</style></head>\n<body><main><h1>{heading}</h1>"
        f'{_totals(verdicts, script, judged)}<div class="both"><section><h2>{_say("text", script)}</h2>'
        f'<p class="text">{_marked(text, verdicts)}</p></section>'
        f"<section><h2>{_say('found', script)}</h2>{listed}</section></div></main></body>\n</html>\n"
    )


def _say(key: str, script: Script) -> str:
    return script.say(*_WORDS[key])


def ranked(verdicts: Sequence[Verdict]) -> list[tuple[int, Verdict]]:
    """Put what differs first, then what cannot be told, each in the order of the text."""
    return sorted(enumerate(verdicts), key=lambda item: (_RANKS[str(item[1].answer)], item[0]))


def _totals(verdicts: Sequence[Verdict], script: Script, judged: str) -> str:
    said = []
    for answer in _RANKS:
        alike = [verdict.answer for verdict in verdicts if str(verdict.answer) == answer]
        if alike:
            label = lines_in_html(alike[0].label(str(script)))
            said.append(f'<span class="{answer}">{SIGNS[answer]} {label} {len(alike)}</span>')
    if judged:
        said.append(f"<span>{lines_in_html(judged)}</span>")
    return f'<p class="totals">{"".join(said)}</p>' if said else ""


def marks_of(verdicts: Sequence[Verdict]) -> list[tuple[int, int, int]]:
    """Choose for each figure its worst verdict, as start, end and place; marks that overlap give way to the first."""
    best: dict[tuple[int, int], int] = {}
    for number, verdict in ranked(verdicts):
        best.setdefault((verdict.start, verdict.end), number)
    marks: list[tuple[int, int, int]] = []
    place = 0
    for (start, end), number in sorted(best.items()):
        if place <= start < end:
            marks.append((start, end, number))
            place = end
    return marks


def _marked(text: str, verdicts: Sequence[Verdict]) -> str:
    """Mark each figure by its worst verdict."""
    parts: list[str] = []
    place = 0
    for start, end, number in marks_of(verdicts):
        answer = str(verdicts[number].answer)
        parts.append(lines_in_html(text[place:start]))
        parts.append(
            f'<mark class="{answer}" id="f{number}"><a href="#v{number}">{lines_in_html(text[start:end])}'
            f"<sup>{SIGNS[answer]}</sup></a></mark>"
        )
        place = end
    return "".join([*parts, lines_in_html(text[place:])])


def _item(number: int, verdict: Verdict, text: str, script: Script) -> str:
    answer = str(verdict.answer)
    against = _say("ledger" if verdict.against == "ledger" else "itself", script)
    about = [part for part in (told_of(verdict, script), against, code_shown(verdict.code, script)) if part]
    beside = joined((text[start:end] for start, end in verdict.others), script)
    others = f"<p><small>{_say('others', script)}{lines_in_html(beside)}</small></p>" if beside else ""
    return (
        f'<li id="v{number}"><span class="sign {answer}">{SIGNS[answer]} {lines_in_html(verdict.answer.label(str(script)))}</span> '
        f'<b><a href="#f{number}">{lines_in_html(verdict.raw)}</a></b> <small>{lines_in_html(" · ".join(about))}</small>'
        f"<p>{lines_in_html(script.say(verdict.zh, verdict.en))}</p>{others}</li>"
    )

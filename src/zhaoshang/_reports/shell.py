"""The shell of a page that needs no network and no script: fonts, styles, and what draws charts."""

from typing import Any, Final

from zhaoshang._files.inert import in_html
from zhaoshang._text.wording import Script
from zhaoshang.errors import MissingExtraError, UnfitValueError

FONTS: Final = (
    "system-ui,-apple-system,'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',"
    "'Noto Sans SC','Source Han Sans SC',sans-serif"
)
FONTS_HANT: Final = FONTS.replace("'PingFang SC'", "'PingFang TC','Microsoft JhengHei'").replace(
    "'Noto Sans CJK SC','Noto Sans SC'", "'Noto Sans CJK TC','Noto Sans TC'"
)

DARK: Final = {
    "#1b2430": "#e6eaf0",
    "#5b6675": "#9aa6b5",
    "#2f6fb5": "#5b9be0",
    "#c2631a": "#e08a3c",
    "#a3142e": "#ff7b8e",
}
"""The colours of charts on white (words, lesser words, done, late, time), and what they become on a dark page."""

_STYLE: Final[str] = """
:root{color-scheme:light dark;--line:#d5d9e0;--head:#f2f4f8;--ink:#1b2430;--page:#fff;--dim:#5b6675}
*{box-sizing:border-box}
body{margin:0 auto;max-width:84rem;padding:1.2rem 1rem 3rem;background:var(--page);color:var(--ink);
font:16px/1.6 FONTS}
h1{font-size:1.45rem;line-height:1.35;margin:.2rem 0 1rem}
h2{font-size:1.05rem;line-height:1.45;margin:0 0 .5rem}
p{margin:0 0 1rem;max-width:48em}
section{margin:0 0 2.2rem}
.scroll{overflow:auto;-webkit-overflow-scrolling:touch}
:focus-visible{outline:2px solid #2f6fb5;outline-offset:2px}
table{border-collapse:separate;border-spacing:0;min-width:100%;font-variant-numeric:tabular-nums;font-size:.9rem;
border:solid var(--line);border-width:1px 0 0 1px}
th,td{border:solid var(--line);border-width:0 1px 1px 0;padding:.35rem .5rem;vertical-align:top;text-align:start}
thead th{background:var(--head);font-weight:600;word-break:keep-all;min-width:4em;vertical-align:bottom}
tbody th{font-weight:inherit;background:var(--page);position:sticky;left:0;max-width:20em}
thead th.key{position:sticky;left:0;z-index:1}
tr.total>*{font-weight:600;background:var(--head)}
ul{color:var(--dim);font-size:.86rem;margin:.6rem 0 0;padding-inline-start:1.2rem;overflow-wrap:anywhere}
svg{display:block;width:100%;height:auto}
.chart{max-width:56rem;border:1px solid var(--line);border-radius:6px;padding:.3rem}
.narrow{max-width:30rem}
.wide{display:none}
@media screen and (max-width:47.9rem){tbody th{max-width:9.5em;white-space:normal!important}}
@media screen and (min-width:48rem){
.scroll{max-height:94vh}
thead th{position:sticky;top:0}
thead th.key{z-index:2}
.narrow{display:none}.wide{display:block}
}
@media screen and (prefers-color-scheme:dark){
:root{--line:#3a4350;--head:#232b36;--ink:#e6eaf0;--page:#161b22;--dim:#9aa6b5}
DARK
}
@media print{
@page{size:A4 landscape;margin:12mm}
@page tall{size:A4 portrait;margin:12mm}
body{max-width:none;padding:0;font-size:10.5pt}
table{border-collapse:collapse;border:0;font-size:8.5pt}
th,td{border-width:1px;padding:.2rem .3rem;position:static!important;min-width:0!important}
.scroll{overflow:visible}
tr,li,.chart{break-inside:avoid}
h2{break-after:avoid}
.narrow{display:none}.wide{display:block}
.chart svg{width:auto;max-width:100%;max-height:165mm}
.tall,h1:has(+.tall){page:tall}
.tall svg{max-height:245mm}
}
""".replace(
    "DARK",
    "\n".join(f".chart [fill='{light}']{{fill:{dark}}}.chart [stroke='{light}']{{stroke:{dark}}}"
    for light, dark in DARK.items()),
)  # fmt: skip


def converter() -> Any:  # noqa: ANN401 - the extra has no types
    """Load what draws charts.

    Raises:
        MissingExtraError: when the extra `charts` is not installed.
        UnfitValueError: where the host limits the address space of the process to less than what the renderer takes
            for itself: it would end the process.
    """
    try:
        import vl_convert  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("vl-convert-python", "charts") from None
    limit = _address_limit()
    if limit is not None and limit < _SPACE << 30:
        msg = f"RLIMIT_AS={limit}"
        raise UnfitValueError(msg, f"an address space of at least {_SPACE} GiB, in which charts are drawn")
    return vl_convert


_SPACE: Final = 128
"""How much address space is enough: the renderer reserves about half of it, and uses little."""


def _address_limit() -> int | None:
    """Give how much address space the process may have, where the system bounds it."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if limit == resource.RLIM_INFINITY else limit


VERSION: Final = "6.1"
"""The version of Vega-Lite that specifications are written for."""


def document(title: str, body: str, script: Script) -> str:
    """Put a page together."""
    fonts = FONTS_HANT if script is Script.HANT else FONTS
    return (
        f'<!DOCTYPE html>\n<html lang="{script.tag}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{in_html(title)}</title><style>{_STYLE.replace('FONTS', fonts)}</style></head>\n"
        f"<body><main>{body}</main></body>\n</html>\n"
    )

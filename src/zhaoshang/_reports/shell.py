"""The shell of a page that needs no network: fonts, styles, and the engine that draws charts."""

from functools import lru_cache
from html import escape
from typing import Any, Final

from zhaoshang._wording import Script
from zhaoshang.errors import MissingExtraError

FONTS: Final = (
    "system-ui,-apple-system,'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',"
    "'Noto Sans SC','Source Han Sans SC',sans-serif"
)
FONTS_HANT: Final = FONTS.replace("'PingFang SC'", "'PingFang TC','Microsoft JhengHei'").replace(
    "'Noto Sans CJK SC','Noto Sans SC'", "'Noto Sans CJK TC','Noto Sans TC'"
)

_STYLE: Final = """
:root{color-scheme:light dark;--line:#d5d9e0;--head:#f2f4f8;--ink:#1b2430;--page:#fff;--dim:#5b6675}
@media (prefers-color-scheme:dark){:root{--line:#3a4350;--head:#232b36;--ink:#e6eaf0;--page:#161b22;--dim:#9aa6b5}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.2rem 1rem 3rem;background:var(--page);color:var(--ink);
font:16px/1.6 FONTS}
h1{font-size:1.45rem;line-height:1.35;margin:.2rem 0 1rem}
section{margin:0 0 2rem}
.scroll{overflow-x:auto;-webkit-overflow-scrolling:touch}
table{border-collapse:collapse;min-width:100%;font-variant-numeric:tabular-nums;font-size:.94rem}
caption{text-align:start;font-weight:600;padding:.3rem 0 .5rem;caption-side:top}
th,td{border:1px solid var(--line);padding:.4rem .6rem;vertical-align:top}
th{background:var(--head);font-weight:600;white-space:nowrap}
td{min-width:3.2em}
th:first-child,td:first-child{position:sticky;left:0;background:var(--page)}
th:first-child{background:var(--head)}
ul{color:var(--dim);font-size:.86rem;margin:.6rem 0 0;padding-inline-start:1.2rem}
.chart{width:100%;background:#fff;border:1px solid var(--line);border-radius:6px;overflow:hidden}
figure{margin:0}
figcaption{font-weight:600;padding:.3rem 0 .5rem}
@media print{body{max-width:none;padding:0}.scroll{overflow:visible}section{break-inside:avoid}}
"""

_SNIPPET: Final = (
    "window.draw=(place,spec)=>vegaEmbed('#chart'+place,{...spec,width:'container'},"
    "{actions:false,renderer:'svg',mode:'vega-lite'})"
)


def converter() -> Any:  # noqa: ANN401 - the extra has no types
    """Load what draws charts.

    Raises:
        MissingExtraError: when the extra `charts` is not installed.
    """
    try:
        import vl_convert  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("vl-convert-python", "charts") from None
    return vl_convert


@lru_cache(maxsize=1)
def _bundle() -> str:
    bundle: str = converter().javascript_bundle(_SNIPPET, vl_version=VERSION)
    return bundle.replace("</script", "<\\/script")


VERSION: Final = "6.1"
"""The version of Vega-Lite that specifications are written for."""


def document(title: str, body: str, charts: dict[int, str], script: Script) -> str:
    """Put a page together: its body, and the specification of each chart by its number."""
    fonts = FONTS_HANT if script is Script.HANT else FONTS
    calls = "".join(f"draw({number},{spec});" for number, spec in charts.items())
    drawn = f"<script>{_bundle()}</script><script>{calls}</script>" if charts else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{script.tag}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE.replace('FONTS', fonts)}</style></head>\n"
        f"<body>{body}{drawn}</body>\n</html>\n"
    )

"""The files that all pages share: scripts, and style sheets and icon in the accent colour of manual.yaml."""

from __future__ import annotations

from pathlib import Path

from wuye_docs.content.accent import readable, tinted

THEME = Path(__file__).parent / "theme"
DEFAULT = "#0f5c6e"
"""What the icon is drawn in."""
LIGHT, DARK = "#ffffff", "#151c21"
"""What text stands on, as in `style/page.css`."""
TINT = 0.1
_DARK_CONTRAST = 7.0
"""More than what is needed: a glowing link is read less easily than a dark one."""
_STYLE = ("page", "text", "tables", "blocks", "charts", "clauses", "lists", "forms", "screens", "search")
"""The parts of the style sheet, in `theme/style`: later ones overrule earlier ones."""


def static_files(accent: str) -> dict[str, bytes]:
    """Style sheets, icon and scripts, by address from the site's root; `accent` is `#rrggbb`."""
    style = "".join((THEME / "style" / f"{name}.css").read_text("utf-8") for name in _STYLE)
    found = {"static/site.css": (_accent_rules(accent, with_dark=True) + style).encode()}
    for path in sorted((THEME / "static").iterdir()):
        data = path.read_bytes()
        if path.suffix == ".css":
            data = _accent_rules(accent, with_dark=False).encode() + data
        elif path.suffix == ".svg":
            data = data.replace(DEFAULT.encode(), readable(accent, LIGHT).encode())
        found[f"static/{path.name}"] = data
    return found


def _accent_rules(accent: str, *, with_dark: bool) -> str:
    rules = _rule(readable(accent, LIGHT, tint=TINT), LIGHT) + "\n"
    if with_dark:
        dark = _rule(readable(accent, DARK, _DARK_CONTRAST, TINT), DARK)
        rules += f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n"
    return rules


def _rule(accent: str, paper: str) -> str:
    return f":root {{ --accent: {accent}; --accent-soft: {tinted(accent, paper, TINT)}; }}"

"""The accent colour of manual.yaml, kept readable: darker or lighter than asked for where its words could not be read."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

ENOUGH = 4.5
"""Contrast of text with what is behind it, WCAG 2.2, 1.4.3."""
_STEP = 0.01
_CALM = 0.55
"""Saturation of what is made lighter: fully saturated words glare on dark paper."""

Channels = tuple[float, float, float]


def readable(colour: str, paper: str, ratio: float = ENOUGH, tint: float = 0.0) -> str:
    """The colour nearest in lightness to `colour` that has a contrast of `ratio` with `paper`; hue stays, and saturation on light paper.

    With `tint` it can be read on `tinted(result, paper, tint)` as well. Colours are `#rrggbb`.
    """
    hue, lightness, saturation = rgb_to_hls(*_channels(colour))
    darker = luminance(paper) > 0.5
    found = colour.lower()
    if not darker:
        saturation = min(saturation, _CALM)
    while min(contrast(found, paper), contrast(found, tinted(found, paper, tint))) < ratio:
        lightness += -_STEP if darker else _STEP
        if not 0 <= lightness <= 1:
            return "#000000" if darker else "#ffffff"
        found = _hexadecimal(hls_to_rgb(hue, lightness, saturation))
    return found


def tinted(colour: str, paper: str, share: float) -> str:
    """Paper with a share of a colour in it, for what stands behind text."""
    mixed = (
        one * share + other * (1 - share)
        for one, other in zip(_channels(colour), _channels(paper), strict=True)
    )
    red, green, blue = mixed
    return _hexadecimal((red, green, blue))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in _channels(colour))
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(colour: str) -> Channels:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hexadecimal(channels: Channels) -> str:
    return "#" + "".join(f"{round(one * 255):02x}" for one in channels)

"""The tints of the map of countries: each can be told from the next, and the names on them can be read."""

import itertools
import re

import pytest

from pages import stylesheet
from pages.palette import rgb

STEP = re.compile(r"map__step-([0-9]) \{ --step: ([0-9.]+)")
DISTINCT, LEGIBLE = 1.5, 4.5  # contrasts; the second is WCAG 2.2, 1.4.3
CANVAS_TEXT = {"light": (0, 0, 0), "dark": (255, 255, 255)}


def steps(scheme):
    """The opacity of each step, as the style sheet has it in a scheme."""
    css = (stylesheet.FOLDER / "components-tints.css").read_text(encoding="utf-8")
    light, _, dark = css.partition("(prefers-color-scheme: dark)")
    found = dict(STEP.findall(light)) | (dict(STEP.findall(dark)) if scheme == "dark" else {})
    return [float(found[step]) for step in sorted(found)]


def luminance(color):
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [value / 255 for value in color]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(opacity, scheme):
    pairs = zip(rgb("accent-line", scheme), rgb("paper", scheme), strict=True)
    return [opacity * over + (1 - opacity) * under for over, under in pairs]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tints_of_the_map_are_told_apart_and_bear_the_names(scheme):
    tints = [mix(opacity, scheme) for opacity in steps(scheme)]
    assert len(tints) == 4
    for one, other in itertools.pairwise(tints):
        assert contrast(one, other) >= DISTINCT
    for tint in tints:
        assert contrast(tint, CANVAS_TEXT[scheme]) >= LEGIBLE

"""The oldest browsers that are promised, and what the site uses that they lack. Pure functions.

`without_missing_features` takes from a stylesheet what such a browser drops, so that a current engine shows what
it would show. The engine's own faults of that time are not among it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

DECLARATION, SELECTOR, AT_RULE, ATTRIBUTE = "declaration", "selector", "at-rule", "attribute"

# The last Chrome for Windows 7 and 8.1, the last Firefox for them and for macOS 10.12, and the first Safari that knows
# cascade layers, as do the other two: an older browser drops the whole stylesheet, and shows the text in its order.
PROMISED = {"chrome": 109, "firefox": 115, "safari": 15.4}
NEVER = float("inf")


class Feature(NamedTuple):
    """A feature of CSS or HTML: where its pattern is found, and the first version of each browser that knows it.

    The versions are those of MDN's compatibility tables.
    """

    name: str
    where: str
    pattern: str
    chrome: float
    firefox: float
    safari: float


FEATURES = [
    Feature("alternative text of generated content", DECLARATION, r"^content:(\"[^\"]*\"|[^\"/])*/", 77, 128, 17.4),
    Feature(":has()", SELECTOR, r":has\(", 105, 121, 15.4),
    Feature("popover", ATTRIBUTE, r"popover", 114, 125, 17),
    Feature("a popover's button", ATTRIBUTE, r"popovertarget", 114, 125, 17),
    Feature(":popover-open", SELECTOR, r":popover-open", 114, 125, 17),
    Feature("a name as an anchor", DECLARATION, r"^(anchor-name|position-anchor):", 125, 147, 26),
    Feature("a place beside an anchor", DECLARATION, r"\banchor\(", 125, 147, 26),
    Feature("text-wrap: balance", DECLARATION, r"^text-wrap:\s*balance", 114, 121, 17.5),
    Feature("text-wrap: pretty", DECLARATION, r"^text-wrap:\s*pretty", 117, NEVER, 26),
    Feature("hyphens without a prefix", DECLARATION, r"^hyphens:", 55, 43, 17),
    Feature("@view-transition", AT_RULE, r"^@view-transition", 126, NEVER, 18.2),
]
# What besides may be used, since all of PROMISED know it. A test says when the stylesheet uses what is in neither list.
# fmt: off
KNOWN = {
    "@font-face", "@layer", "@media", "@page", "@supports",
    ":active", ":after", ":before", ":first-child", ":first-of-type", ":focus", ":focus-visible", ":focus-within",
    ":hover", ":is(", ":last-child", ":not(", ":nth-child(", ":only-child", ":root", ":target", ":where(",
    "::-webkit-details-marker", "::after", "::before", "::marker", "::selection",
    "attr(", "brightness(", "calc(", "clamp(", "counter(", "format(", "inset(", "linear-gradient(", "local(",
    "max(", "min(", "minmax(",
    "repeat(", "rgb(", "scale(", "selector(", "translate(", "url(", "var(",
}
# fmt: on
TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)|/\*.*?\*/|[{};]|[^{};\"'/u]+|.", re.DOTALL)


def missing_features(browser: str, version: float) -> list[Feature]:
    """What a browser of PROMISED lacks in this version."""
    return [feature for feature in FEATURES if getattr(feature, browser) > version]


def statements(css: str) -> Iterator[tuple[str, str | None]]:
    """The statements of a block of CSS: a declaration with None, or the prelude of a rule with its block."""
    text, block, depth = "", "", 0
    for token in TOKEN.findall(css):
        depth -= token == "}"
        if depth:
            block += token
        elif token == "}":
            yield text.strip(), block
            text = block = ""
        elif token == ";":
            yield text.strip(), None
            text = ""
        elif token != "{":
            text += token
        depth += token == "{"
    if text.strip():
        yield text.strip(), None


def without_missing_features(css: str, missing: list[Feature]) -> str:
    """The CSS without the declarations and rules that a browser drops which lacks these features.

    A condition of @supports stays, with an unknown property where it asks for one of them; the engine judges the whole.
    """

    def uses(text: str, where: str) -> bool:
        return any(feature.where == where and re.search(feature.pattern, text) for feature in missing)

    kept = []
    for prelude, block in statements(css):
        if block is None:
            kept += [] if uses(prelude, DECLARATION) else [f"{prelude};"]
            continue
        if prelude.startswith("@supports"):
            prelude = re.sub(
                r"selector\((?:[^()]|\(\))*\)|\([^()]*:[^()]*\)",
                lambda asked: (
                    "(unknown: 1)" if uses(asked[0], SELECTOR) or uses(asked[0][1:], DECLARATION) else asked[0]
                ),
                prelude,
            )
        elif uses(prelude, AT_RULE if prelude.startswith("@") else SELECTOR):
            continue
        kept.append(f"{prelude}{{{without_missing_features(block, missing)}}}")
    return "".join(kept)


def unlisted_features(css: str) -> set[str]:
    """At-rules, pseudo-classes, pseudo-elements and functions of CSS that are neither in FEATURES nor KNOWN."""

    def used(css: str) -> Iterator[str]:
        for prelude, block in statements(css):
            if block is None:
                yield from re.findall(r"(?<![\w-])[a-z][a-z-]*\(", re.sub(r"\"[^\"]*\"|url\([^)]*\)", "", prelude))
                continue
            yield from re.findall(r"@[a-z-]+" if prelude.startswith("@") else r"::?[a-z-]+\(?", prelude)
            yield from used(block)

    listed = [feature.pattern for feature in FEATURES if feature.where != ATTRIBUTE]
    return {name for name in used(css) if name not in KNOWN and not any(re.search(known, name) for known in listed)}

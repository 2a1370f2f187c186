"""robots.txt, as RFC 9309 has it: the longest rule that fits a path decides, "*" and "$" are patterns.

Python's urllib.robotparser takes the first rule that fits and knows no patterns, so publishers' files would be misread.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

MAX_BYTES = 512_000  # RFC 9309 asks for 500 KiB at least
MAX_RULES = 5000
MAX_WILDCARDS = 12  # of one rule; a pattern with more takes long to compare
AGENT = "NCSEJ-article-reader"  # the product token that a publisher may name
LINE = re.compile(r"\s*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    allows: bool
    pattern: str

    def fits(self, path: str) -> bool:
        is_whole = self.pattern.endswith("$")
        first, *others = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        position = len(first)
        for place, part in enumerate(others):
            if is_whole and place == len(others) - 1:
                return path.endswith(part) and len(path) - len(part) >= position
            found = path.find(part, position)
            if found < 0:
                return False
            position = found + len(part)
        return not is_whole or position == len(path)


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host allows this site's reader."""

    rules: tuple[Rule, ...] = field(default=())

    def allows(self, path: str) -> bool:
        """Whether a path with its query may be fetched. Of rules of one length the one that allows counts."""
        wanted = normalize(path)
        fitting = [rule for rule in self.rules if rule.fits(wanted)]
        best = max(fitting, key=lambda rule: (len(rule.pattern), rule.allows), default=None)
        return best is None or best.allows


EVERYTHING, NOTHING = Robots(), Robots((Rule(False, "/"),))


def parse_robots(text: str, agent: str = AGENT) -> Robots:
    """The rules for `agent`: those of all groups that name it, else those for "*". Never raises."""
    groups: dict[str, list[Rule]] = {}
    named: list[str] = []
    is_naming = False
    for line in text.removeprefix("\ufeff").splitlines():
        match = LINE.fullmatch(line[:2000])
        if not match:
            continue
        key, value = match[1].lower(), match[2]
        if key == "user-agent":
            named = [*named, value.lower()] if is_naming else [value.lower()]
            is_naming = True
            for name in named:
                groups.setdefault(name, [])
        elif key in ("allow", "disallow"):
            is_naming = False
            if value and value.count("*") <= MAX_WILDCARDS:
                for name in named:
                    groups[name].append(Rule(key == "allow", normalize(value)))
    own = [name for name in groups if name.partition("/")[0].strip() == agent.lower()]
    rules = [rule for name in own for rule in groups[name]] if own else groups.get("*", [])
    return Robots(tuple(rules[:MAX_RULES]))


def normalize(path: str) -> str:
    """A path as two are compared: what is escaped without need is not, and everything outside ASCII is."""
    return quote(unquote(path.replace("%2F", "%252F").replace("%2f", "%252F")), safe="/%*$?=&:@!'()+,;~-._")

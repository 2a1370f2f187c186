"""The table of sources that staff keep, as a plain value: spellings and hosts of publishers → one name."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .urls import parent_hosts

MAX_SOURCES = 8  # of one clipping
WORD = re.compile(r"[^\W_]+")


@lru_cache(4096)
def letters(text: str) -> str:
    """A name as two are compared: “The Jerusalem Post” and “jerusalem-post” are "jerusalempost"."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return "".join(WORD.findall(plain.removeprefix("the ")))


@dataclass(frozen=True, slots=True)
class Sources:
    """The table of sources: names by host ("jta.org") and by spelling ("jewishtelegraphicagency", see `letters`)."""

    by_host: dict[str, str]
    by_spelling: dict[str, str]

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> "Sources":
        """From (name, other spellings, hosts) of each source; what two claim is the first one's."""
        by_host: dict[str, str] = {}
        by_spelling: dict[str, str] = {}
        for name, spellings, hosts in rows:
            for spelling in (name, *spellings):
                by_spelling.setdefault(letters(spelling), name)
            for host in hosts:
                by_host.setdefault(host.casefold().removeprefix("www."), name)
        return cls(by_host, by_spelling)

    @classmethod
    def from_toml(cls, text: str) -> "Sources":
        """From a list such as `news/records/data/sources.toml`, which a new site begins with."""
        rows = tomllib.loads(text)["source"]
        return cls.from_rows((row["name"], row.get("spellings", ()), row.get("hosts", ())) for row in rows)

    def find_host(self, host: str) -> str:
        """The name for a host or one above it: "rus.azattyq.org" is on "azattyq.org". Empty if none is known."""
        return next((self.by_host[parent] for parent in parent_hosts(host) if parent in self.by_host), "")

    def find_name(self, name: str) -> str:
        """The name for one of its spellings; empty if none is known."""
        return self.by_spelling.get(letters(name), "")

    def find(self, printed: str) -> str:
        """The name for a source as a clipping prints it; that of two for “JTA/Example Wire”, if both are known."""
        name = self.find_name(printed) or (self.find_host(printed) if "." in printed and " " not in printed else "")
        if name or "/" not in printed:
            return name
        names = [self.find_name(part) for part in printed.split("/")[:MAX_SOURCES]]
        return "/".join(names) if all(names) else ""


NO_SOURCES = Sources({}, {})

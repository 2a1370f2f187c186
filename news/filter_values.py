"""What a query string filters by, read alike wherever something is filtered: lists, clippings, searches and feeds.

No Django here.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

FILTERS = ("kind", "country", "year", "source", "bill")
YEARS = range(1900, 2200)
MAX_LENGTH = 200  # characters of a value
NEAREST = 4  # values that are offered for one that is unknown
MAX_TYPED = 60  # characters of it that are shown again
MANY = ", "  # between the values of a filter that is there more than once
_INDEX = re.compile(r"\[\w*\]$")
_YEAR_WITHIN = re.compile(r"(?:19|20)[0-9]{2}")
_SHORT_YEAR = re.compile(r"\D?(?P<short>[0-9]{2})")


def read_parameters(parameters: Mapping[str, str]) -> dict[str, str]:
    """The filters of a query string by their names, and its other parameters as they are.

    `Year=` and `year[]=` are `year=`. A filter without a value is none. One that is there again with another value has
    both, which together are the name of nothing: so nobody is shown half of what was asked for.

    parameters: the request's GET, or a dictionary.
    """
    lists = (
        parameters.lists() if hasattr(parameters, "lists") else ((name, [each]) for name, each in parameters.items())
    )
    read: dict[str, str] = {}
    filters: dict[str, dict[str, None]] = {}
    for written, values in lists:
        name = _INDEX.sub("", written).lower()
        if name in FILTERS:
            filters.setdefault(name, {}).update(dict.fromkeys(filter(None, map(tidy, values))))
        else:
            read[written] = values[-1] if values else ""
    return read | {name: MANY.join(values)[:MAX_LENGTH] for name, values in filters.items() if values}


def tidy(value: str) -> str:
    """The value without control characters, and with single spaces."""
    text = "".join(character if character.isprintable() else " " for character in value[: MAX_LENGTH * 4])
    return " ".join(text.split())[:MAX_LENGTH].rstrip()


def split_values(typed: str) -> list[str]:
    """The values of a filter that was there more than once; none of one that was there once."""
    return typed.split(MANY) if MANY in typed else []


def narrow(parameters: Mapping[str, str], **own: str) -> str:
    """The query string of what has these values of its own and is filtered by a request besides; empty where it is not.

    Of a value of its own that the request has otherwise there are both.
    """
    asked = read_parameters(parameters)
    if not any(asked.get(name) for name in (*FILTERS, "q")):
        return ""
    asked_for = [(name, asked[name]) for name in (*FILTERS, "q", "format") if asked.get(name)]
    return "?" + urlencode([*own.items(), *(pair for pair in asked_for if pair not in own.items())])


def read_choice(typed: str, choices: Iterable[tuple[str, str]]) -> str | None:
    """The value of a choice by itself or its label, whatever their case and hyphens. choices: (value, label) pairs."""
    return next((value for value, label in choices if plain(typed) in {plain(value), plain(label)}), None)


def plain(text: str) -> str:
    return text.casefold().replace("-", " ")


def read_year(typed: str) -> int | None:
    """A year of four digits; None for what is none."""
    is_year = len(typed) == len(str(YEARS.start)) and typed.isascii() and typed.isdecimal() and int(typed) in YEARS
    return int(typed) if is_year else None


def find_year(typed: str) -> int | None:
    """The year that stands in a value which is none, or that its two digits mean: “2015x”, “'15”."""
    if within := _YEAR_WITHIN.search(typed):
        return int(within[0])
    short = _SHORT_YEAR.fullmatch(typed)
    return 2000 + int(short["short"]) if short else None


def nearest_years(typed: str, years: Iterable[int]) -> list[int]:
    """Those that may be meant first: all that stand in the value, else the closest to it, else the newest."""
    newest = sorted(years, reverse=True)
    meant = [year for value in split_values(typed) if (year := read_year(value)) in newest]
    number = find_year(typed)
    if number is None and typed.isascii() and typed.isdecimal() and len(typed) <= len(str(YEARS.start)) + 1:
        number = int(typed)
    return meant or (newest if number is None else sorted(newest, key=lambda year: abs(year - number)))

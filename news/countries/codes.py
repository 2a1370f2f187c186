"""ISO 3166-1 alpha-2 codes and the names printed for them, from data/countries.toml."""

import tomllib
from pathlib import Path

_table = tomllib.loads((Path(__file__).parent / "data" / "countries.toml").read_text(encoding="utf-8"))

COUNTRY_NAMES = {**_table["successor_states"], **_table["others"]}


def country_choices():
    """(code, name) pairs for a form, the successor states first."""
    return list(COUNTRY_NAMES.items())

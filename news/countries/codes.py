"""ISO 3166-1 alpha-2 codes and the names printed for them, from data/countries.toml."""

import tomllib
from pathlib import Path

_PATH = Path(__file__).parent / "data" / "countries.toml"
_TABLE: dict[str, dict[str, str]] = tomllib.loads(_PATH.read_text(encoding="utf-8"))

COUNTRY_NAMES: dict[str, str] = {**_TABLE["successor_states"], **_TABLE["others"]}


def country_choices() -> list[tuple[str, str]]:
    """(code, name) pairs for the choices of a form field, the successor states first."""
    return list(COUNTRY_NAMES.items())

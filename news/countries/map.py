"""The map of communities, data/map.json, with the pages that its states link to; make_map/make.mjs draws it. Pure."""

import json
from dataclasses import dataclass
from pathlib import Path

from .codes import COUNTRY_NAMES

DATA = json.loads((Path(__file__).parent / "data" / "map.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class State:
    """A state as it is drawn: its SVG path, where its name is set, and its page, if it has one."""

    code: str
    name: str
    page: object | None
    path: str
    x: int
    y: int


def map_of(pages):
    """The map's `view_box`, the path of the `region` around the states, and the `states` in the order of their names.

    `pages`: country pages, each with `iso_code` and `title`. A state without one bears its usual name.
    """
    by_code = {page.iso_code: page for page in pages}
    names = {code: by_code[code].title if code in by_code else COUNTRY_NAMES[code] for code in DATA["states"]}
    states = [State(code, names[code], by_code.get(code), **shape) for code, shape in DATA["states"].items()]
    ordered = sorted(states, key=lambda state: state.name)
    return {"view_box": DATA["viewBox"], "region": DATA["region"], "states": ordered}

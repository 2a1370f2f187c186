"""The map of communities: the shapes of data/map.json with the pages that they link to. No Django here.

make_map/make.mjs draws data/map.json.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypedDict

from .codes import COUNTRY_NAMES


class Shape(TypedDict):
    """A state as data/map.json has it: its SVG path, and where the middle of its name is set."""

    path: str
    x: int
    y: int


class Place(TypedDict):
    """A disputed place and the code of the state that it lies in, by which tests check the borders."""

    name: str
    code: str
    x: int
    y: int


class MapData(TypedDict):
    viewBox: str
    region: str
    states: dict[str, Shape]
    places: list[Place]


MAP_DATA: MapData = json.loads((Path(__file__).parent / "data" / "map.json").read_text(encoding="utf-8"))


class CountryPage(Protocol):
    iso_code: str
    title: str


@dataclass(frozen=True, slots=True)
class MapState:
    """A state on the map: its SVG path, the point where its name is set, and its page if it has one."""

    code: str
    name: str
    page: CountryPage | None
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class CommunityMap:
    """`view_box` is SVG's viewBox, `region` the path of the countries around, `states` are sorted by name."""

    view_box: str
    region: str
    states: list[MapState]


def build_map(pages: Iterable[CountryPage]) -> CommunityMap:
    """The map with these pages as targets. A state without a page is named as in COUNTRY_NAMES."""
    by_code = {page.iso_code: page for page in pages}
    names = {code: by_code[code].title if code in by_code else COUNTRY_NAMES[code] for code in MAP_DATA["states"]}
    states = [MapState(code, names[code], by_code.get(code), **shape) for code, shape in MAP_DATA["states"].items()]
    ordered = sorted(states, key=lambda state: state.name)
    return CommunityMap(MAP_DATA["viewBox"], MAP_DATA["region"], ordered)

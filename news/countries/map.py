"""The map of communities: the shapes of data/map.json with the pages that they link to. No Django here.

make_map/make.mjs draws data/map.json.
"""

import json
from collections.abc import Iterable, Mapping
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
    """A state on the map: its SVG path, the point where its name is set, and its page if it has one.

    `count` is the number of clippings, `step` how much it is tinted: 0 for none. None where nothing is counted.
    """

    code: str
    name: str
    page: CountryPage | None
    path: str
    x: int
    y: int
    count: int | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class CommunityMap:
    """`view_box` is SVG's viewBox, `region` the path of the countries around, `states` are sorted by name.

    `legend` says what the steps of the tint mean: step → "4–7"; empty where nothing is counted.
    """

    view_box: str
    region: str
    states: list[MapState]
    legend: dict[int, str]


def find_steps(counts: Iterable[int]) -> list[int]:
    """The least number of each step of the tint, but for 0: the last is half of the highest number and more.

    Three at most: of more, whose names stay legible on them, the eye could not tell one from the next.
    """
    highest = max(counts, default=0)
    return sorted({-(-highest // part) for part in (2, 4)} | {1}) if highest else []


def name_steps(steps: list[int]) -> dict[int, str]:
    """[1, 4, 8] → {0: "none", 1: "1–3", 2: "4–7", 3: "8 or more"}."""
    legend = {0: "none"}
    for step, least in enumerate(steps, start=1):
        after = steps[step] if step < len(steps) else None
        most = after - 1 if after else None
        legend[step] = f"{least} or more" if most is None else str(least) if most == least else f"{least}–{most}"
    return legend if steps else {}


def build_map(pages: Iterable[CountryPage], counts: Mapping[str, int] | None = None) -> CommunityMap:
    """The map with these pages as targets. A state without a page is named as in COUNTRY_NAMES.

    counts: ISO code → number of clippings, by which the states are tinted.
    """
    by_code = {page.iso_code: page for page in pages}
    names = {code: by_code[code].title if code in by_code else COUNTRY_NAMES[code] for code in MAP_DATA["states"]}
    shown = {code: (counts or {}).get(code, 0) for code in names}
    steps = find_steps(shown.values())
    states = [
        MapState(
            code,
            names[code],
            by_code.get(code),
            count=shown[code] if steps else None,
            step=sum(least <= shown[code] for least in steps) if steps else None,
            **shape,
        )
        for code, shape in MAP_DATA["states"].items()
    ]
    ordered = sorted(states, key=lambda state: state.name)
    return CommunityMap(MAP_DATA["viewBox"], MAP_DATA["region"], ordered, name_steps(steps))

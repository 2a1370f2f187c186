"""The map of communities: on which pages it is, what it links to, its size in bytes, and its borders."""

import gzip
import re

import pytest

from news.countries.codes import COUNTRY_NAMES
from news.countries.map import MAP_DATA, find_steps, name_steps
from tests.factories import CountryFactory
from tests.html import parse, text

STATES = ["AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA", "UZ"]
MAX_BYTES = 2300  # compressed bytes of the map and its names on the front page, which has 14 KB for everything


def make_countries(codes=STATES):
    return {code: CountryFactory(title=COUNTRY_NAMES[code], iso_code=code) for code in codes}


def map_on(visitor, url):
    return parse(visitor.get(url)).select_one("main svg.map")


def links(element):
    return {text(link): link["href"] for link in element.select("a")}


@pytest.mark.parametrize("url", ["/", "/countries/"])
def test_on_the_front_page_and_above_the_list_every_state_leads_a_mouse_to_its_page(visitor, url):
    countries = make_countries()
    found = links(map_on(visitor, url))
    assert found == {country.title: country.url for country in countries.values()}
    assert list(found) == sorted(found)


@pytest.mark.parametrize(("url", "names"), [("/", ".country-names"), ("/countries/", ".country-list")])
def test_keyboards_and_screen_readers_get_the_names_in_words_and_pass_over_the_map(visitor, url, names):
    make_countries()
    page = parse(visitor.get(url))
    drawing = page.select_one("svg.map")
    assert links(page.select_one(names)) == links(drawing)
    assert drawing["aria-hidden"] == "true"
    assert {link["tabindex"] for link in drawing.select("a")} == {"-1"}


def test_a_keyboard_skips_the_names_on_the_front_page_and_the_link_to_skip_them_leads_past_them(visitor):
    make_countries()
    main = parse(visitor.get("/")).main
    skip = main.find("a", string="Skip the list of countries")
    past = main.find(id=skip["href"].removeprefix("#"))
    assert past["tabindex"] == "-1"
    order = main.find_all(["a", "span"])
    names = main.select(".country-names a")
    assert order.index(skip) < order.index(names[0]) < order.index(names[-1]) < order.index(past)


def test_a_country_page_highlights_its_state_links_to_the_others_and_to_the_list(visitor):
    countries = make_countries()
    page = parse(visitor.get(countries["MD"].url))
    drawing = page.select_one("svg.map")
    assert [text(state) for state in drawing.select(".map__here")] == ["Moldova"]
    assert set(links(drawing)) == {country.title for country in countries.values()} - {"Moldova"}
    assert page.main.find("a", string="All countries")["href"] == "/countries/"


@pytest.mark.parametrize("url", ["/", "/countries/"])
def test_a_state_whose_page_is_a_draft_is_drawn_and_named_but_is_no_link(visitor, url):
    CountryFactory()
    CountryFactory(title="Latvia", iso_code="LV", live=False)
    drawing = map_on(visitor, url)
    assert list(links(drawing)) == ["Ukraine"]
    assert len(drawing.select("path")) == len(STATES) + 1
    assert "Latvia" in text(drawing)


@pytest.mark.parametrize("url", ["/", "/countries/"])
def test_without_a_country_page_there_is_no_map(visitor, url):
    CountryFactory(live=False)
    assert map_on(visitor, url) is None


def test_the_map_adds_few_bytes_to_the_front_page(visitor):
    make_countries()
    html = visitor.get("/").content
    drawing = re.search(rb'<a class="map-skip.*?</ul>', html, re.DOTALL)[0]
    share = len(gzip.compress(html)) - len(gzip.compress(html.replace(drawing, b"")))
    assert 1000 < share <= MAX_BYTES


def rings(path):
    """The corners of each ring of an SVG path of relative commands (m, l and z) and integers."""
    x = y = 0
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        corners = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        yield corners
        x, y = corners[0]


def covers(path, x, y):
    """Whether a point lies inside a path: a ray from it to the right crosses the outline an odd number of times."""
    sides = [(a, b) for ring in rings(path) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
    crossed = [
        (ax, ay, bx, by)
        for (ax, ay), (bx, by) in sides
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
    ]
    return len(crossed) % 2 == 1


def test_all_fifteen_states_are_drawn_inside_the_frame():
    assert sorted(MAP_DATA["states"]) == STATES
    _, _, width, height = (int(number) for number in MAP_DATA["viewBox"].split())
    for state in MAP_DATA["states"].values():
        assert 0 < state["x"] < width
        assert 0 < state["y"] < height
        assert any(0 < x < width and 0 < y < height for ring in rings(state["path"]) for x, y in ring)


@pytest.mark.parametrize("place", MAP_DATA["places"], ids=lambda place: place["name"])
def test_crimea_is_ukraine_and_every_disputed_place_lies_in_its_state(place):
    covering = [code for code, state in MAP_DATA["states"].items() if covers(state["path"], place["x"], place["y"])]
    assert covering == [place["code"]]


def test_the_disputed_places_are_among_those_tested():
    assert {(place["name"], place["code"]) for place in MAP_DATA["places"]} >= {
        ("Simferopol", "UA"),
        ("Sukhumi", "GE"),
        ("Tskhinvali", "GE"),
        ("Tiraspol", "MD"),
        ("Stepanakert", "AZ"),
        ("Kaliningrad", "RU"),
    }


@pytest.mark.parametrize(
    ("counts", "legend"),
    [
        ([0, 29], {0: "none", 1: "1–7", 2: "8–14", 3: "15 or more"}),
        ([3, 1], {0: "none", 1: "1", 2: "2 or more"}),
        ([1], {0: "none", 1: "1 or more"}),
        ([0], {}),
        ([], {}),
    ],
)
def test_the_steps_of_the_tint_are_named(counts, legend):
    assert name_steps(find_steps(counts)) == legend

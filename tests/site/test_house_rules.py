"""The rules of the house that a machine can check: which room knows which, and how long anything may be."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FILE_LENGTH = 300
FUNCTION_LENGTH = 40

# What a room may know of besides itself. The building, ncsej_site, knows all.
MAY_KNOW = {
    "pages": set(),
    "news": {"pages"},
    "readers": {"news", "pages"},
    "archive": {"news", "pages"},
    "staff": set(),
    "pagestore": set(),
}
ROOMS = {*MAY_KNOW, "ncsej_site"}
LOADERS = {"import_module", "import_string", "__import__", "get_model"}
PURE = [
    "pages/languages.py",
    "pages/typography.py",
    *(
        f"news/{name}.py"
        for name in ["bills", "calendar", "country_codes", "country_map", "country_suggestions", "gazetteer", "issue"]
    ),
    *(f"news/{name}.py" for name in ["linked_data", "marks", "preflight", "outputs/rich_text"]),
    *(f"pages/{name}.py" for name in ["card_drawing", "icons", "linked_data", "telephone", "typesetting"]),
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "news/clippings").glob("*.py")),
]


def ours():
    """Every Python file of the rooms that stand, save what makemigrations writes."""
    return [
        path for room in sorted(ROOMS) for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts
    ]


def name(path):
    return str(path.relative_to(ROOT))


def imported(source):
    """The first name of every absolute import, wherever it stands, those by import_module("…") among them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.level > 1 and not node.module:
            yield from (alias.name for alias in node.names)  # from .. import news
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in LOADERS:
            yield from (str(a.value).split(".")[0] for a in node.args[:1] if isinstance(a, ast.Constant))


def forbidden(room, source):
    """The rooms this source knows of and may not."""
    return (set(imported(source)) & ROOMS) - MAY_KNOW[room] - {room}


def too_long(source):
    """What is longer than the house allows: the file, and its functions by name."""
    if len(source.splitlines()) > FILE_LENGTH:
        yield "the file"
    for node in ast.walk(ast.parse(source)):
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_function and node.end_lineno - node.lineno + 1 > FUNCTION_LENGTH:
            yield node.name


def test_no_import_runs_back():
    found = {
        name(path): rooms
        for path in ours()
        if (room := path.relative_to(ROOT).parts[0]) in MAY_KNOW
        if (rooms := forbidden(room, path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("pages", "from news.models import WeeklyUpdate"),
        ("pages", "import news.models as dated"),
        ("pages", "def later():\n    from news import search"),
        ("pages", "from importlib import import_module\nimport_module('news.models')"),
        ("pages", "apps.get_model('news.WeeklyUpdate')"),
        ("pages", "from ncsej_site.demo import loader"),
        ("news", "from readers.models import Reader"),
        ("news", "import ncsej_site.settings"),
        ("staff", "from pages.models import Home"),
        ("pagestore", "from news.models import Statement"),
        ("archive", "from readers import delivery"),
        ("archive", "import staff"),
    ],
)
def test_an_import_that_runs_back_is_found(room, source):
    assert forbidden(room, source)


def test_an_import_in_the_right_direction_is_none_of_the_checkers_business():
    assert forbidden("news", "from pages.models import BasePage\nfrom .bills import Bill\nimport newsletter") == set()


def test_pages_hears_of_the_news_only_through_template_tags():
    """Home shows the news; its Python must not name it, nor may another standing page."""
    for path in (ROOT / "pages").rglob("*.py"):
        words = {node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)}
        named = [word for word in words if isinstance(word, str) and word.startswith(("news.", "weeklyupdate"))]
        assert named == [], name(path)


@pytest.mark.parametrize("file", PURE)
def test_a_pure_core_knows_no_framework(file):
    source = (ROOT / file).read_text(encoding="utf-8")
    assert set(imported(source)) & {"django", "wagtail", "modelcluster", *ROOMS} == set()


def test_a_file_and_its_functions_can_be_read_in_one_go():
    found = {name(path): long for path in ours() if (long := list(too_long(path.read_text(encoding="utf-8"))))}
    assert found == {}


def test_every_room_that_stands_is_looked_at():
    looked_at = {path.relative_to(ROOT).parts[0] for path in ours()}
    assert looked_at >= {"pages", "news", "staff", "ncsej_site"}
    assert {folder.parent.name for folder in ROOT.glob("*/__init__.py")} - {"quality", "tests"} <= ROOMS


def test_a_file_and_a_function_that_are_too_long_are_found():
    long_function = "def endless():\n" + "    x = 1\n" * FUNCTION_LENGTH
    assert list(too_long(long_function)) == ["endless"]
    assert list(too_long("x = 1\n" * (FILE_LENGTH + 1))) == ["the file"]
    assert list(too_long("x = 1\n" * FILE_LENGTH)) == []

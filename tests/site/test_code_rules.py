"""Limits on the length of files, functions and template lines. import-linter checks which package imports which."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FILE_LENGTH = 300
FUNCTION_LENGTH = 40
LINE_LENGTH = 120  # of a template, in characters; ruff holds it in Python

PACKAGES = ["pages", "news", "archive", "staff", "pagecache", "ncsej_site"]


def python_files():
    """Every Python file of the packages, except migrations."""
    return [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def name(path):
    return str(path.relative_to(ROOT))


def too_long(source):
    """What is longer than allowed: "the file", and functions by name."""
    if len(source.splitlines()) > FILE_LENGTH:
        yield "the file"
    for node in ast.walk(ast.parse(source)):
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_function and node.end_lineno - node.lineno + 1 > FUNCTION_LENGTH:
            yield node.name


# What import-linter cannot see: import_string("news.models"), get_model("news.Country"), a foreign key's target.
OTHER_PACKAGES = {
    "pages": ("archive.", "news.", "staff.", "ncsej_site.", "weeklyupdate"),
    "news": ("archive.", "staff.", "ncsej_site."),
    "archive": ("staff.", "ncsej_site."),
    "staff": ("archive.", "news.", "pages.", "ncsej_site."),
    "pagecache": ("archive.", "news.", "pages.", "staff.", "ncsej_site.", "wagtail."),
}


def strings_that_name(prefixes, source):
    """The string constants of Python source that begin with one of these prefixes, or are a package's bare name."""
    words = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    packages = {prefix.removesuffix(".") for prefix in prefixes}
    return sorted(word for word in words if isinstance(word, str) and (word.startswith(prefixes) or word in packages))


@pytest.mark.parametrize("package", OTHER_PACKAGES)
def test_no_package_names_one_that_it_may_not_import(package):
    for path in (ROOT / package).rglob("*.py"):
        if "migrations" not in path.parts:
            assert strings_that_name(OTHER_PACKAGES[package], path.read_text()) == [], name(path)


@pytest.mark.parametrize(
    "source",
    [
        'import_module("news.models")',
        'apps.get_model("news", "Country")',
        'apps.get_model("news.Country")',
        'models.ForeignKey("news.Country")',
    ],
)
def test_a_package_that_is_named_in_a_string_is_found(source):
    assert strings_that_name(OTHER_PACKAGES["pages"], source)


def test_no_file_and_no_function_is_too_long():
    found = {name(path): long for path in python_files() if (long := list(too_long(path.read_text(encoding="utf-8"))))}
    assert found == {}


def test_every_package_is_checked():
    found = {folder.parent.name for folder in ROOT.glob("*/__init__.py")}
    assert found - {"tests", "quality"} == set(PACKAGES)


def test_a_file_and_a_function_that_are_too_long_are_found():
    long_function = "def endless():\n" + "    x = 1\n" * FUNCTION_LENGTH
    assert list(too_long(long_function)) == ["endless"]
    assert list(too_long("x = 1\n" * (FILE_LENGTH + 1))) == ["the file"]
    assert list(too_long("x = 1\n" * FILE_LENGTH)) == []


def long_lines(source):
    """The numbers of the lines longer than LINE_LENGTH."""
    return [number for number, line in enumerate(source.splitlines(), start=1) if len(line) > LINE_LENGTH]


def test_no_line_of_a_template_is_too_long():
    templates = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
    assert len(templates) > 80
    found = {name(path): long for path in templates if (long := long_lines(path.read_text(encoding="utf-8")))}
    assert found == {}


def test_a_line_that_is_too_long_is_found():
    assert long_lines(f"<p>\n{'x' * (LINE_LENGTH + 1)}\n{'x' * LINE_LENGTH}\n</p>") == [2]

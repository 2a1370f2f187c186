"""Wagtail's inline scripts, which the admin's Content-Security-Policy stops: data stands in the place of each.

What is replaced is compared with what Wagtail has, on both versions that the tests run on: a replacement repeats a part
of it, and must be looked at when that changes.
"""

import json
import re
from pathlib import Path
from zlib import crc32

import pytest
import wagtail
from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.template.utils import get_app_template_dirs
from wagtail import hooks
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser, AdminTimeInput

WAGTAIL = Path(wagtail.__file__).parent
INLINE = re.compile(r"<script\b(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))|<\w[^<>{]*\son[a-z]+=[\"']|javascript:")
# The CRC-32 of Wagtail's own.
REPLACED = {
    "wagtailadmin/panels/inline_panel.html": 2102214097,
    "wagtailadmin/panels/multiple_chooser_panel.html": 25359287,
    "wagtailadmin/widgets/date_input.html": 1595000938,
    "wagtailadmin/widgets/datetime_input.html": 2712084830,
    "wagtailadmin/widgets/time_input.html": 3330638506,
}
CHOOSER = 1850419849  # that of BaseChooser.render() without its comments


@pytest.fixture(autouse=True)
def hooked():
    """Wagtail reads the apps' hooks with the URLs of the admin."""
    hooks.search_for_hooks()


def find_in_apps(name):
    """The first template of this name that is not this project's."""
    folders = [folder for folder in get_app_template_dirs("templates") if (folder / name).exists()]
    return folders[0] / name


def checksum(text):
    return crc32(text.encode())


def calls(html):
    """(function, arguments) of each initializer in the HTML."""
    found = BeautifulSoup(html, "html.parser").find_all("widget-initializer")
    return [(each["function"], json.loads(each["arguments"])) for each in found]


@pytest.mark.parametrize("name", REPLACED)
def test_a_replaced_template_is_still_what_it_was(name):
    assert checksum(find_in_apps(name).read_text()) == REPLACED[name]


def test_so_is_the_method_of_choosers():
    module = (WAGTAIL / "admin/widgets/chooser.py").read_text()
    (method,) = re.findall(r"    def render\(self.*?(?=\n    @|\n    def )", module, re.DOTALL)
    assert checksum(re.sub(r" +#.*", "", method)) == CHOOSER


def test_every_template_of_an_app_that_has_a_script_is_replaced_by_one_that_has_none():
    files = [(folder, path) for folder in get_app_template_dirs("templates") for path in folder.rglob("*.html")]
    with_script = {str(path.relative_to(folder)) for folder, path in files if INLINE.search(path.read_text())}
    assert with_script == set(REPLACED)
    ours = list((settings.BASE_DIR / "templates").rglob("*.html"))
    assert [str(path) for path in ours if INLINE.search(path.read_text())] == []
    assert set(REPLACED) <= {str(path.relative_to(settings.BASE_DIR / "templates")) for path in ours}


def test_no_python_of_wagtail_but_that_of_choosers_writes_a_script():
    modules = [path for path in WAGTAIL.rglob("*.py") if not path.match("**/test*") and "tests" not in path.parts]
    writing = [path for path in modules if re.search(r"^[^#\n]*[\"'][^\n]*<script>", path.read_text(), re.MULTILINE)]
    assert writing == [WAGTAIL / "admin/widgets/chooser.py"]


def test_a_chooser_and_a_date_begin_by_data_which_any_characters_may_stand_in():
    odd = "</script>\"'&<b>"
    chooser = AdminPageChooser(linked_fields={"odd": odd})
    ((function, (element_id, options)),) = calls(chooser.render("page", None, {"id": odd}))
    assert (function, element_id, options["linkedFields"]) == ("PageChooser", odd, {"odd": odd})
    ((function, (element_id, options)),) = calls(AdminDateInput(format="%d.%m.%Y").render("day", None, {"id": odd}))
    assert (function, element_id, options["format"]) == ("initDateChooser", odd, "d.m.Y")
    ((function, _),) = calls(AdminTimeInput().render("time", None, {"id": "id_time"}))
    assert function == "initTimeChooser"


@pytest.mark.parametrize("name", ["inline_panel", "multiple_chooser_panel"])
def test_so_does_a_panel(name):
    options = {"formsetPrefix": "</script>\"'&<b>"}
    panel = {"self": {"formset": {"prefix": "rows"}}, "options_json": json.dumps(options)}
    html = render_to_string(f"wagtailadmin/panels/{name}.html", panel)
    ((function, arguments),) = calls(html)
    assert function == name.title().replace("_", "")
    assert arguments == [options]


@pytest.mark.parametrize("script", ["let chooser = new Chooser(1);", "first(1); second(2);", "first(window)"])
def test_a_chooser_that_does_more_than_a_call_is_refused(script, monkeypatch):
    monkeypatch.setattr(AdminPageChooser, "render_js_init", lambda *arguments: script)
    with pytest.raises(ValueError, match="more than a call"):
        AdminPageChooser().render("page", None, {"id": "id_page"})


def test_the_pages_script_knows_every_function_that_is_called():
    script = (settings.BASE_DIR / "static/admin/widget-initializer.js").read_text()
    known = set(re.findall(r'"(\w+)"', script))
    widgets = "".join(path.read_text() for path in WAGTAIL.rglob("*.py") if "widgets" in str(path))
    choosers = set(re.findall(r'js_constructor = "(\w+)"', widgets)) | set(re.findall(r"create\w+Chooser", widgets))
    assert len(choosers) >= 5
    assert choosers <= known

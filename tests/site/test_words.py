"""The words of Wagtail's that staff read in other words here: ncsej_site/locale/."""

import ast
import gettext
import re
from pathlib import Path

import pytest
import wagtail
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from tests import forms
from tests.factories import StatementFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text

CATALOG = settings.BASE_DIR / "ncsej_site" / "locale" / "en" / "LC_MESSAGES" / "django.po"
ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def read_catalog(path: Path) -> dict[str, str]:
    """msgid → msgstr of a .po file, without its header; entries with plural forms are left out."""

    def join(lines):
        return "".join(ast.literal_eval(line) for line in lines.splitlines())

    entries = ENTRY.findall(path.read_text(encoding="utf-8"))
    return {join(msgid): join(msgstr) for msgid, msgstr in entries if join(msgid)}


WORDS = read_catalog(CATALOG)


def test_what_is_compiled_is_what_is_written():
    with CATALOG.with_suffix(".mo").open("rb") as compiled:
        catalog = gettext.GNUTranslations(compiled)._catalog
    assert {msgid: msgstr for msgid, msgstr in catalog.items() if msgid} == WORDS


def test_every_sentence_is_one_of_wagtails():
    known = set()
    for path in Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po"):
        known |= read_catalog(path).keys()
    assert len(known) > 1000
    assert set(WORDS) - known == set()


@pytest.mark.parametrize("language", ["en-us", "en"])
def test_each_is_read_in_our_words_and_leaves_no_gap(language):
    with translation.override(language):
        for original, ours in WORDS.items():
            assert translation.gettext(original) == ours
            assert set(PLACEHOLDER.findall(ours)) <= set(PLACEHOLDER.findall(original))
            assert not re.search(r"wagtail|snippet|moderat|revision %|\bversion \d", ours, re.IGNORECASE)


@pytest.fixture
def statement(home):
    return StatementFactory(title="Four Years", live=False)


def told_after(client, page, action):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(url, forms.statement() | action, follow=True)
    return text(parse(response))


def test_an_editor_reads_what_a_press_has_done(editor, statement):
    assert "Saved: “" in told_after(editor, statement, SAVE_DRAFT)
    assert "Published: readers see “" in told_after(editor, statement, PUBLISH)


@pytest.mark.parametrize(
    "name", ["wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_explore_root", "contact_messages:index"]
)
def test_an_editor_meets_no_name_of_another_project(editor, name):
    page = parse(editor.get(reverse(name)))
    for element in page(["script", "style"]):
        element.extract()
    assert not re.search(r"wagtail|snippet|moderation|explorer", text(page), re.IGNORECASE)

"""Pasted lines that belong to no clipping: they stay with the draft until they are placed; readers never see them."""

import datetime

import pytest
from django.urls import reverse

from news.admin.start import start_update
from news.models import WeeklyUpdate
from news.outputs.formats import FORMATS
from news.outputs.preview import PREVIEW_MODES
from tests import forms
from tests.factories import WeeklyUpdateFactory
from tests.forms import PUBLISH
from tests.html import parse, text

FRIDAY = datetime.date(2025, 2, 21)
LEFTOVERS = "washington, a colophon of sorts\r\nand one more"


@pytest.fixture
def draft(news):
    return WeeklyUpdateFactory(date=FRIDAY, live=False)


def autosave(client, update, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[update.pk])
    saved = client.post(url, forms.weekly_update(**changes), headers={"Accept": "application/json"}).json()
    assert saved["success"], saved


def shown(client, update):
    """The lines in the editor's hidden field."""
    page = parse(client.get(reverse("wagtailadmin_pages:edit", args=[update.pk])))
    return page.find("textarea", {"name": "unplaced_lines"}).text.split("\n")[-2:]


def test_pasted_lines_that_are_not_placed_are_there_on_monday_and_for_a_colleague(editor, administrator, draft):
    autosave(editor, draft, unplaced_lines=LEFTOVERS)
    for client in [editor, administrator]:
        assert [line.strip() for line in shown(client, draft)] == ["washington, a colophon of sorts", "and one more"]


def test_preflight_counts_the_lines_that_are_not_placed_and_leads_to_them(editor, draft):
    url = reverse("weekly_update_preflight", args=[draft.pk])
    assert "not placed yet" not in text(parse(editor.get(url)))
    autosave(editor, draft, unplaced_lines=LEFTOVERS)
    findings = parse(editor.get(url))
    assert len(findings.select('[href="#:w:contentpath=unplaced_lines"]')) == 1
    assert "2 pasted lines are not placed yet." in text(findings)
    page = parse(editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])))
    assert page.select("[data-contentpath=unplaced_lines]")


def test_no_output_has_the_lines_that_are_not_placed(editor, visitor, draft):
    forms.edit(editor, draft, forms.weekly_update(unplaced_lines=LEFTOVERS), PUBLISH)
    update = WeeklyUpdate.objects.live().get()
    assert update.unplaced_lines
    urls = [update.url, *(f"/news/{FRIDAY}.{extension}" for extension in FORMATS)]
    urls += ["/news/feed/", "/news/feed.json", "/", "/news/", "/search/?q=colophon"]
    answers = [visitor.get(url, follow=True).content.decode() for url in urls]
    for mode, _ in PREVIEW_MODES:
        request = editor.get("/").wsgi_request
        preview = update.make_preview_request(request, mode)
        answers.append(getattr(preview, "rendered_content", None) or preview.content.decode())
    assert all(answers)
    assert [answer for answer in answers if "a colophon of sorts" in answer] == []


def test_the_next_draft_begins_without_them(editor, draft):
    draft.unplaced_lines = LEFTOVERS
    draft.save()
    following = start_update(draft.get_parent(), FRIDAY + datetime.timedelta(days=7), draft.owner)
    assert following.unplaced_lines == ""

"""What the editor of an issue says before a clipping is removed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models import Handover
from tests.factories import WeeklyUpdateFactory
from tests.html import parse

WEB = "Readers see it until the change is published."
EMAIL = "The email that was handed over has it, and stays as it is."


@pytest.mark.parametrize(
    ("live", "handed_over", "words"),
    [(False, False, ""), (True, False, WEB), (False, True, EMAIL), (True, True, f"{WEB} {EMAIL}")],
)
def test_an_editor_is_told_who_has_a_clipping_that_is_removed(editor, news, live, handed_over, words):
    update = WeeklyUpdateFactory(date=datetime.date(2025, 2, 21), live=live)
    if handed_over:
        Handover.objects.create(page=update, html="<p>An email</p>", text="An email", at=timezone.now())
    page = parse(editor.get(reverse("wagtailadmin_pages:edit", args=[update.pk])))
    (bars,) = page.select("[data-clipping-bars-readers-value]")
    assert bars["data-clipping-bars-readers-value"] == words


def test_no_field_of_the_editor_cuts_off_what_is_pasted_into_it(editor, news):
    update = WeeklyUpdateFactory(date=datetime.date(2025, 2, 21), live=False)
    page = parse(editor.get(reverse("wagtailadmin_pages:edit", args=[update.pk])))
    form = page.find(id="page-edit-form")  # with the dialogs, whose templates select() would pass over
    assert len(form.find(class_="paste-clippings__card").find_all("input")) == 5
    assert form.find_all(maxlength=True) == []

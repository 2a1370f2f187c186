"""An imported issue in Wagtail's editor: where it came from, what of it is suggested, and nothing of an email."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.importing.suggestions import drop_changed
from archive.models import ImportedIssue
from news.models import WeeklyUpdate
from tests import forms
from tests.archive.issues import issue, take
from tests.factories import WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text


def bar_of(client, page):
    return parse(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))).select_one(".friday-bar")


def save(client, imported, action, **changes):
    """Send the editor's form of the draft, with these fields changed; the page that follows."""
    draft = imported.page.get_latest_revision_as_object()
    values = [{**block.value, "date": str(block.value["date"]), "countries": ()} for block in draft.clippings]
    fields = {
        "date": str(draft.date),
        "search_description": draft.search_description,
        "clippings": forms.clippings(*values),
    }
    form = forms.weekly_update(**fields | changes)
    for number, block in enumerate(draft.clippings):
        form |= {f"clippings-{number}-id": block.id, f"clippings-{number}-value-countries": block.value["countries"]}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form | action, follow=True)
    imported.refresh_from_db()
    return parse(response)


def test_the_editor_says_what_is_suggested_and_leads_to_the_source(editor, imported):
    notice = bar_of(editor, imported.page).select_one(".friday-bar__notice")
    assert text(notice) == (
        "Imported from 2017-04-07.txt. Suggested until somebody agrees to it or publishes it: Summary, "
        "Countries of the clippings. Look at it beside its source"
    )
    assert notice.a["href"] == reverse("archive_issue", args=[imported.pk])
    ImportedIssue.objects.update(suggested=[])
    assert "Suggested" not in text(bar_of(editor, imported.page))


def test_who_may_not_look_at_the_source_is_not_sent_there(corrector, imported):
    notice = bar_of(corrector, imported.page).select_one(".friday-bar__notice")
    assert (text(notice).startswith("Imported from"), notice.a) == (True, None)


def test_another_update_has_no_such_line(editor, imported):
    assert not bar_of(editor, WeeklyUpdateFactory(live=False)).select(".friday-bar__notice")


def test_a_summary_that_was_written_by_hand_is_suggested_no_more(editor, imported):
    save(editor, imported, SAVE_DRAFT)
    assert imported.suggested == ["search_description", "clippings"]
    save(editor, imported, SAVE_DRAFT, search_description="Our own words.")
    assert imported.suggested == ["clippings"]


def test_what_was_suggested_is_read_once_however_many_fields_it_has(imported):
    draft = imported.page.get_latest_revision_as_object()
    drop_changed(imported, draft)  # reads what the draft keeps
    costs = []
    for names in (["search_description"], ["search_description", "kicker", "sent_from"]):
        imported.suggested = names
        with CaptureQueriesContext(connection) as queries:
            drop_changed(imported, draft)
        assert imported.suggested == names
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 4


def test_countries_are_suggested_while_any_clipping_has_those_that_were(editor, imported):
    draft = imported.page.get_latest_revision_as_object()
    for number, left in enumerate([["search_description", "clippings"], ["search_description"]]):
        draft.clippings[number].value["countries"] = ["PL"]
        draft.save_revision(clean=False)
        imported.page.refresh_from_db()
        save(editor, imported, SAVE_DRAFT)
        assert imported.suggested == left


def test_who_publishes_in_the_editor_agrees_to_what_is_suggested(editor, imported):
    save(editor, imported, PUBLISH)
    assert WeeklyUpdate.objects.get(pk=imported.page_id).live
    assert imported.suggested == []
    assert imported.agreed_at
    assert "Agree to all suggestions" not in str(parse(editor.get(reverse("archive_issue", args=[imported.pk]))))


def test_who_schedules_agrees_once_readers_see_it(imported):
    draft = imported.page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + datetime.timedelta(days=3)
    revision = draft.save_revision(clean=False)
    revision.publish()
    imported.refresh_from_db()
    assert (imported.suggested, imported.agreed_at) == (["search_description", "clippings"], None)
    revision.content["go_live_at"] = None  # as it is once that time has come
    revision.publish(log_action="wagtail.publish.scheduled")
    imported.refresh_from_db()
    assert imported.suggested == []


@pytest.mark.usefixtures("home")
def test_an_import_that_publishes_agrees_to_nothing(news_index):
    take(issue(), publish=True)
    assert WeeklyUpdate.objects.get().live
    assert ImportedIssue.objects.get().suggested == ["search_description", "clippings"]


def test_the_steps_of_an_old_issue_end_with_publishing(editor, imported):
    page = save(editor, imported, PUBLISH)
    assert "Copy email" not in text(page.select_one(".messages"))
    bar = bar_of(editor, imported.page)
    steps = [text(step.strong) for step in bar.select("[data-step]")]
    assert steps == ["Clippings", "Letter", "Check", "Preview", "Published"]
    assert not bar.select("[aria-current=step]")

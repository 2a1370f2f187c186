"""What a person has decided of an imported issue stays, whatever is imported afterwards."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from archive.importing.rows import Result
from archive.models import ImportedIssue, ImportedSource
from archive.reading import Form
from news.models import WeeklyUpdate
from tests.factories import UserFactory
from tests.html import parse, text

from .issues import LETTER, issue, take

pytestmark = pytest.mark.usefixtures("news_index")


def later(**details):
    """A later file of the same issue, with another letter."""
    return issue(form=Form.MAIL_TEXT, letter=f"{LETTER} And more was said later.", path="later.eml", **details)


def page() -> WeeklyUpdate:
    return WeeklyUpdate.objects.get()


def assert_left(reason: str, result=Result.BESIDE, **options) -> None:
    """That a later file changes nothing, and is told why."""
    before = page()
    kept = (before.latest_revision_id, before.live, before.letter)
    (row,) = take(later(), **options)
    assert row.result is result
    assert ImportedSource.objects.count() == 1 + (result is Result.BESIDE)
    assert reason in row.message
    after = page()
    assert (after.latest_revision_id, after.live, after.letter) == kept


def test_what_an_import_published_a_later_import_completes():
    take(issue(), publish=True)
    (row,) = take(later(), publish=True)
    assert row.result is Result.PUBLISHED
    assert "And more was said later." in page().letter


def test_an_issue_that_an_editor_unpublished_stays_so():
    take(issue(), publish=True)
    page().unpublish()
    assert_left("Somebody has unpublished the page.", publish=True)


def test_who_publishes_once_more_what_an_import_had_published_agrees_to_it():
    take(issue(), publish=True)
    page().unpublish()
    page().latest_revision.publish()
    imported = ImportedIssue.objects.get()
    assert imported.page.live_revision_id == imported.published_revision
    assert imported.suggested == []
    assert imported.agreed_at
    assert_left("Somebody has published the page.", publish=True)


def test_a_draft_that_an_editor_published_as_it_was_is_kept():
    take(issue())
    page().latest_revision.publish()
    assert_left("Somebody has published the page.", publish=True)


def test_a_page_that_is_locked_is_left():
    take(issue(), publish=True)
    WeeklyUpdate.objects.update(locked=True)
    assert_left("The page is locked.", Result.CHANGED, publish=True)


def test_a_page_that_waits_for_moderation_is_left():
    take(issue())
    update = page().get_latest_revision_as_object()
    Workflow.objects.get().start(update, UserFactory(is_superuser=True))
    assert_left("waits for moderation", Result.CHANGED, publish=True, user=UserFactory(is_superuser=True))


def test_a_contributor_changes_nothing_that_is_live():
    take(issue(), publish=True)
    assert_left("You may not edit the page.", Result.CHANGED, user=UserFactory(groups=["Contributors"]))


def test_what_somebody_has_agreed_to_is_not_suggested_again(editor):
    take(issue())
    imported = ImportedIssue.objects.get()
    editor.post(f"/admin/archive/{imported.pk}/agree/")
    assert_left("Somebody has agreed to what was suggested.")
    assert ImportedIssue.objects.get().suggested == []


def test_a_correction_of_a_draft_that_somebody_changed_is_kept_beside_it_and_what_differs_is_told(editor):
    take(issue())
    imported = ImportedIssue.objects.get()
    draft = imported.page.get_latest_revision_as_object()
    draft.search_description = "Our own words."
    draft.save_revision()
    ImportedIssue.objects.update(state=ImportedIssue.State.REVIEWED, reviewed_at=timezone.now())
    assert_left("Somebody has changed the page since it was imported.")
    imported.refresh_from_db()
    assert imported.state == ImportedIssue.State.TO_REVIEW
    page = parse(editor.get(reverse("archive_issue", args=[imported.pk])))
    assert "later.eml came later" in text(page.select_one(".section__doubt"))
    tabs = page.select(".archive__side .section__states a")
    assert [text(tab) for tab in tabs] == ["Text", "Mail, text (later)"]
    (told,) = page.select(".archive__differences li")
    assert text(told.strong) == "Letter"
    assert "gave books for it.” was imported; later.eml has" in text(told)
    assert text(told).endswith("And more was said later.”.")
    assert take(later())[0].result is Result.SAME


def test_what_was_reviewed_stays_so_when_a_later_file_has_brought_it_back_into_the_list():
    take(issue())
    ImportedIssue.objects.update(state=ImportedIssue.State.REVIEWED, reviewed_at=timezone.now())
    assert_left("The page was reviewed.")
    (row,) = take(issue(form=Form.PDF, letter=f"{LETTER} And still more.", path="latest.pdf"))
    assert row.result is Result.BESIDE
    assert [each["path"] for each in ImportedIssue.objects.get().differences] == ["later.eml", "latest.pdf"]


def test_a_dry_run_keeps_nothing_beside_the_page():
    take(issue())
    ImportedIssue.objects.update(state=ImportedIssue.State.REVIEWED)
    rows = take(later(), later(), is_dry=True)
    assert [row.result for row in rows] == [Result.BESIDE, Result.SAME]
    assert ImportedSource.objects.count() == 1

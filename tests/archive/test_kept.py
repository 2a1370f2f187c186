"""What a person has decided of an imported issue stays, whatever is imported afterwards."""

import pytest
from wagtail.models import Workflow

from archive.importing.rows import Result
from archive.models import ImportedIssue
from archive.reading import Form
from news.models import WeeklyUpdate
from tests.factories import UserFactory

from .issues import LETTER, issue, take

pytestmark = pytest.mark.usefixtures("news_index")


def later(**details):
    """A later file of the same issue, with another letter."""
    return issue(form=Form.MAIL_TEXT, letter=f"{LETTER} And more was said later.", path="later.eml", **details)


def page() -> WeeklyUpdate:
    return WeeklyUpdate.objects.get()


def assert_left(reason: str, **options) -> None:
    """That a later file changes nothing, and is told why."""
    before = page()
    kept = (before.latest_revision_id, before.live, before.letter)
    (row,) = take(later(), **options)
    assert row.result is Result.CHANGED
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


def test_a_draft_that_an_editor_published_as_it_was_is_kept():
    take(issue())
    page().latest_revision.publish()
    assert_left("Somebody has published the page.", publish=True)


def test_a_page_that_is_locked_is_left():
    take(issue(), publish=True)
    WeeklyUpdate.objects.update(locked=True)
    assert_left("The page is locked.", publish=True)


def test_a_page_that_waits_for_moderation_is_left():
    take(issue())
    update = page().get_latest_revision_as_object()
    Workflow.objects.get().start(update, UserFactory(is_superuser=True))
    assert_left("waits for moderation", publish=True, user=UserFactory(is_superuser=True))


def test_a_contributor_changes_nothing_that_is_live():
    take(issue(), publish=True)
    assert_left("You may not edit the page.", user=UserFactory(groups=["Contributors"]))


def test_what_somebody_has_agreed_to_is_not_suggested_again(editor):
    take(issue())
    imported = ImportedIssue.objects.get()
    editor.post(f"/admin/archive/{imported.pk}/agree/")
    assert_left("Somebody has agreed to what was suggested.")
    assert ImportedIssue.objects.get().suggested == []

import datetime

import pytest

from archive.models import ImportedIssue
from tests.archive.issues import issue, take
from tests.conftest import signed_in
from tests.factories import UserFactory


@pytest.fixture
def imported(news_index):
    """One issue, with a line that was placed nowhere."""
    take(issue())
    imported = ImportedIssue.objects.get()
    draft = imported.page.get_latest_revision_as_object()
    draft.unplaced_lines = "Picture: <b>the hall</b>\nA second line"
    imported.stored_revision = draft.save_revision(clean=False).pk
    imported.save()
    return ImportedIssue.objects.get()


@pytest.fixture
def contributor(home):
    return signed_in(UserFactory(groups=["Contributors"]))


@pytest.fixture
def nobody(home):
    """Somebody who is signed in and belongs to no group."""
    return signed_in(UserFactory())


@pytest.fixture
def import_many(news_index):
    """import_many(n): so many issues, a week apart."""

    def import_many(count, first=datetime.date(2016, 1, 1)):
        days = [first + datetime.timedelta(weeks=number) for number in range(count)]
        take(*(issue(day) for day in days))
        return list(ImportedIssue.objects.order_by("page__date"))

    return import_many

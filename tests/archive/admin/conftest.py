import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from archive.models import ImportedIssue
from tests.archive.issues import issue, take
from tests.conftest import signed_in
from tests.factories import NewsIndexFactory, UserFactory, WeeklyUpdateFactory


@pytest.fixture(scope="module")
def one_issue(module_transaction):
    """Imports one issue for all tests of a module, with two lines that were placed nowhere."""
    NewsIndexFactory()
    take(issue())
    imported = ImportedIssue.objects.get()
    draft = imported.page.get_latest_revision_as_object()
    draft.unplaced_lines = "Picture: <b>the hall</b>\nA second line"
    imported.stored_revision = draft.save_revision(clean=False).pk
    imported.save()


@pytest.fixture
def imported(one_issue, db):
    return ImportedIssue.objects.get()


@pytest.fixture
def contributor(home):
    return signed_in(UserFactory(groups=["Contributors"]))


@pytest.fixture
def nobody(home):
    """Somebody who is signed in and belongs to no group."""
    return signed_in(UserFactory())


@pytest.fixture
def corrector(home):
    """Somebody who may change every page, and may not add weekly updates."""
    group = Group.objects.create(name="Correctors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=home, permission=change)
    user = UserFactory()
    user.groups.add(group)
    return signed_in(user)


@pytest.fixture
def import_another(imported):
    """import_another(**fields): one more that waits, beside the imported one, without a source."""

    def import_another(**fields):
        values = {"record": {"reasons": [], "unplaced": []}, "confidence": 1} | fields
        return ImportedIssue.objects.create(page=WeeklyUpdateFactory(live=False), **values)

    return import_another

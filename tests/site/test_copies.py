"""Pages of every type can be copied, or the admin says why not."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from wagtail.models import Page

from news.models import Country, WeeklyUpdate
from tests import forms
from tests.conftest import signed_in
from tests.factories import StandardPageFactory, StatementFactory, UserFactory
from tests.html import parse
from tests.whole_site import PAGE_TYPES

pytestmark = pytest.mark.django_db
EVERYTHING = {"copy_subpages": "on", "publish_copies": "on"}


@pytest.fixture
def administrator(full):
    return signed_in(UserFactory(is_superuser=True))


def copy(client, page, **fields):
    form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk} | fields
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)


@pytest.mark.parametrize(("role", "fields"), [("editor", EVERYTHING), ("administrator", {"alias": "on"})])
def test_no_page_type_s_copying_is_an_error_page(full, role, fields):
    client = signed_in(UserFactory(is_superuser=role == "administrator", groups=["Editors"]))
    for page_type in PAGE_TYPES:
        page = Page.objects.get(pk=full[page_type].pk)
        response = copy(client, page, **fields, new_slug=f"copy-of-{page.pk}")
        is_copied = Page.objects.filter(slug=f"copy-of-{page.pk}").exists()
        assert is_copied or page_type == "news.WeeklyUpdate" or forms.errors(response), page_type


def test_a_country_is_copied_as_a_draft_without_its_code(administrator, full):
    page = full["news.Country"]
    form = parse(administrator.get(reverse("wagtailadmin_pages:copy", args=[page.pk])))
    assert "The copy is a draft without the country, which only one page has." in form.text
    assert form.find("input", attrs={"name": "alias"}) is None
    copy(administrator, page, **EVERYTHING)
    copied = Country.objects.get(slug="a-copy")
    assert (copied.live, copied.iso_code, copied.other_names) == (False, None, page.other_names)
    assert copied.get_latest_revision_as_object().iso_code is None
    copy(administrator, copied, new_slug="another")
    assert Country.objects.filter(iso_code=None).count() == 2
    assert administrator.get(reverse("wagtailadmin_pages:edit", args=[copied.pk])).status_code == HTTPStatus.OK


def test_an_incomplete_draft_is_copied_as_it_is(administrator, full):
    draft = StatementFactory(live=False, date=None, correction="A number was wrong.")
    draft.bill_rows.create(congress=118, kind="hr")
    draft.save_revision(clean=False)
    copy(administrator, draft)
    copied = Page.objects.get(slug="a-copy").get_latest_revision_as_object()
    assert (copied.date, copied.correction) == (None, "A number was wrong.")
    assert [row.congress for row in copied.bill_rows.all()] == [118]


def test_pages_are_copied_with_those_below_them(administrator, full):
    above = StandardPageFactory(title="Above")
    StandardPageFactory(title="Below", parent=above)
    copy(administrator, above, **EVERYTHING)
    assert Page.objects.get(slug="a-copy").get_children().live().count() == 1


def test_an_update_is_not_copied_and_the_editor_is_told_where_the_next_one_starts(administrator, full):
    response = administrator.get(copy(administrator, full["news.WeeklyUpdate"]).url)
    assert "An update is not copied" in " ".join(map(str, response.context["messages"]))
    assert not WeeklyUpdate.objects.filter(slug="a-copy").exists()


def test_a_copy_is_offered_an_address_that_is_free(administrator, full):
    page = full["news.Country"]
    for free in (f"{page.slug}-2", f"{page.slug}-3"):
        form = parse(administrator.get(reverse("wagtailadmin_pages:copy", args=[page.pk])))
        proposed = form.find("input", attrs={"name": "new_slug"})["value"]
        assert proposed == free
        copy(administrator, page, new_slug=proposed)
        assert Country.objects.filter(slug=free).exists()


def test_an_address_that_is_taken_is_refused_in_words_that_name_where(administrator, full):
    page = full["news.Country"]
    refused = forms.errors(copy(administrator, page, new_slug=page.slug))["new_slug"]
    assert refused == f"That is the address of another page below “{page.get_parent().title}”. " + (
        "Choose another one for the copy."
    )

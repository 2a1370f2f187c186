"""The weekly update's form in the admin: validation errors at their fields, title, slug, drafts."""

import datetime
from http import HTTPStatus

import pytest
from wagtail.test.utils.form_data import rich_text

from news.models import WeeklyUpdate
from tests import forms
from tests.factories import WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT

GOOD = {"headline": "A headline", "source": "Example Wire"}
TYPED = {
    "headline": "Typed headline",
    "byline": "Typed Byline",
    "source": "Typed Source",
    "date": "2025-02-19",
    "url": "https://example.org/typed",
    "excerpt": "Typed excerpt",
}


def test_an_editor_publishes_an_update(editor, news, visitor):
    response = forms.add(editor, news, forms.weekly_update(), PUBLISH)
    assert response.status_code == HTTPStatus.FOUND
    update = WeeklyUpdate.objects.live().get()
    assert update.clippings[0].value["headline"] == "A headline"
    assert visitor.get("/news/2025-02-21/").status_code == HTTPStatus.OK


def test_a_title_left_empty_is_made_from_the_date(editor, news):
    forms.add(editor, news, forms.weekly_update(title=""), PUBLISH)
    assert WeeklyUpdate.objects.get().title == "Weekly Update, February 21, 2025"


def test_an_editors_own_title_is_kept(editor, news):
    forms.add(editor, news, forms.weekly_update(title="Three years of war"), PUBLISH)
    update = WeeklyUpdate.objects.get()
    assert update.title == "Three years of war"
    assert update.slug == "2025-02-21"


@pytest.mark.parametrize(
    ("clipping", "field"),
    [
        ({"headline": ""}, "headline"),
        ({"source": ""}, "source"),
        ({"url": "ftp://example.org/article"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "data:text/html,x"}, "url"),
        ({"url": "not an address"}, "url"),
        ({"date": "the other day"}, "date"),
    ],
)
def test_editor_is_told_at_the_field_what_a_clipping_lacks_and_nothing_typed_is_lost(editor, news, clipping, field):
    typed = TYPED | clipping
    form = forms.weekly_update(
        clippings=forms.clippings(GOOD, typed), letter=rich_text("<p>Typed letter</p>"), signature="Typed signature"
    )
    response = forms.add(editor, news, form, PUBLISH)
    assert response.status_code == HTTPStatus.OK
    assert not WeeklyUpdate.objects.exists()
    assert list(forms.errors(response)) == [f"clippings.1.{field}"]
    page = response.content.decode()
    kept = {value for name, value in typed.items() if value and name not in clipping}
    for words in {*kept, "Typed letter", "Typed signature"}:
        assert words in page
    typed_values = response.context["form"]["clippings"].value()[1].value
    assert typed_values["excerpt"] == "Typed excerpt"


@pytest.mark.parametrize("url", ["ftp://example.org/", "javascript:alert(1)"])
def test_an_editor_is_told_which_urls_are_possible(editor, news, url):
    form = forms.weekly_update(clippings=forms.clippings(GOOD | {"url": url}))
    response = forms.add(editor, news, form, PUBLISH)
    assert "https://" in forms.errors(response)["clippings.0.url"]


def test_a_draft_with_unfinished_clippings_is_saved_and_complete_again_when_it_is_opened(editor, news):
    form = forms.weekly_update(
        clippings=forms.clippings({"headline": "No source yet"}, {"source": "No headline yet"}),
        search_description="",
        letter=rich_text(""),
    )
    response = forms.add(editor, news, form, SAVE_DRAFT)
    assert response.status_code == HTTPStatus.FOUND
    draft = WeeklyUpdate.objects.get()
    assert not draft.live
    saved = draft.get_latest_revision_as_object()
    assert [block.value["headline"] for block in saved.clippings] == ["No source yet", ""]
    page = editor.get(response.url).content.decode()
    assert "No source yet" in page
    assert "No headline yet" in page


@pytest.mark.parametrize(
    ("field", "empty"), [("search_description", ""), ("letter", "null"), ("date", ""), ("addressee", "")]
)
def test_what_every_update_needs_is_asked_for_when_it_is_published(editor, news, field, empty):
    response = forms.add(editor, news, forms.weekly_update(**{field: empty}), PUBLISH)
    assert response.status_code == HTTPStatus.OK
    assert field in forms.errors(response)


def test_an_unfinished_draft_cannot_be_published_as_it_is(editor, news):
    unfinished = forms.weekly_update(clippings=forms.clippings({"headline": "No source yet"}))
    forms.add(editor, news, unfinished, SAVE_DRAFT)
    draft = WeeklyUpdate.objects.get()
    response = forms.edit(editor, draft, unfinished, PUBLISH)
    assert forms.errors(response)["clippings.0.source"]
    assert not WeeklyUpdate.objects.live().exists()


@pytest.mark.parametrize("action", [PUBLISH, SAVE_DRAFT])
@pytest.mark.parametrize("live", [True, False])
def test_an_update_for_a_date_that_is_taken_is_refused_with_a_link_to_the_other(editor, news, action, live):
    other = WeeklyUpdateFactory(date=datetime.date(2025, 2, 21), title="The other one", live=live)
    form = forms.weekly_update(
        letter=rich_text("<p>Typed letter</p>"), clippings=forms.clippings(TYPED), kicker="Typed kicker"
    )
    response = forms.add(editor, news, form, action)
    assert response.status_code == HTTPStatus.OK
    assert WeeklyUpdate.objects.count() == 1
    error = forms.errors(response)["date"]
    assert error.startswith("An update for that date exists")
    assert f'href="/admin/pages/{other.pk}/edit/"' in error
    page = response.content.decode()
    assert error in page
    for words in {*TYPED.values(), "Typed letter", "Typed kicker"}:
        assert words in page


def test_the_title_in_that_message_is_escaped(editor, news):
    WeeklyUpdateFactory(date=datetime.date(2025, 2, 21), title="<script>alert(1)</script>")
    response = forms.add(editor, news, forms.weekly_update(), PUBLISH)
    assert "<script>alert(1)" not in forms.errors(response)["date"]
    assert "<script>alert(1)" not in response.content.decode()


def test_an_update_keeps_its_own_date(editor, news):
    update = WeeklyUpdateFactory(date=datetime.date(2025, 2, 21))
    response = forms.edit(editor, update, forms.weekly_update(), PUBLISH)
    assert response.status_code == HTTPStatus.FOUND


def test_the_date_of_an_unpublished_draft_is_taken(editor, news):
    forms.add(editor, news, forms.weekly_update(), SAVE_DRAFT)
    forms.edit(editor, WeeklyUpdate.objects.get(), forms.weekly_update(date="2025-02-28"), SAVE_DRAFT)
    taken = forms.add(editor, news, forms.weekly_update(date="2025-02-28"), SAVE_DRAFT)
    assert "date" in forms.errors(taken)
    free = forms.add(editor, news, forms.weekly_update(date="2025-02-21"), SAVE_DRAFT)
    assert free.status_code == HTTPStatus.FOUND


def test_the_slug_follows_the_date_until_the_first_publication_and_stays_after_it(editor, news, visitor):
    forms.add(editor, news, forms.weekly_update(date="2025-02-21"), SAVE_DRAFT)
    draft = WeeklyUpdate.objects.get()
    forms.edit(editor, draft, forms.weekly_update(date="2025-02-20"), PUBLISH)
    update = WeeklyUpdate.objects.get()
    assert (update.slug, update.url) == ("2025-02-20", "/news/2025-02-20/")

    forms.edit(editor, update, forms.weekly_update(date="2025-02-19"), PUBLISH)
    update.refresh_from_db()
    assert (update.date, update.slug) == (datetime.date(2025, 2, 19), "2025-02-20")
    assert visitor.get("/news/2025-02-20/").status_code == HTTPStatus.OK


def test_a_title_made_from_the_date_follows_it_until_the_first_publication(editor, news):
    forms.add(editor, news, forms.weekly_update(date="2025-02-21", title=""), SAVE_DRAFT)
    draft = WeeklyUpdate.objects.get()
    form = forms.weekly_update(date="2025-02-20", title=draft.title)  # the form shows the title that was made
    forms.edit(editor, draft, form, PUBLISH)
    assert WeeklyUpdate.objects.get().title == "Weekly Update, February 20, 2025"


def test_a_correction_is_live_only_once_it_is_published(editor, news, visitor):
    forms.add(editor, news, forms.weekly_update(letter=rich_text("<p>With a tpyo</p>")), PUBLISH)
    update = WeeklyUpdate.objects.get()
    corrected = forms.weekly_update(letter=rich_text("<p>With a typo</p>"))
    forms.edit(editor, update, corrected, SAVE_DRAFT)
    assert "tpyo" in visitor.get(update.url).content.decode()
    forms.edit(editor, update, corrected, PUBLISH)
    assert "tpyo" not in visitor.get(update.url).content.decode()
    assert "With a typo" in visitor.get(update.url).content.decode()

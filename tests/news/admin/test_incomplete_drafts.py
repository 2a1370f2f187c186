"""Half a bill, a correction without its day, no title yet: a draft has it, and publishing asks for the rest."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset

from news.models import Statement, WeeklyUpdate
from tests import forms
from tests.conftest import signed_in
from tests.factories import (
    PublicationFactory,
    StatementFactory,
    StatementIndexFactory,
    UserFactory,
    WeeklyUpdateFactory,
)
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse

BILL = "H.R.\N{NO-BREAK SPACE}1911"
AUTOSAVE = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def statements(home):
    return StatementIndexFactory()


@pytest.fixture
def draft(statements):
    return StatementFactory(live=False)


def autosave(client, page, form):
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, **AUTOSAVE).json()
    assert answer["success"], answer
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def bills(*rows):
    return inline_formset([dict(zip(("congress", "kind", "number"), row, strict=True)) for row in rows])


def bill_errors(response):
    return response.context["form"].formsets["bill_rows"].errors


def messages(response):
    return " ".join(map(str, response.context["messages"]))


@pytest.mark.parametrize("row", [("118", "hr", ""), ("", "s", "12"), ("", "s", ""), ("1180", "hr", "0")])
def test_half_a_bill_is_saved_and_asked_for_when_the_statement_is_published(editor, draft, row):
    form = forms.statement(bill_rows=bills(row, (118, "hr", 1911)))
    saved = autosave(editor, draft, form)
    half, whole = saved.bill_rows.all()
    typed = ["" if value is None else str(value) for value in (half.congress, half.kind, half.number)]
    assert typed == list(row)
    assert str(whole) == f"{BILL}, 118th\N{NO-BREAK SPACE}Congress"
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == HTTPStatus.OK
    assert BILL in saved.make_preview_request().rendered_content
    wrong, right = bill_errors(forms.edit(editor, draft, form, PUBLISH))
    assert wrong
    assert not right


def test_two_bills_alike_may_stand_in_a_draft_and_are_refused_in_words_when_it_is_published(editor, draft):
    form = forms.statement(bill_rows=bills((118, "hr", 1911), (118, "hr", 1911)))
    autosave(editor, draft, form)
    first, second = bill_errors(forms.edit(editor, draft, form, PUBLISH))
    assert not first
    assert second["number"] == [f"{BILL} of the 118th\N{NO-BREAK SPACE}Congress stands here twice."]
    assert not Statement.objects.get().live


def test_a_bill_that_is_removed_is_not_asked_for(editor, draft):
    rows = [{"congress": 118, "kind": "hr", "number": ""}, {"congress": 118, "kind": "hr", "number": 1911}]
    form = forms.statement(bill_rows=inline_formset(rows)) | {"bill_rows-0-DELETE": "on"}
    assert forms.edit(editor, draft, form, PUBLISH).status_code == HTTPStatus.FOUND
    assert [bill.number for bill in Statement.objects.get().bills] == [1911]


def test_a_correction_waits_for_its_day_until_the_statement_is_published(editor, draft):
    form = forms.statement(correction="A number was wrong.")
    assert autosave(editor, draft, form).correction == "A number was wrong."
    assert forms.errors(forms.edit(editor, draft, form, PUBLISH)) == {
        "corrected_on": "Say on which day it was corrected."
    }


def test_a_live_statement_has_a_draft_with_a_correction_without_its_day(editor, statements, visitor):
    statement = StatementFactory(slug="a-statement")
    draft = autosave(editor, statement, forms.statement(correction="A number was wrong."))
    assert draft.correction == "A number was wrong."
    assert "A number was wrong." not in visitor.get("/statements/a-statement/").text


def test_a_statement_is_saved_before_it_has_a_title_and_follows_it_later(editor, statements):
    forms.add(editor, statements, forms.statement(title="", slug=""), SAVE_DRAFT)
    draft = Statement.objects.get()
    assert "Untitled statement" in editor.get(reverse("wagtailadmin_explore", args=[statements.pk])).text
    page = parse(editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])))
    assert [page.find("input", attrs={"name": name}).get("value", "") for name in ("title", "slug")] == ["", ""]
    assert "title" in forms.errors(forms.edit(editor, draft, forms.statement(title="", slug=""), PUBLISH))
    forms.edit(editor, draft, forms.statement(title="On Passover", slug="on-passover"), PUBLISH)
    assert Statement.objects.get().slug == "on-passover"
    forms.add(editor, statements, forms.statement(title="", slug=""), SAVE_DRAFT)
    forms.add(editor, statements, forms.statement(title="", slug=""), SAVE_DRAFT)
    assert Statement.objects.filter(title="").count() == 2


def test_an_editor_is_told_when_a_draft_is_kept_under_another_address(editor, statements):
    StatementFactory(slug="a-statement")
    url = reverse("wagtailadmin_pages:add", args=["news", "statement", statements.pk])
    response = editor.post(url, forms.statement(), follow=True)
    assert "“a-statement” is not free or cannot be an address, so the draft is kept as “a-statement-2”" in messages(
        response
    )
    again = Statement.objects.get(live=False)
    assert "slug" in forms.errors(forms.edit(editor, again, forms.statement(), PUBLISH))


def test_an_update_whose_date_is_emptied_keeps_its_day_and_says_so(editor):
    update = WeeklyUpdateFactory(live=False)
    form = forms.weekly_update(date="", signature="Typed")
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[update.pk]), form, follow=True)
    assert f"so the draft keeps {update.date:%A, %B} {update.date.day}, {update.date.year}." in messages(response)
    saved = WeeklyUpdate.objects.get()
    assert (saved.date, saved.signature) == (update.date, "Typed")
    assert "date" in forms.errors(forms.edit(editor, update, form, PUBLISH))


def test_text_that_is_too_long_is_kept_whole_and_refused_when_the_update_is_published(editor):
    update, long = WeeklyUpdateFactory(live=False), "word " * 100 + "end"
    form = forms.weekly_update(
        date=str(update.date), kicker=long, clippings=forms.clippings({"headline": long, "source": "JTA"})
    )
    autosave(editor, update, form)
    saved = WeeklyUpdate.objects.get()
    assert (saved.kicker, saved.clippings[0].value["headline"]) == (long, long)
    errors = forms.errors(forms.edit(editor, update, form, PUBLISH))
    assert "at most 60 characters (it has 503)" in errors["kicker"]
    assert "at most 300 characters (it has 503)" in errors["clippings.0.headline"]


@pytest.mark.parametrize("typed", ["https:/", "http://[", "javascript:alert(1)", "example.org"])
def test_half_an_address_is_kept_as_it_was_typed_and_no_preview_links_it(editor, typed):
    update, publication = WeeklyUpdateFactory(live=False), PublicationFactory(live=False)
    clippings = forms.clippings({"headline": "A headline", "source": "JTA", "url": typed})
    saved = (
        autosave(editor, update, forms.weekly_update(date=str(update.date), clippings=clippings)),
        autosave(editor, publication, forms.publication(external_url=typed)),
    )
    assert (saved[0].clippings[0].value["url"], saved[1].external_url) == (typed, typed)
    for page in saved:
        assert f'href="{typed}"' not in page.make_preview_request().rendered_content
    for name in ("email", "preflight"):
        assert editor.get(f"/admin/weekly-update/{update.pk}/{name}/").status_code == HTTPStatus.OK


def test_an_incomplete_page_is_not_published_from_a_list_and_the_editor_is_told_why(editor, draft):
    autosave(editor, draft, forms.statement(correction="A number was wrong.", date=""))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{url}?id={draft.pk}", {"next": "/admin/"}, follow=True)
    assert not Statement.objects.get().live
    assert "Say on which day it was corrected." in messages(response)


def test_an_incomplete_page_is_not_approved_from_the_dashboard_and_the_editor_is_told_why(editor, statements):
    contributor = signed_in(UserFactory(groups=["Contributors"]))
    forms.add(contributor, statements, forms.statement(), {"action-submit": "Submit"})
    page = Statement.objects.get()
    autosave(editor, page, forms.statement(correction="A number was wrong.", date=""))
    task = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    response = editor.post(url, follow=True)
    page.refresh_from_db()
    assert not page.live
    assert page.workflow_in_progress
    assert "Say on which day it was corrected." in messages(response)

"""An editor types dates into the forms of the admin: what is understood is stored, what is not is refused and kept."""

import datetime
from http import HTTPStatus

import pytest
from django import forms as django_forms
from django.apps import apps
from django.db import models
from django.urls import reverse
from wagtail import blocks
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from news.models import Statement, WeeklyUpdate
from pages.dates.fields import TypedDateField, TypedDateInput, TypedDateTimeField, TypedDateTimeInput
from pages.dates.typed import EASTERN
from pages.models import Organization, Term
from tests import forms
from tests.conftest import signed_in
from tests.factories import NewsIndexFactory, PersonFactory, StatementFactory, UserFactory, WeeklyUpdateFactory
from tests.html import parse

FRIDAY = datetime.date(2026, 12, 4)
TUESDAY_AT_FOUR = datetime.datetime(2096, 12, 4, 16, tzinfo=EASTERN)  # what expires must be in the future
MEANT_FOUR = ["12/04/2096 4:00 PM", "2096-12-04 4pm", "Tuesday, December 4, 2096 at 4 p.m. ET", "2096-12-04 16:00"]


@pytest.fixture
def statement(home):
    return StatementFactory(slug="a-statement", live=False, date=datetime.date(2025, 2, 3))


@pytest.fixture
def update(home):
    return WeeklyUpdateFactory(date=datetime.date(2025, 2, 21), live=False)


def saved(page):
    """The page as its draft is now."""
    return page.specific_class.objects.get(pk=page.pk).get_latest_revision_as_object()


def value_of(response, name):
    return parse(response).find("input", attrs={"name": name})["value"]


def autosave(client, page, form):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, form, headers={"accept": "application/json"})


@pytest.mark.parametrize("typed", MEANT_FOUR)
def test_a_schedule_typed_as_an_american_writes_it_is_that_time_and_shown_as_such(editor, statement, typed):
    forms.edit(editor, statement, forms.statement(go_live_at=typed, expire_at=typed), forms.SAVE_DRAFT)
    assert saved(statement).go_live_at == saved(statement).expire_at == TUESDAY_AT_FOUR
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[statement.pk]))
    assert value_of(page, "go_live_at") == value_of(page, "expire_at") == "2096-12-04 16:00"


@pytest.mark.parametrize("typed", ["12/04/2026", "12/4/2026 4:00", "the day after", "3/14/2027 2:30 AM"])
def test_a_schedule_that_is_not_understood_is_refused_and_stays_as_it_was_typed(editor, statement, typed):
    response = forms.edit(editor, statement, forms.statement(go_live_at=typed, expire_at=typed), forms.SAVE_DRAFT)
    for field in ("go_live_at", "expire_at"):
        assert field in forms.errors(response)
        assert value_of(response, field) == typed
        assert getattr(saved(statement), field) is None


def test_autosave_stores_no_other_time_in_place_of_one_that_is_not_understood(editor, statement):
    before = statement.get_latest_revision()
    response = autosave(editor, statement, forms.statement(go_live_at="12/04/2026", title="Typed meanwhile"))
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert response.json()["error_code"] == "validation_error"
    assert statement.get_latest_revision() == before

    response = autosave(editor, statement, forms.statement(go_live_at="12/04/2096 4:00 PM"))
    assert response.json()["success"]
    assert saved(statement).go_live_at == TUESDAY_AT_FOUR


def test_an_update_may_be_scheduled_from_the_dialog_as_an_american_writes_it(editor, update):
    forms.edit(editor, update, forms.weekly_update(go_live_at="Dec 4, 2096 at 4pm"), forms.PUBLISH)
    scheduled = update.revisions.get(approved_go_live_at__isnull=False)
    assert scheduled.approved_go_live_at == TUESDAY_AT_FOUR


@pytest.mark.parametrize("typed", ["12/4/2026", "Friday, Dec. 4, 2026", "2026-12-04"])
def test_the_date_of_an_update_and_of_a_statement_is_understood(editor, update, statement, typed):
    forms.edit(editor, update, forms.weekly_update(date=typed), forms.SAVE_DRAFT)
    forms.edit(
        editor, statement, forms.statement(date=typed, correction="Mended.", corrected_on=typed), forms.SAVE_DRAFT
    )
    assert saved(update).date == saved(statement).date == saved(statement).corrected_on == FRIDAY
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[statement.pk]))
    assert value_of(page, "date") == "2026-12-04"


@pytest.mark.parametrize("typed", ["13/14/2026", "Thursday, December 4, 2026", "12/4/2026 4pm", "soon"])
def test_a_date_that_is_not_understood_is_refused_at_the_field_and_stays(editor, update, typed):
    response = forms.edit(editor, update, forms.weekly_update(date=typed), forms.SAVE_DRAFT)
    assert "date" in forms.errors(response)
    assert value_of(response, "date") == typed
    assert saved(update).date == datetime.date(2025, 2, 21)


def clipping(**values):
    return forms.clippings({"headline": "A headline", "source": "Example Wire"} | values)


@pytest.mark.parametrize("typed", ["11/20/2026", "Nov. 20, 2026", "2026-11-20"])
def test_the_date_of_a_clipping_is_understood(editor, update, typed):
    forms.edit(editor, update, forms.weekly_update(clippings=clipping(date=typed)), forms.SAVE_DRAFT)
    assert saved(update).clippings[0].value["date"] == datetime.date(2026, 11, 20)


def test_a_clippings_date_that_is_not_understood_is_refused_at_the_field_and_stays(editor, update):
    response = forms.edit(editor, update, forms.weekly_update(clippings=clipping(date="11/31/2026")), forms.SAVE_DRAFT)
    assert forms.errors(response)["clippings.0.date"] == "There is no November 31 in 2026."
    assert "11/31/2026" in response.context["form"]["clippings"].as_widget()


def organization_form(client, home, **typed):
    """The response to the settings of the organization, posted with the values they have but for what is typed."""
    url = reverse("wagtailsettings:edit", args=["pages", "organization", home.get_site().pk])
    form = parse(client.get(url)).select_one("form[method=POST]")
    values = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    values |= {field["name"]: field.text.strip() for field in form.select("textarea[name]")}
    chosen = form.select("select[name]:has([selected])")
    values |= {field["name"]: field.select_one("[selected]")["value"] for field in chosen}
    streams = {"names-count": 0, "social_links-count": 0, "promoted_pages-count": 0}
    return client.post(url, values | streams | typed)


def test_the_banners_beginning_and_end_are_understood_or_refused(administrator, home):
    organization_form(administrator, home, banner_starts_at="12/4/2096 4:00 PM", banner_ends_at="Dec 5, 2096, noon")
    organization = Organization.objects.get()
    assert organization.banner_starts_at == TUESDAY_AT_FOUR
    assert organization.banner_ends_at == TUESDAY_AT_FOUR.replace(day=5, hour=12)

    response = organization_form(administrator, home, banner_starts_at="12/4/2026")
    assert response.context["form"].errors["banner_starts_at"] == ["Add the time: “12/4/2026 4:00 PM”."]
    assert value_of(response, "banner_starts_at") == "12/4/2026"
    assert Organization.objects.get() == organization


def test_an_update_is_started_for_the_day_that_was_typed_or_not_at_all(editor, home):
    NewsIndexFactory()
    start = reverse("start_from_last_issue")
    response = editor.post(start, {"date": "Friday, December 5, 2026"})
    assert "December 5, 2026, is a Saturday, not a Friday." in response.text
    assert value_of(response, "date") == "Friday, December 5, 2026"
    editor.post(start, {"date": "12/4/2026"})
    assert WeeklyUpdate.objects.get().date == FRIDAY


def test_white_space_is_no_date_and_a_time_keeps_its_seconds_and_its_zone(editor, statement):
    forms.edit(editor, statement, forms.statement(expire_at="  ", corrected_on=" "), forms.SAVE_DRAFT)
    assert saved(statement).expire_at is saved(statement).corrected_on is None

    second_of_two = datetime.datetime(2096, 11, 4, 1, 30, 15, tzinfo=EASTERN, fold=1)
    Statement.objects.filter(pk=statement.pk).update(expire_at=second_of_two)
    shown = TypedDateTimeField().prepare_value(Statement.objects.get(pk=statement.pk).expire_at)
    assert shown == "2096-11-04 01:30:15 EST"
    forms.edit(editor, statement, forms.statement(expire_at=shown), forms.SAVE_DRAFT)
    assert saved(statement).expire_at == second_of_two


# -- All dates -----------------------------------------------------------------------------------------------------


def stream_blocks(block):
    """A block and all blocks in it."""
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from stream_blocks(child)
    if isinstance(block, blocks.ListBlock):
        yield from stream_blocks(block.child_block)


def our_model_fields():
    models_of_ours = [model for model in apps.get_models() if model._meta.app_label in ("pages", "news")]
    return [(model, field) for model in models_of_ours for field in model._meta.fields]


def test_every_date_of_a_model_has_the_one_form_field():
    found = {models.DateField: 0, models.DateTimeField: 0}
    expected = {
        models.DateField: (TypedDateField, TypedDateInput),
        models.DateTimeField: (TypedDateTimeField, TypedDateTimeInput),
    }
    for _, field in our_model_fields():
        if type(field) in found and field.editable:
            form_field = formfield_for_dbfield(field)
            assert (type(form_field), type(form_field.widget)) == expected[type(field)], field
            found[type(field)] += 1
    assert found[models.DateField] >= 6  # update, statement and its correction, publication, a term's beginning and end
    assert found[models.DateTimeField] >= 2


def test_every_date_in_a_stream_has_it_too():
    streams = [field.stream_block for _, field in our_model_fields() if isinstance(field, StreamField)]
    dates = [
        block
        for stream in streams
        for block in stream_blocks(stream)
        if isinstance(block, blocks.FieldBlock)
        and isinstance(block.field, django_forms.DateField | django_forms.DateTimeField)
    ]
    assert dates
    assert {type(block.field) for block in dates} <= {TypedDateField, TypedDateTimeField}
    assert {type(block.field.widget) for block in dates} <= {TypedDateInput, TypedDateTimeInput}


def test_the_terms_of_a_person_begin_and_end_on_the_days_that_were_typed(administrator, home):
    person = PersonFactory()
    term = {"role": Term.Role.STAFF, "title": "Director", "starts_on": "3/1/98", "ends_on": "May 31, 2011"}
    fields = {"name": person.name, "other_names": "", "portrait": "", "biography": rich_text("<p></p>")}
    form = nested_form_data(fields | {"terms": inline_formset([term | {"dates_as_written": ""}])})
    administrator.post(reverse(person.snippet_viewset.get_url_name("edit"), args=[person.pk]), form)
    term = person.terms.get()
    assert (term.starts_on, term.ends_on) == (datetime.date(1998, 3, 1), datetime.date(2011, 5, 31))


# -- The words beneath ---------------------------------------------------------------------------------------------


def readings(client, *asked):
    query = {"kind": [kind for kind, _ in asked], "text": [text for _, text in asked]}
    return client.get(reverse("read_typed_dates"), query).json()["readings"]


def test_what_is_understood_is_said_in_words_in_the_order_of_the_question(editor, set_today):
    set_today(datetime.date(2026, 11, 26))
    assert readings(editor, ("datetime", "12/04/2096 4:00 PM"), ("date", "Dec 4"), ("datetime", "12/4/2026")) == [
        {"words": "Tuesday, December 4, 2096, 4:00 PM ET", "value": "2096-12-04 16:00"},
        {"words": "Friday, December 4", "value": "2026-12-04"},
        {"error": "Add the time: “12/4/2026 4:00 PM”."},
    ]


def test_words_say_which_midnight_is_meant_and_what_is_past(editor):
    midnight, past = readings(editor, ("datetime", "midnight Dec 4, 2096"), ("datetime", "Dec 4, 2020, noon"))
    assert midnight["words"] == "Tuesday, December 4, 2096, 12:00 AM ET: midnight, as Tuesday begins"
    assert past["words"] == "Friday, December 4, 2020, 12:00 PM ET: this is past"


def test_only_a_hundred_dates_are_read_at_once_and_only_for_staff(editor, visitor):
    assert len(readings(editor, *[("date", "12/4/2026")] * 101)) == 100
    assert readings(editor, ("date", "\x00" * 200), ("year", "12/4/2026"))[0]["error"] == "This is too long for a date."
    assert visitor.get(reverse("read_typed_dates")).status_code == HTTPStatus.FOUND
    assert signed_in(UserFactory()).get(reverse("read_typed_dates")).status_code == HTTPStatus.FOUND
    assert editor.post(reverse("read_typed_dates")).status_code == HTTPStatus.METHOD_NOT_ALLOWED

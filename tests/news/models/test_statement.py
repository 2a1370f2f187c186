"""Statements: kind, bills, correction, redirects from old URLs, filters, press contact."""

from datetime import date
from http import HTTPStatus

import pytest
from wagtail.test.utils.form_data import inline_formset

from news.models import Statement
from tests import forms
from tests.factories import ContactFactory, StatementFactory, StatementIndexFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text
from tests.whole_site import organization


@pytest.fixture
def statements(home):
    return StatementIndexFactory()


def bills(*rows):
    return inline_formset([{"congress": congress, "kind": kind, "number": number} for congress, kind, number in rows])


def test_an_editor_publishes_a_statement_with_its_bills(editor, statements, visitor):
    form = forms.statement(bill_rows=bills((113, "hr", 1911), (118, "hr", 1911), (118, "sres", 12)))
    response = forms.add(editor, statements, form, PUBLISH)
    assert response.status_code == HTTPStatus.FOUND
    links = parse(visitor.get("/statements/a-statement/")).select("a.bill")
    assert [(text(link), link["href"]) for link in links] == [
        ("H.R. 1911, 113th Congress", "/bills/113/hr/1911/"),
        ("H.R. 1911, 118th Congress", "/bills/118/hr/1911/"),
        ("S.Res. 12, 118th Congress", "/bills/118/sres/12/"),
    ]
    assert all("\N{NO-BREAK SPACE}" in link.get_text() for link in links)  # H.R. and its number stay on one line


@pytest.mark.parametrize(
    "row", [(0, "hr", 1), (118, "xyz", 1), (118, "hr", 0), (118, "hr", 100_000), ("", "hr", 1), (118, "hr", "")]
)
def test_a_bill_that_cannot_be_is_refused(editor, statements, row):
    response = forms.add(editor, statements, forms.statement(bill_rows=bills(row)), PUBLISH)
    assert response.status_code == HTTPStatus.OK
    assert not Statement.objects.exists()
    assert any(response.context["form"].formsets["bill_rows"].errors)


def test_a_bill_is_named_once_in_a_statement(editor, statements):
    form = forms.statement(bill_rows=bills((118, "hr", 1911), (118, "hr", 1911)))
    response = forms.add(editor, statements, form, PUBLISH)
    assert response.status_code == HTTPStatus.OK
    assert not Statement.objects.exists()


def test_there_are_the_six_kinds_and_each_is_said_on_its_page(statements, visitor):
    kinds = dict(Statement.Kind.choices)
    assert set(kinds) == {"statement", "press-release", "letter", "testimony", "action-alert", "op-ed"}
    for kind, label in kinds.items():
        statement = StatementFactory(kind=kind)
        assert label in text(parse(visitor.get(statement.url)).select_one("main .kicker"))


def test_a_correction_is_asked_for_its_day(editor, statements):
    response = forms.add(editor, statements, forms.statement(correction="A number was wrong."), PUBLISH)
    assert list(forms.errors(response)) == ["corrected_on"]


def test_every_reader_sees_the_correction_above_the_text(editor, statements, visitor):
    form = forms.statement(correction="A number was wrong.", corrected_on="2025-02-05")
    assert forms.add(editor, statements, form, PUBLISH).status_code == HTTPStatus.FOUND
    page = text(parse(visitor.get("/statements/a-statement/")).main)
    assert page.index("A number was wrong.") < page.index("We say this.")
    assert "February 5, 2025" in page


def test_a_statement_without_a_correction_shows_none(statements, visitor):
    assert parse(visitor.get(StatementFactory().url)).select(".correction") == []


@pytest.mark.parametrize("field", ["title", "date", "search_description", "kind"])
def test_what_every_statement_needs_is_asked_for_when_it_is_published(editor, statements, field):
    response = forms.add(editor, statements, forms.statement(**{field: ""}), PUBLISH)
    assert field in forms.errors(response)


def test_a_draft_may_wait_for_its_summary_and_its_text(editor, statements):
    response = forms.add(editor, statements, forms.statement(search_description="", body="null"), SAVE_DRAFT)
    assert response.status_code == HTTPStatus.FOUND


def test_the_old_url_of_a_renamed_statement_redirects(editor, statements, visitor, django_capture_on_commit_callbacks):
    forms.add(editor, statements, forms.statement(slug="old-name"), PUBLISH)
    with django_capture_on_commit_callbacks(execute=True):
        forms.edit(editor, Statement.objects.get(), forms.statement(slug="new-name"), PUBLISH)
    response = visitor.get("/statements/old-name/")
    assert response.status_code == HTTPStatus.MOVED_PERMANENTLY
    assert response.url == "/statements/new-name/"
    assert visitor.get(response.url).status_code == HTTPStatus.OK


def test_the_old_urls_below_a_renamed_list_redirect(
    administrator, statements, visitor, django_capture_on_commit_callbacks
):
    StatementFactory(slug="lasting")
    form = {"title": "Positions", "slug": "positions", "search_description": "What we say.", "seo_title": ""}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    with django_capture_on_commit_callbacks(execute=True):
        assert forms.edit(administrator, statements, form, PUBLISH).status_code == HTTPStatus.FOUND
    for old, new in [("/statements/lasting/", "/positions/lasting/"), ("/statements/", "/positions/")]:
        response = visitor.get(old)
        assert (response.status_code, response.url) == (HTTPStatus.MOVED_PERMANENTLY, new)
        assert visitor.get(new).status_code == HTTPStatus.OK


def shown(visitor, url):
    return [text(heading) for heading in parse(visitor.get(url)).select("main .listing h3")]


def filter_links(visitor, url):
    """Label → href, without the count behind the label."""
    return {text(link).rpartition(" ")[0]: link["href"] for link in parse(visitor.get(url)).select(".filters a")}


def test_a_reader_filters_the_list_by_links(statements, visitor):
    StatementFactory(title="Old letter", kind="letter", date=date(2020, 1, 5))
    StatementFactory(title="New letter", kind="letter", date=date(2024, 1, 5))
    StatementFactory(title="New testimony", kind="testimony", date=date(2024, 2, 5))
    assert shown(visitor, "/statements/") == ["New testimony", "New letter", "Old letter"]
    links = filter_links(visitor, "/statements/")
    assert shown(visitor, f"/statements/{links['Letter']}") == ["New letter", "Old letter"]
    assert shown(visitor, f"/statements/{links['2024']}") == ["New testimony", "New letter"]
    both = filter_links(visitor, f"/statements/{links['Letter']}")
    assert shown(visitor, f"/statements/{both['2024']}") == ["New letter"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?page=x", ["The one"]),
        ("?page=-1&kind=", ["The one"]),
        ("?page=999", ["The one"]),
        ("?year=banana", []),
        ("?page=-1&year=0&kind=", []),
        ("?kind=<script>alert(1)</script>", []),
    ],
)
def test_a_page_that_is_none_is_the_nearest_and_a_filter_that_is_none_shows_nothing(statements, visitor, query, titles):
    StatementFactory(title="The one")
    response = visitor.get(f"/statements/{query}")
    assert response.status_code == HTTPStatus.OK
    assert "<script>" not in response.content.decode()
    assert shown(visitor, f"/statements/{query}") == titles


def test_a_kind_without_any_in_a_year_says_so(statements, visitor):
    StatementFactory(kind="letter", date=date(2020, 1, 5))
    StatementFactory(kind="testimony", date=date(2024, 1, 5))
    assert "There is no statement" in text(parse(visitor.get("/statements/?year=2020&kind=testimony")).main)


def test_the_front_page_shows_the_selected_statements_newest_first(statements, visitor):
    StatementFactory(title="Not selected")
    for day in (1, 3, 2):
        StatementFactory(title=f"Selected {day}", date=date(2025, 1, day), is_selected=True)
    section = parse(visitor.get("/")).find("section", attrs={"aria-labelledby": "statements"})
    assert [text(h3) for h3 in section.find_all("h3")] == ["Selected 3", "Selected 2", "Selected 1"]


@pytest.mark.parametrize(
    ("telephone", "has_contact", "expected"),
    [
        ("202-898-2500", True, "Telephone 202-898-2500 , or write to NCSEJ ."),
        ("202-898-2500", False, "Telephone 202-898-2500 ."),
        ("", True, "Write to NCSEJ ."),
        ("", False, None),
    ],
)
def test_a_journalist_reads_beside_a_statement_whom_to_ask(statements, visitor, telephone, has_contact, expected):
    organization(telephone=telephone)
    if has_contact:
        ContactFactory()
    press = parse(visitor.get(StatementFactory().url)).select_one(".press p")
    assert (press and text(press)) == expected

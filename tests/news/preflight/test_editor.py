"""Preflight in the admin: findings beside the editor, their links to the fields, and what they block."""

import datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from news.models import WeeklyUpdate
from pages.models import Organization
from tests import forms
from tests.conftest import signed_in
from tests.factories import StatementFactory, UserFactory, WeeklyUpdateFactory, clipping
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text

FRIDAY = datetime.date(2025, 2, 21)
OTHER_URL = "https://example.org/another"
COMPLETE = {"date": "2025-02-20", "url": "https://example.org/one", "excerpt": "A paragraph."}
HUGE = {"headline": "A long one", "source": "Example Wire", "excerpt": "Far too many words of others. " * 3600}


def edit_page(client, update):
    return client.get(reverse("wagtailadmin_pages:edit", args=[update.pk]))


def fetch_findings(client, update):
    """The findings as the editor's browser fetches them after a draft has been saved."""
    return client.get(reverse("weekly_update_preflight", args=[update.pk]))


def findings(response):
    """(label of the field, link to the field, message) of each finding on a page."""
    items = parse(response).select(".preflight__finding")
    return [(text(item.a), item.a["href"], text(item.span)) for item in items]


def shown_clippings(response):
    """The data from which the browser renders the clippings: their values and errors."""
    return parse(response).find(id="clippings")["data-w-block-arguments-value"]


@pytest.fixture
def draft(news):
    return WeeklyUpdateFactory(
        date=FRIDAY,
        live=False,
        clippings=[
            clipping(**COMPLETE),
            clipping("Another", **COMPLETE | {"source": "", "date": None, "url": OTHER_URL}),
        ],
    )


def test_an_editor_sees_the_findings_with_their_fields(editor, draft):
    blocks = draft.get_latest_revision_as_object().clippings
    assert findings(edit_page(editor, draft)) == [
        ("Clipping 2: source", f"#:w:contentpath=clippings.{blocks[1].id}.source", "“Another” has no source."),
        ("Clipping 2: date", f"#:w:contentpath=clippings.{blocks[1].id}.date", "“Another” has no date."),
        ("Clippings", "#:w:contentpath=clippings", "2 clippings; 10 are usual."),
    ]


def test_a_finding_links_to_a_block_on_the_page(editor, draft):
    page = edit_page(editor, draft)
    _, href, _ = findings(page)[0]
    assert href.split(".")[1] in shown_clippings(page)


def test_an_editor_reads_the_level_of_each_finding_and_their_number(editor, draft):
    report = parse(fetch_findings(editor, draft))
    assert "1 error, 1 warning, 1 note" in text(report)
    assert [text(level) for level in report.select(".preflight__level")] == ["Error", "Warning", "Note"]


def test_the_findings_are_counted_in_one_place(editor, draft):
    """Wagtail's own number stays for the script that adds it to that one, and is not seen."""
    panel = parse(edit_page(editor, draft)).select_one('[data-side-panel="checks"]')
    assert "Issues found" not in text(panel)
    assert [text(place) for place in panel.select("[data-findings-summary]")] == ["1 error, 1 warning, 1 note"]
    assert panel.select_one("[data-content-checker-count]").has_attr("hidden")
    assert "Issues found" in text(parse(edit_page(editor, StatementFactory())))


def test_a_draft_saved_in_the_background_is_checked_again(editor, draft):
    assert "There is no letter." not in text(parse(fetch_findings(editor, draft)))
    form = forms.weekly_update(letter=rich_text(""), search_description="")
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    saved = editor.post(url, form, headers={"Accept": "application/json"}).json()
    assert saved["success"], saved
    messages = [message for _, _, message in findings(fetch_findings(editor, draft))]
    assert messages[:2] == ["There is no summary.", "There is no letter."]


def test_a_clipping_of_the_last_26_issues_is_found_and_an_older_one_is_not(editor, draft):
    for weeks in range(1, 30):
        WeeklyUpdateFactory(
            date=FRIDAY - datetime.timedelta(weeks=weeks),
            clippings=[clipping("Long ago" if weeks > 26 else "Not long ago", url=f"https://example.org/{weeks}")],
        )
    repeats = [
        clipping("New", date="2025-02-20", url="https://example.org/26"),
        clipping("Newer", date="2025-02-20", url="https://example.org/27"),
        clipping("Long ago", date="2025-02-20"),
    ]
    draft.clippings = repeats
    draft.save_revision()
    messages = [message for _, _, message in findings(fetch_findings(editor, draft))]
    assert [message for message in messages if "issue of" in message] == [
        "The address of “New” stands in the issue of August 23, 2024."
    ]


def test_an_excerpt_is_too_long_when_the_organization_sets_a_limit(editor, draft):
    draft.clippings = [clipping("Borrowed", date="2025-02-20", excerpt="word " * 101)]
    draft.save_revision()
    expected = "The excerpt of “Borrowed” has 101 words of others; our limit is 100."
    assert expected not in text(parse(fetch_findings(editor, draft)))
    Organization.objects.update_or_create(site=draft.get_site(), defaults={"excerpt_limit": 100})
    assert expected in text(parse(fetch_findings(editor, draft)))


def test_preflight_costs_the_same_queries_however_many_issues_came_before(editor, draft, django_assert_num_queries):
    fetch_findings(editor, draft)
    with CaptureQueriesContext(connection) as few:
        fetch_findings(editor, draft)
    for weeks in range(1, 12):
        WeeklyUpdateFactory(date=FRIDAY - datetime.timedelta(weeks=weeks), clippings=[clipping()] * 10)
    with django_assert_num_queries(len(few)):
        fetch_findings(editor, draft)


def test_only_those_who_may_edit_see_the_findings(draft, visitor):
    stranger = signed_in(UserFactory(username="stranger"))
    for client in [visitor, stranger]:
        assert fetch_findings(client, draft).status_code == HTTPStatus.FOUND  # to the login or to the admin's home


def test_a_new_issue_that_was_never_saved_is_checked_too(editor, news):
    page = forms.add(editor, news, forms.weekly_update(letter="null"), PUBLISH)
    assert ("Letter", "#:w:contentpath=letter", "There is no letter.") in findings(page)


def test_another_pages_editor_has_no_preflight(editor, home):
    assert not parse(edit_page(editor, StatementFactory())).select(".preflight")


def test_warnings_do_not_block_publishing(editor, news):
    odd = {"headline": "NCESJ", "source": "Example Wire", "date": "2001-01-01"}
    response = forms.add(editor, news, forms.weekly_update(date="2025-02-20", clippings=forms.clippings(odd)), PUBLISH)
    assert response.status_code == HTTPStatus.FOUND
    assert WeeklyUpdate.objects.live().exists()


def test_an_email_over_gmails_limit_is_refused_at_the_clippings_and_nothing_typed_is_lost(editor, news):
    form = forms.weekly_update(clippings=forms.clippings(HUGE))
    response = forms.add(editor, news, form, PUBLISH)
    assert "cut it at 102 KB" in forms.errors(response)["clippings"]
    assert "cut it at 102 KB" in shown_clippings(response)
    assert HUGE["excerpt"][:60] in shown_clippings(response)
    assert not WeeklyUpdate.objects.live().exists()


def test_a_draft_over_gmails_limit_is_saved(editor, news):
    response = forms.add(editor, news, forms.weekly_update(clippings=forms.clippings(HUGE)), SAVE_DRAFT)
    assert response.status_code == HTTPStatus.FOUND
    draft = WeeklyUpdate.objects.get()
    assert "cut it at 102 KB" in text(parse(edit_page(editor, draft)))


def test_a_published_issue_over_gmails_limit_can_be_corrected(editor, news):
    update = WeeklyUpdateFactory(date=FRIDAY)
    form = forms.weekly_update(clippings=forms.clippings(HUGE))
    assert forms.edit(editor, update, form, PUBLISH).status_code == HTTPStatus.FOUND

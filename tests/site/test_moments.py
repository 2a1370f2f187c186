"""What visitors see that depends on the present moment: all of it is named in ncsej_site/moments.py, or here."""

import ast
import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from ncsej_site.moments import next_moment
from pages.models import Person, Term
from tests.whole_site import organization

ROOT = Path(settings.BASE_DIR)
CLOCKS = {"now", "localdate", "localtime", "today", "utcnow"}
# Whoever asks the time, and why no stored page becomes untrue by it.
NAMED = {
    "news/models/country.py": "the year: ncsej_site/moments.py",
    "pages/models/organization.py": "the banner: ncsej_site/moments.py",
    "pages/models/people.py": "who is in office: ncsej_site/moments.py",
    "ncsej_site/security_txt.py": "is never stored",
    "news/views/selection.py": "of words that were searched for, which are never stored",
    "news/search": "searches are never stored",
    "news/models/draft_link.py": "until when a link shows a draft, which is never stored",
    "news/models/inbox.py": "the inbox is of the admin",
    "news/inbox": "the inbox is of the admin",
}
NOT_FOR_VISITORS = (
    "admin",
    "management",
    "contact",
    "dates",
    "worker",
    "mail",
    "preflight",
    "tasks",
    "trash",
    "demo",
    "spreadsheets",
    "machines_behind",
)
# Times of what is asked, not of now; defaults of new pages; what forms accept; what the admin shows.
HARMLESS = {
    "news/models/handover.py",
    "news/models/leadership.py",
    "news/models/publication.py",
    "news/models/searching.py",
    "news/models/statement.py",
    "news/models/tracked_bill.py",
    "news/models/weekly_update.py",
    "news/outputs/feeds.py",
    "news/outputs/json.py",
    "news/templatetags/news_tags.py",
    "ncsej_site/moments.py",
    "pages/eastern_time.py",
    "pages/forms.py",
    "pages/sharing/open_graph.py",
}


def asks_the_time(path):
    names = [node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)]
    names += [node.id for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)]
    return bool(CLOCKS & set(names))


def test_every_file_that_asks_the_time_is_named_with_the_reason_why_no_stored_page_becomes_untrue_by_it():
    found = {
        str(path.relative_to(ROOT))
        for package in ("pages", "news", "ncsej_site")
        for path in (ROOT / package).rglob("*.py")
        if not set(NOT_FOR_VISITORS) & {*path.relative_to(ROOT).parts, path.stem} and "migrations" not in path.parts
        if asks_the_time(path)
    }
    unknown = {name for name in found if not name.startswith(tuple(NAMED)) and name not in HARMLESS}
    assert unknown == set()
    assert {name for name in HARMLESS if name not in found} == set()


def test_no_template_for_visitors_asks_the_time():
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file() and "{% now" in path.read_text()]
    assert [str(path.relative_to(ROOT / "templates")) for path in templates] == [
        "staff/second_factor/recovery_codes.html"
    ]


def at(*parts):
    return datetime.datetime(*parts, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def november(home, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(2026, 11, 27, 12))


def test_the_first_moment_is_that_of_the_banner_of_who_is_in_office_or_the_new_year(november):
    assert next_moment() == at(2027, 1, 1).timestamp()
    person = Person.objects.create(name="Example Leader")
    term = {"person": person, "role": Term.Role.EXECUTIVE}
    Term.objects.create(starts_on=datetime.date(2020, 1, 1), ends_on=datetime.date(2026, 12, 15), **term)
    assert next_moment() == at(2026, 12, 16).timestamp()
    Term.objects.create(starts_on=datetime.date(2026, 12, 10), **term)
    assert next_moment() == at(2026, 12, 10).timestamp()
    organization(banner_text="Soon", banner_starts_at=at(2026, 11, 27, 11), banner_ends_at=at(2026, 11, 28, 9))
    assert next_moment() == at(2026, 11, 28, 9).timestamp()
    organization(banner_starts_at=at(2026, 11, 27, 13))
    assert next_moment() == at(2026, 11, 27, 13).timestamp()

"""A withdrawal holds whatever becomes of the issue, and ends only when an administrator ends it."""

import datetime
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from news.admin.withdrawals.acting import restore
from news.models import Record, Source, WeeklyUpdate, Withdrawal
from news.withholding import NAME_WITHHELD, withhold_names
from pages.trash.trashing import TrashPageAction
from pages.tree_lock import page_tree_transaction
from tests import forms
from tests.factories import UserFactory, WeeklyUpdateFactory, clipping
from tests.html import read_sitemap

from .conftest import SECRETS, found_in, take_down

pytestmark = pytest.mark.django_db


def is_shown(visitor, update):
    """Whether the issue's page or its feed has one of the secrets."""
    texts = [visitor.get(address).text for address in (update.url, "/news/feed/", "/clippings/")]
    return any(secret in text for text in texts for secret in SECRETS)


def test_an_older_revision_that_is_published_again_does_not_bring_it_back(issue, visitor):
    older = issue.latest_revision
    assert is_shown(visitor, issue)
    take_down(issue)
    older.publish()
    assert not is_shown(visitor, issue)
    assert "An article was withdrawn." in visitor.get(issue.url).text


def test_a_version_that_was_scheduled_before_goes_out_without_it(issue, visitor):
    issue.kicker = "As it was scheduled"
    scheduled = issue.save_revision(approved_go_live_at=timezone.now() - datetime.timedelta(minutes=1))
    take_down(issue)
    scheduled.publish()
    assert "As it was scheduled" in visitor.get(issue.url).text
    assert not is_shown(visitor, issue)


def test_an_editor_who_publishes_the_open_form_or_pastes_it_again_does_not_bring_it_back(issue, editor, visitor):
    take_down(issue)
    typed = {"headline": issue.clippings[0].value["headline"], "source": "Pasted Hushgazette"}
    form = forms.weekly_update(
        date=str(issue.date), clippings=forms.clippings(typed, {"headline": "New", "source": "JTA"})
    )
    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=[issue.pk]), form | {"action-publish": "action-publish"}
    )
    assert response.status_code == HTTPStatus.FOUND
    assert "2. New" in visitor.get(f"{issue.url.rstrip('/')}.txt").text.replace("2.  ", "2. ")
    assert not is_shown(visitor, issue)


def test_it_stays_withdrawn_where_the_clippings_are_moved_and_its_headline_is_changed(issue, visitor):
    take_down(issue)
    issue.clippings.insert(2, issue.clippings.pop(0))
    issue.clippings[2].value["headline"] = "Zvenigorodsky freed"
    issue.save_revision().publish()
    assert not is_shown(visitor, issue)
    assert 'id="clipping-3"' in visitor.get(issue.url).text


def test_a_clipping_to_which_an_import_gave_no_id_stays_withdrawn_when_it_gets_one(issue, visitor):
    blocks = [{"type": block["type"], "value": block["value"]} for block in issue.clippings.raw_data]
    WeeklyUpdate.objects.filter(pk=issue.pk).update(clippings=blocks)
    imported = WeeklyUpdate.objects.get(pk=issue.pk)
    take_down(imported)
    assert not is_shown(visitor, issue)
    assert [block.id for block in WeeklyUpdate.objects.get(pk=issue.pk).clippings] == [None] * 3
    imported.save_revision().publish()
    assert not is_shown(visitor, issue)


def test_it_stays_withdrawn_when_the_records_are_made_anew(issue, visitor):
    take_down(issue)
    WeeklyUpdate.objects.get(pk=issue.pk).save()
    assert [record.position for record in Record.objects.clippings().order_by("position")] == [2, 3]


def test_an_issue_comes_back_from_the_trash_as_it_was_withdrawn(issue, administrator, visitor):
    take_down(issue)
    with page_tree_transaction():
        TrashPageAction(WeeklyUpdate.objects.get(pk=issue.pk), UserFactory(is_superuser=True)).execute(
            skip_permission_checks=True
        )
    assert not Withdrawal.objects.exists()
    trashed = administrator.get(reverse("trash")).context["object_list"][0]
    administrator.post(reverse("restore_trashed", args=[trashed.pk]), {"live": "on"})
    assert visitor.get(issue.url).status_code == HTTPStatus.OK
    assert not is_shown(visitor, issue)


def test_feed_readers_and_search_engines_are_told_that_the_issue_has_changed(issue, visitor):
    before = visitor.get("/news/feed/")
    took = take_down(issue)
    after = visitor.get("/news/feed/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == HTTPStatus.OK
    assert WeeklyUpdate.objects.get().last_published_at >= took.at
    assert timezone.localdate(took.at).isoformat() in read_sitemap(visitor).values()


def test_a_feed_that_has_lost_an_item_is_not_called_unchanged(issue, visitor):
    before = visitor.get("/clippings/?country=tj&format=rss")
    take_down(issue)
    after = visitor.get("/clippings/?country=tj&format=rss", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == HTTPStatus.OK
    assert "Zvenigorodsky" not in after.text


def test_restoring_brings_all_of_it_back_at_its_old_address(issue, visitor):
    address = f"/clippings/{found_in(issue, 1).key}/"
    withdrawal = take_down(issue)
    assert visitor.get(address).status_code == HTTPStatus.GONE
    with page_tree_transaction():
        restore(withdrawal, UserFactory(is_superuser=True))
    assert is_shown(visitor, issue)
    assert "Zvenigorodsky" in visitor.get(address).text


def test_a_name_is_withheld_and_the_rest_of_the_article_stays(issue, visitor):
    key = found_in(issue, 1).key
    take_down(issue, names=["Zvenigorodsky", "Mr. Zvenigorodsky"])
    for address in (issue.url, f"/clippings/{key}/", "/clippings/", f"{issue.url.rstrip('/')}.json", "/news/feed/"):
        page = visitor.get(address).text
        assert "zvenigorodsky" not in page.lower(), address
        assert "[name withheld] held over H.R. 4242" in page, address
    assert "Quillwright" in visitor.get(issue.url).text
    assert not Record.objects.filter(url__contains="zvenigorodsky").exists()


@pytest.mark.parametrize("address", ["/clippings/?source={}", "/clippings/?source={}&format=rss", "/search/?source={}"])
@pytest.mark.parametrize("typed", ["zp", "z.example.org"])
def test_a_source_of_which_all_is_withdrawn_is_not_named_to_whoever_asks_for_it(home, visitor, address, typed):
    Source.objects.create(name="Zvenigorodsky Post", slug="zp", hosts="z.example.org")
    issue = WeeklyUpdateFactory(clippings=[clipping("Held", "Zvenigorodsky Post")])
    address = address.format(typed)
    assert "Zvenigorodsky" in visitor.get(address).text
    take_down(issue)
    page = visitor.get(address).text
    assert "Zvenigorodsky" not in page
    assert typed in page


def test_a_source_with_a_withheld_name_becomes_no_source(home, visitor):
    issue = WeeklyUpdateFactory(
        clippings=[clipping("Held", "Zvenigorodsky’s Blog/JTA"), clipping("Other", "Ann’s Blog")]
    )
    take_down(issue, names=["Zvenigorodsky"])
    take_down(issue, 2, names=["Ann"])
    assert not Source.objects.filter(name__contains="withheld").exists()
    assert "[name withheld]’s Blog" in visitor.get(issue.url).text
    assert "withheld" not in visitor.get("/sources/").text


def test_a_name_that_is_withheld_does_not_bring_back_what_was_withdrawn(issue, visitor):
    take_down(issue, names=["Quillwright"])
    take_down(issue)
    assert not is_shown(visitor, issue)


@pytest.mark.parametrize(
    ("text", "names", "shown"),
    [
        ("Ann and Annual, ANN", ["Ann"], "[name withheld] and Annual, [name withheld]"),
        ("Ann  Lee\nand Ann", ["Ann Lee", "Ann"], "[name withheld]\nand [name withheld]"),
        ("Иван Петров, Петрова", ["Иван Петров"], "[name withheld], Петрова"),
        ("Ann (again)", ["Ann (again)"], "[name withheld]"),
        ("Nothing", [""], "Nothing"),
        (
            "O’Brien, OʼBrien, O`Brien and O-Brien",
            ["O'Brien"],
            ", ".join([NAME_WITHHELD] * 3) + f" and {NAME_WITHHELD}",
        ),
        ("Mark-Levin and Mark\u2011Levin", ["Mark Levin"], f"{NAME_WITHHELD} and {NAME_WITHHELD}"),
        ("Mark Levin", ["Mark-Levin"], NAME_WITHHELD),
        ("M. Levin’s and Levinʼs", ["M Levin", "Levin"], f"{NAME_WITHHELD}’s and {NAME_WITHHELD}ʼs"),
        ("Mu\u0308ller", ["Müller"], NAME_WITHHELD),
        ("Müller", ["Mu\u0308ller"], NAME_WITHHELD),
        ("Ива\u0301нов; Zveni\u00adgorodsky", ["Иванов", "Zvenigorodsky"], f"{NAME_WITHHELD}; {NAME_WITHHELD}"),
        ("\u00ad" * 5000 + "Levi", ["Mark Levin"], "\u00ad" * 5000 + "Levi"),
    ],
)
def test_names_are_withheld_as_whole_words_in_capitals_or_not(text, names, shown):
    assert withhold_names(text, names) == shown


def test_a_list_calls_an_issue_of_which_something_is_withdrawn_by_its_date(issue, visitor):
    assert "Zvenigorodsky" in visitor.get("/news/").text
    take_down(issue)
    assert "Weekly Update, March 7, 2025" in visitor.get("/news/").text

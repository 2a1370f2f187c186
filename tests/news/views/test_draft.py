"""A link shows the latest draft to somebody without an account, and nothing else."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, PageViewRestriction

from news.models import DraftLink, WeeklyUpdate
from news.models.draft_link import MAX_IN_FORCE
from news.views import draft
from tests.conftest import signed_in
from tests.factories import DocumentFactory, UserFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text
from tests.pages.trash.steps import delete, restore

HEADERS = {
    "Cache-Control": {"no-store", "private"},
    "Referrer-Policy": {"no-referrer"},
    "X-Robots-Tag": {"noindex", "nofollow", "noarchive"},
}


@pytest.fixture
def document(home):
    """A PDF that no page shows, in a collection of its own."""
    return DocumentFactory(collection=Collection.get_first_root_node().add_child(name="For the board"))


@pytest.fixture
def update(news, document):
    """A draft whose latest version has another headline than its first, and links the document."""
    update = WeeklyUpdateFactory(live=False, clippings=[clipping("As begun")])
    update.clippings = [("clipping", {"headline": "As drafted", "source": "Example Wire"})]
    update.letter = f'<p>Dear Friend, see <a linktype="document" id="{document.pk}">the report</a>.</p>'
    update.save_revision()
    return update


@pytest.fixture
def maker(home):
    """Who makes the link."""
    return UserFactory(username="maker", groups=["Editors"])


@pytest.fixture
def link(update, maker):
    """The link's row; its address is in `url`."""
    link, token = DraftLink.make(update, maker, 7)
    link.url = reverse("draft", args=[token])
    return link


def headers_of(response):
    return {name: set(response[name].split(", ")) for name in HEADERS}


def test_the_chair_reads_the_latest_draft_under_a_banner_without_an_account(visitor, link):
    response = visitor.get(link.url)
    page = parse(response)
    assert response.status_code == HTTPStatus.OK
    assert "As drafted" in text(page)
    assert "As begun" not in text(page)
    assert text(page.select_one(".banner")).startswith("Draft, not published. This link ends ")


def test_what_is_saved_later_is_what_the_link_shows(visitor, link, update):
    update.clippings = [("clipping", {"headline": "As corrected", "source": "Example Wire"})]
    update.save_revision()
    assert "As corrected" in visitor.get(link.url).text


def test_it_is_neither_indexed_nor_stored_nor_told_as_a_referrer(visitor, link):
    response = visitor.get(link.url)
    assert headers_of(response) == HEADERS
    for mark in ("og:", "ld+json", "canonical", "citation_"):
        assert mark not in response.text


def test_whoever_is_signed_in_reads_the_same_and_has_no_bar_of_the_admin(link):
    response = signed_in(UserFactory(username="administrator", is_superuser=True)).get(link.url)
    assert "wagtail-userbar" not in response.text
    assert headers_of(response) == HEADERS


def test_its_documents_are_sent_whatever_their_collection_and_only_under_the_link(visitor, link, document):
    href = parse(visitor.get(link.url)).find("a", string="the report")["href"]
    assert href.startswith(link.url)
    response = visitor.get(href)
    assert b"".join(response.streaming_content) == document.file.open().read()
    assert headers_of(response) == HEADERS
    assert visitor.get(document.url).status_code == HTTPStatus.NOT_FOUND


def test_a_document_that_the_draft_does_not_use_is_not_sent(visitor, link):
    other = DocumentFactory(title="Another page’s")
    assert visitor.get(f"{link.url}documents/{other.pk}/{other.filename}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("end", ["expired", "revoked", "tampered", "deleted"])
def test_a_link_that_opens_nothing_does_not_tell_why(visitor, link, update, document, end):
    url = link.url
    if end == "expired":
        DraftLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif end == "revoked":
        DraftLink.objects.update(revoked_at=timezone.now())
    elif end == "tampered":
        url = f"{url[:-2]}{'A' if url[-2] != 'A' else 'B'}/"
    else:
        update.delete()
    answers = [visitor.get(path) for path in (url, f"{url}documents/{document.pk}/{document.filename}")]
    unknown = visitor.get(reverse("draft", args=["unknown"]))
    assert [answer.status_code for answer in answers] == [HTTPStatus.NOT_FOUND] * 2
    assert {text(parse(answer)) for answer in answers} == {text(parse(unknown))}
    assert "Please ask who sent it to you." in text(parse(unknown))


def test_a_draft_below_a_private_page_is_shown_by_its_link_alone(visitor, link, update):
    WeeklyUpdate.objects.get(pk=update.pk).save_revision().publish()
    restriction = {"restriction_type": PageViewRestriction.LOGIN}
    PageViewRestriction.objects.create(page=update.get_parent(), **restriction)
    assert visitor.get(link.url).status_code == HTTPStatus.OK
    assert visitor.get(update.url).status_code == HTTPStatus.FOUND


def test_it_is_read_only_and_a_look_at_the_headers_is_not_counted(visitor, link):
    assert Client().post(link.url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert headers_of(visitor.head(link.url)) == HEADERS
    link.refresh_from_db()
    assert link.opened == 0
    visitor.get(link.url)
    link.refresh_from_db()
    assert link.opened == 1
    assert link.last_opened_at


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "PUT"])
@pytest.mark.parametrize("rest", ["", ")", "documents/", "documents/1/no-such.pdf", "/"])
def test_every_answer_below_the_link_is_private_and_not_indexed(link, method, rest):
    response = Client(enforce_csrf_checks=True).generic(method, link.url + rest)
    assert headers_of(response) == HEADERS


def test_a_fault_below_the_link_is_private_and_not_indexed_either(link, monkeypatch):
    monkeypatch.setattr(draft, "find_site", lambda request: 1 / 0)
    response = Client(raise_request_exception=False).get(link.url)
    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert headers_of(response) == HEADERS


def test_a_link_pasted_without_its_slash_or_with_a_bracket_is_answered_without_a_redirect(visitor, link):
    assert "As drafted" in visitor.get(link.url.rstrip("/")).text
    for path in (f"{link.url})", "/draft/", "/draft"):
        response = visitor.get(path)
        assert response.status_code == HTTPStatus.NOT_FOUND
        assert headers_of(response) == HEADERS


def test_the_token_is_not_in_the_database(link):
    assert DraftLink.objects.get().token_sha256 not in link.url


def test_a_long_draft_costs_as_many_queries_as_a_short_one(visitor, link, update):
    costs = []
    for count in (2, 12):
        update.clippings = [("clipping", {"headline": f"Number {n}", "source": "Example Wire"}) for n in range(count)]
        update.save_revision()
        visitor.get(link.url)
        with CaptureQueriesContext(connection) as captured:
            visitor.get(link.url)
        costs.append(len(captured))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("change", ["deactivated", "out of the group", "deleted"])
def test_a_link_ends_when_whoever_made_it_may_not_edit_the_update_any_more(
    visitor, editor, update, link, maker, change
):
    if change == "deactivated":
        maker.is_active = False
        maker.save()
    elif change == "out of the group":
        maker.groups.clear()
    else:
        maker.delete()
    assert visitor.get(link.url).status_code == HTTPStatus.NOT_FOUND
    assert "Opens nothing" in text(parse(editor.get(reverse("weekly_update_draft_links", args=[update.pk]))))


def test_a_page_that_comes_back_from_the_trash_has_no_links(visitor, editor, update, link):
    delete(editor, update)
    restore(editor, update)
    assert WeeklyUpdate.objects.filter(pk=update.pk).exists()
    assert visitor.get(link.url).status_code == HTTPStatus.NOT_FOUND
    assert not DraftLink.objects.exists()


def test_where_a_proxy_sends_files_it_sends_the_document_with_the_headers_of_the_link(
    visitor, link, document, settings
):
    settings.PROXY_SENDS_FILES = True
    response = visitor.get(f"{link.url}documents/{document.pk}/{document.filename}")
    assert response["X-Accel-Redirect"] == f"/{document.file.name}"
    assert response.content == b""
    assert headers_of(response) == HEADERS


# -- In the admin ------------------------------------------------------------------------------------------------


def test_an_editor_makes_a_link_that_is_shown_once(editor, visitor, update):
    address = reverse("weekly_update_draft_links", args=[update.pk])
    url = parse(editor.post(address, {"days": "1"})).find(id="made")["value"]
    path = url[url.index("/draft/") :]
    assert "As drafted" in visitor.get(path).text
    assert path not in editor.get(address).text
    assert DraftLink.objects.get().expires_at - timezone.now() <= timedelta(days=1)


def test_an_editor_cannot_make_a_link_for_ever(editor, update):
    editor.post(reverse("weekly_update_draft_links", args=[update.pk]), {"days": "9999"})
    assert not DraftLink.objects.exists()


def test_an_editor_revokes_a_link_and_it_opens_nothing_any_more(editor, visitor, update, link):
    page = parse(editor.get(reverse("weekly_update_draft_links", args=[update.pk])))
    editor.post(page.select_one(".draft-links form")["action"])
    assert visitor.get(link.url).status_code == HTTPStatus.NOT_FOUND


def test_every_link_in_force_can_be_revoked_and_there_are_never_more_than_are_listed(editor, update, link):
    for _ in range(MAX_IN_FORCE - 1):
        DraftLink.make(update, None, 30)
    DraftLink.objects.filter(pk=link.pk).update(created_at=timezone.now() - timedelta(days=6))
    address = reverse("weekly_update_draft_links", args=[update.pk])
    answer = editor.post(address, {"days": "1"}, follow=True)
    assert "20 links to this draft are in force, the most there can be: revoke some." in text(parse(answer))
    actions = [form["action"] for form in parse(answer).select(".draft-links form")]
    assert len(actions) == DraftLink.objects.count() == MAX_IN_FORCE
    assert reverse("weekly_update_revoke_draft_link", args=[update.pk, link.pk]) in actions


def test_two_who_share_at_once_wait_for_each_other_so_that_the_links_are_counted(editor, update):
    with CaptureQueriesContext(connection) as captured:
        editor.post(reverse("weekly_update_draft_links", args=[update.pk]), {"days": "1"})
    queries = [query["sql"] for query in captured]
    (lock,) = (n for n, sql in enumerate(queries) if 'FROM "wagtailcore_page"' in sql and sql.endswith("UPDATE"))
    assert lock < min(n for n, sql in enumerate(queries) if "COUNT(*)" in sql and "news_draftlink" in sql)
    assert not any("COMMIT" in sql or "RELEASE" in sql for sql in queries[lock : lock + 3])


def test_what_ended_last_stays_listed(editor, update, link):
    now = timezone.now()
    for days in range(1, 25):
        ended, _ = DraftLink.make(update, None, 1)
        DraftLink.objects.filter(pk=ended.pk).update(expires_at=now - timedelta(days=days))
    DraftLink.objects.filter(pk=link.pk).update(revoked_at=now)
    page = parse(editor.get(reverse("weekly_update_draft_links", args=[update.pk])))
    states = [text(row.select("td")[-1]) for row in page.select(".draft-links tbody tr")]
    assert states[0].startswith("Revoked ")
    assert states[1:] == ["Ended"] * 19


def test_an_editor_revokes_all_links_at_once(editor, visitor, update, link):
    DraftLink.make(update, None, 30)
    address = reverse("weekly_update_draft_links", args=[update.pk])
    form = parse(editor.get(address)).select_one("form.revoke-all")
    assert text(form) == "Revoke all 2"
    assert "All links are revoked" in editor.post(form["action"], follow=True).text
    assert visitor.get(link.url).status_code == HTTPStatus.NOT_FOUND
    assert not DraftLink.objects.in_force().exists()


def test_previews_of_messengers_are_not_called_openings(editor, visitor, update, link):
    visitor.get(link.url)
    page = parse(editor.get(reverse("weekly_update_draft_links", args=[update.pk])))
    assert "Fetched, also by messengers’ previews" in text(page.select_one(".draft-links thead"))
    assert "1 time, last" in text(page.select_one(".draft-links tbody"))


def test_who_may_not_edit_the_update_neither_makes_nor_revokes_a_link(update, visitor, link):
    WeeklyUpdate.objects.get(pk=update.pk).save_revision().publish()
    contributor = signed_in(UserFactory(username="contributor", groups=["Contributors"]))
    contributor.post(reverse("weekly_update_draft_links", args=[update.pk]), {"days": "1"})
    contributor.post(reverse("weekly_update_revoke_draft_link", args=[update.pk, link.pk]))
    contributor.post(reverse("weekly_update_revoke_draft_links", args=[update.pk]))
    assert DraftLink.objects.in_force().exists()

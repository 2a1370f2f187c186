"""From a call, “take that down”, to the press that does it: who may, what is said, what is kept in the history."""

import datetime
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from news.models import WeeklyUpdate, Withdrawal
from tests.conftest import signed_in
from tests.factories import StatementFactory, UserFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text

from .conftest import FRIDAY, found_in, take_down

pytestmark = pytest.mark.django_db
SENTENCE = "An article was withdrawn."


def find(client, words):
    return client.get(f"{reverse('withdraw')}?{urlencode({'q': words})}")


def found(response):
    """The headlines in the list, and the addresses of the buttons beside them."""
    page = parse(response)
    buttons = {link["aria-label"]: link["href"] for link in page.select(".withdraw__item a[aria-label^=Withdraw]")}
    return [text(part) for part in page.select(".withdraw__part--headline")], buttons


def confirm_url(update, position=1):
    return f"{reverse('withdraw_confirm')}?{urlencode({'clipping': found_in(update, position).token})}"


def press(client, update, **values):
    return client.post(confirm_url(update), {"what": "whole", "names": "", "reason": ""} | values, follow=True)


@pytest.mark.parametrize(
    "words",
    [
        "{clipping}",
        "https://www.ncsej.org{clipping}",
        "www.ncsej.org{clipping}",
        "ncsej.org{clipping}",
        "{issue}#clipping-1",
        "Zvenigorodsky",
        "https://example.org/zvenigorodsky-held",
        "http://www.example.org/zvenigorodsky-held/?utm_source=mail#top",
        "example.org/zvenigorodsky-held",
    ],
)
def test_an_editor_finds_the_article_by_its_link_and_by_the_name(issue, editor, settings, words):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "www.ncsej.org", "ncsej.org"]
    address = words.format(clipping=f"/clippings/{found_in(issue, 1).key}/", issue=issue.full_url)
    headlines, buttons = found(find(editor, address))
    assert headlines == ["Zvenigorodsky held over H.R. 4242"]
    (button,) = buttons.values()
    assert editor.get(button).status_code == HTTPStatus.OK


def test_the_publishers_link_finds_what_is_withdrawn_as_well(issue, editor):
    take_down(issue, names=["Zvenigorodsky"])
    assert found(find(editor, "https://example.org/zvenigorodsky-held"))[0] == ["Zvenigorodsky held over H.R. 4242"]
    take_down(issue)
    response = find(editor, "https://example.org/zvenigorodsky-held")
    assert "withdrawn already" in response.text
    assert found(response) == (["Zvenigorodsky held over H.R. 4242"], {})


@pytest.mark.parametrize("path", ["{slug}/", "news/{slug}/#clipping-1", "clippings/{key}/"])
def test_another_websites_path_that_is_like_ours_finds_nothing(issue, editor, path):
    address = f"https://elsewhere.org/{path.format(slug=issue.slug, key=found_in(issue, 1).key)}"
    assert "There is no article of ours" in find(editor, address).text


def test_the_link_of_an_issue_lists_all_its_articles(issue, editor):
    assert len(found(find(editor, issue.full_url))[0]) == 3
    assert len(found(editor.get(f"{reverse('withdraw')}?page={issue.pk}"))[0]) == 3


@pytest.mark.parametrize(
    "words", ["/clippings/0123456789abcdef/", "https://example.org/", "xylophone", "%00", "the", "http://["]
)
def test_what_leads_to_nothing_says_so(issue, editor, words):
    response = find(editor, words)
    assert response.status_code == HTTPStatus.OK
    assert "There is no article of ours" in response.text or "No published article has these words" in response.text


def test_one_press_withdraws_it_and_says_what_cannot_be_called_back(issue, editor, visitor):
    page = editor.get(confirm_url(issue))
    assert "Zvenigorodsky held over H.R. 4242" in page.text
    assert SENTENCE not in visitor.get(issue.url).text
    response = press(editor, issue, reason="His sister called.")
    assert SENTENCE in visitor.get(issue.url).text
    assert "No email of this issue was copied" in response.text
    assert issue.full_url in response.text
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.reason, withdrawal.by.username, withdrawal.names) == ("His sister called.", "editor", [])


def test_looking_at_the_page_that_asks_changes_nothing(issue, editor, visitor):
    editor.get(confirm_url(issue))
    editor.head(confirm_url(issue))
    assert not Withdrawal.objects.exists()


def test_a_press_from_another_website_does_nothing(issue, editor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(confirm_url(issue), {"what": "whole"}).status_code == HTTPStatus.FORBIDDEN
    assert not Withdrawal.objects.exists()


def test_contributors_and_strangers_cannot_withdraw_and_only_administrators_restore(issue, editor, administrator):
    contributor = signed_in(UserFactory(groups=["Contributors"]))
    withdrawal = take_down(issue, position=2)
    restore = reverse("withdraw_restore", args=[withdrawal.pk])
    for address in (reverse("withdraw"), confirm_url(issue), reverse("withdraw_done", args=[withdrawal.pk]), restore):
        for client in (contributor, Client()):
            assert client.get(address).status_code == HTTPStatus.FOUND
            assert client.post(address, {"what": "whole"}).status_code in {
                HTTPStatus.FOUND,
                HTTPStatus.METHOD_NOT_ALLOWED,
            }
    editor.post(restore)
    assert Withdrawal.objects.in_force().count() == 1
    assert administrator.get(restore).status_code == HTTPStatus.OK
    assert Withdrawal.objects.in_force().count() == 1
    administrator.post(restore)
    assert not Withdrawal.objects.in_force().exists()


def test_the_history_of_the_issue_says_who_withdrew_what_and_who_restored_it(issue, editor, administrator):
    press(editor, issue, reason="His sister called.")
    administrator.post(reverse("withdraw_restore", args=[Withdrawal.objects.get().pk]))
    history = editor.get(reverse("wagtailadmin_pages:history", args=[issue.pk])).text
    assert "Withdrew “Zvenigorodsky held over H.R. 4242”: His sister called." in history
    assert "Restored “Zvenigorodsky held over H.R. 4242”" in history
    entries = PageLogEntry.objects.filter(action__startswith="news.").order_by("timestamp")
    assert [entry.user.username for entry in entries] == ["editor", "administrator"]


def test_a_locked_issue_is_withdrawn_from_as_well(issue, editor, visitor):
    WeeklyUpdate.objects.update(locked=True)
    press(editor, issue)
    assert SENTENCE in visitor.get(issue.url).text


def test_an_editor_is_told_where_the_issue_itself_has_the_words(issue, editor):
    issue.search_description = "Of Zvenigorodsky, in one sentence."
    issue.save_revision().publish()
    response = press(editor, issue, what="names", names="Zvenigorodsky")
    assert "Its own summary has these words as well" in " ".join(text(parse(response)).split())


def test_an_editor_is_told_where_the_issues_own_text_speaks_of_what_was_withdrawn(issue, editor):
    """By names and the like, that is, by words with a capital that no other article of the issue has."""
    issue.search_description = "Ten articles, among them one on Zvenigorodsky."
    issue.title = "The week in which the Second Article was held over"
    issue.save_revision().publish()
    page = " ".join(text(parse(editor.get(confirm_url(issue)))).split())
    assert "Its own summary speaks of “Zvenigorodsky”, which no other article of the issue does" in page
    assert "Its own title" not in page
    assert "Its own letter" not in page


def test_a_name_is_found_in_every_spelling_and_withheld_where_it_is_ticked(issue, editor, visitor):
    other = WeeklyUpdateFactory(clippings=[clipping("Zvenigorodsky’s wife", excerpt="ZVENIGORODSKY, again")])
    StatementFactory(title="On Zvenigorodsky")
    response = find(editor, "zvenigorodsky")
    page = parse(response)
    forms = [box["value"] for box in page.select("input[name=name]")]
    assert {"Zvenigorodsky", "ZVENIGORODSKY"} <= set(forms)
    assert "On Zvenigorodsky" in text(page.select_one("#others").parent)
    tokens = [box["value"] for box in page.select("input[name=clipping]")]
    assert len(tokens) == 2
    query = urlencode({"clipping": tokens, "name": forms, "what": "names"}, doseq=True)
    asked = parse(editor.get(f"{reverse('withdraw_confirm')}?{query}"))
    assert asked.select_one("textarea[name=names]").text.split("\n")[-1] in forms
    editor.post(f"{reverse('withdraw_confirm')}?{query}", {"what": "names", "names": "\n".join(forms), "reason": ""})
    for update in (issue, other):
        assert "zvenigorodsky" not in visitor.get(update.url).text.lower()
        assert "[name withheld]" in visitor.get(update.url).text


def test_a_name_that_the_article_does_not_have_is_refused_at_its_field_and_nothing_is_lost(issue, editor):
    response = press(editor, issue, what="names", names="Zwenigorodski", reason="Typed reason")
    assert "has none of these names" in response.text
    assert "Zwenigorodski" in response.text
    assert "Typed reason" in response.text
    assert "Write the name that is to go" in press(editor, issue, what="names").text
    assert not Withdrawal.objects.exists()


def test_an_editor_is_told_what_still_stands_of_a_name_and_which_name_was_not_there(issue, editor):
    response = press(editor, issue, what="names", names="Ann Quillwright\nMr Zvenigorodsky\nThe Zwenigorodski")
    page = " ".join(text(parse(response)).split())
    assert "It has no The Zwenigorodski: is that how it is written there?" in page
    assert [text(mark) for mark in parse(response).select("mark")] == ["Zvenigorodsky"]  # without “the”
    assert "Zvenigorodsky held over H.R. 4242" in page
    link = parse(response).find("a", string="Withhold more of it")["href"]
    response = editor.post(link, {"what": "names", "names": "Zvenigorodsky", "reason": ""}, follow=True)
    assert "Readers still have" not in response.text


def test_what_is_withdrawn_already_is_not_withdrawn_again(issue, editor):
    take_down(issue)
    response = press(editor, issue)
    assert Withdrawal.objects.count() == 1
    assert "Nothing was left to withdraw" in response.text
    assert found(find(editor, issue.full_url))[1].keys() == {"Withdraw “Second article”…", "Withdraw “Third article”…"}


def test_the_issues_editor_leads_there_and_says_what_is_withdrawn(issue, editor, administrator):
    edit = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    assert f"{reverse('withdraw')}?page={issue.pk}" in editor.get(edit).text
    assert "Withdrawn from readers" not in editor.get(edit).text
    withdrawal = take_down(issue)
    assert "Withdrawn from readers" in editor.get(edit).text
    restore = reverse("withdraw_restore", args=[withdrawal.pk])
    assert (restore in editor.get(edit).text, restore in administrator.get(edit).text) == (False, True)


def test_an_article_of_an_unpublished_draft_is_withdrawn_before_it_goes_out(home, editor, visitor):
    draft = WeeklyUpdateFactory(date=FRIDAY, live=False, clippings=[clipping("Draft headline", "Wire")])
    headlines, buttons = found(editor.get(f"{reverse('withdraw')}?page={draft.pk}"))
    assert headlines == ["Draft headline"]
    editor.post(*buttons.values(), {"what": "whole", "names": "", "reason": ""})
    draft.latest_revision.publish()
    assert "Draft headline" not in visitor.get("/news/2025-03-07/").text


def test_an_article_that_stands_only_in_a_draft_is_found_by_its_publishers_link(issue, editor):
    added = clipping("Draft headline", "Wire", url="https://example.org/ж/only-drafted?utm_source=mail")
    draft = WeeklyUpdateFactory(date=FRIDAY + datetime.timedelta(days=7), live=False, clippings=[added])
    issue.clippings = [*issue.clippings.raw_data, added]
    issue.save_revision()
    response = find(editor, "http://www.example.org/ж/only-drafted/")
    assert found(response)[0] == ["Draft headline", "Draft headline"]
    facts = [" ".join(text(each).split()) for each in parse(response).select(".withdraw__choice .withdraw__facts")]
    assert facts == [f"1. in {draft.title} (not published)", f"4. in {issue.title} (not published)"]


def test_preflight_does_not_ask_for_the_source_of_what_was_withdrawn(issue, editor):
    take_down(issue)
    report = editor.get(reverse("weekly_update_preflight", args=[issue.pk])).text
    assert "has no source" not in report


def test_the_admin_says_what_is_withdrawn_of_several_issues_in_as_many_queries_as_of_one(issue, editor):
    def count_queries(address):
        editor.get(address)  # so that what the process keeps is there
        with CaptureQueriesContext(connection) as queries:
            page = parse(editor.get(address))
        return len(page.select("a[aria-label^='What was mailed of']")), len(queries)

    take_down(issue)
    one, queries_for_one = count_queries(reverse("withdraw"))
    for number in range(4):
        other = WeeklyUpdateFactory(clippings=[clipping(f"First {number}", "JTA"), clipping(f"Second {number}", "JTA")])
        take_down(other, 1), take_down(other, 2)
    several, queries_for_several = count_queries(reverse("withdraw"))
    assert (one, several) == (1, 9)
    assert queries_for_several == queries_for_one

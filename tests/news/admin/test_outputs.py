"""Outputs in the editor: previews of a draft, copies for the mailing service, a test by email."""

import datetime
from email import message_from_bytes, policy
from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import rich_text

from news.admin import send_test
from news.admin.send_test import MAX_COLLEAGUES, TEST_SENT
from news.outputs.preview import PREVIEW_MODES, as_printed
from tests import forms
from tests.conftest import signed_in
from tests.factories import ImageFactory, UserFactory, WeeklyUpdateFactory, clipping
from tests.html import parse

VIEWS = ["weekly_update_copy_email", "weekly_update_copy_text", "weekly_update_send_test"]
TODAY = datetime.date(2025, 2, 21)


@pytest.fixture
def update(news):
    """Published with one headline; its latest draft has another."""
    update = WeeklyUpdateFactory(
        date=TODAY, clippings=[clipping("As published")], lead_image=ImageFactory(), title="Third anniversary"
    )
    update.clippings = [("clipping", {"headline": "As drafted </textarea><script>", "source": "Example Wire"})]
    update.save_revision()
    return update


def textarea(response, output):
    return BeautifulSoup(response.content, "html.parser").find("textarea", id=output).text


def view_url(name, update):
    return reverse(name, args=[update.pk])


# -- Previews ----------------------------------------------------------------------------------------------------


def preview(client, update, mode, **form):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[update.pk])
    response = client.post(url, forms.weekly_update(**form))
    assert response.json() == {"is_valid": True, "is_available": True}
    return client.get(url, {"mode": mode, "in_preview_panel": "true"})


@pytest.mark.parametrize("mode", [mode for mode, _ in PREVIEW_MODES])
def test_an_editor_previews_what_is_typed_in_every_form(editor, update, mode):
    typed = forms.clippings({"headline": "Just typed", "source": "Example Wire"})
    response = preview(editor, update, mode, clippings=typed)
    assert response.status_code == HTTPStatus.OK
    assert "Just typed" in response.text
    assert "As published" not in response.text


@pytest.mark.parametrize("mode", [mode for mode, _ in PREVIEW_MODES])
def test_a_draft_that_lacks_nearly_everything_has_a_preview_in_every_form(editor, update, mode):
    nothing = {
        "kicker": "",
        "search_description": "",
        "addressee": "",
        "sent_from": forms.signatories(),
        "letter": rich_text(""),
        "signature": "",
        "clippings": forms.clippings({}, {"headline": "No source yet"}, {"source": "No headline yet"}),
    }
    response = preview(editor, update, mode, **nothing)
    assert response.status_code == HTTPStatus.OK
    assert "No source yet" in response.text
    assert "None" not in BeautifulSoup(response.content, "html.parser").text


@pytest.mark.parametrize("mode", [mode for mode, _ in PREVIEW_MODES])
def test_an_update_not_yet_saved_has_a_preview_in_every_form(editor, news, mode):
    url = reverse("wagtailadmin_pages:preview_on_add", args=["news", "weeklyupdate", news.pk])
    assert editor.post(url, forms.weekly_update()).json()["is_available"]
    response = editor.get(url, {"mode": mode})
    assert response.status_code == HTTPStatus.OK
    assert "A headline" in response.text


def test_the_form_offers_the_previews_by_name(editor, update):
    page = BeautifulSoup(editor.get(reverse("wagtailadmin_pages:edit", args=[update.pk])).content, "html.parser")
    assert [option.text for option in page.select("#id_preview_mode option")] == [
        "Web page",
        "Email",
        "Plain text",
        "Print",
    ]


def test_the_print_preview_is_the_web_page_in_its_print_style(editor, update):
    page = preview(editor, update, "print").text
    assert "@media all" in page
    assert "@media print" not in page
    assert "@media(prefers-color-scheme:dark)" not in page.replace(" ", "")


def test_only_the_rules_for_paper_and_for_dark_screens_change_in_print():
    css = "@media print{a{}}@media (prefers-color-scheme: dark){b{}}@media (min-width:40rem){c{}}"
    page = as_printed(f"<head><style>{css}</style></head>")
    assert page.startswith(
        "<head><style>@media all{a{}}@media not all{b{}}@media (min-width:40rem){c{}}</style><style>"
    )


# -- Copying -----------------------------------------------------------------------------------------------------


def test_the_email_is_copied_as_the_latest_draft_has_it(editor, update):
    html = textarea(editor.get(view_url("weekly_update_copy_email", update)), "html")
    assert html.lstrip().startswith("<!DOCTYPE html>")
    assert "As drafted &lt;/textarea&gt;&lt;script&gt;" in html
    assert "As published" not in html


def test_the_text_is_copied_as_the_latest_draft_has_it(editor, update):
    page = editor.get(view_url("weekly_update_copy_text", update), follow=True)  # its old address
    text = textarea(page, "text")
    assert "As drafted </textarea><script>" in text


def test_an_editor_is_warned_of_a_mail_that_gmail_would_cut(editor, update):
    update.clippings = [
        ("clipping", {"headline": f"Number {n}", "source": "Example Wire", "excerpt": "Long and longer. " * 200})
        for n in range(40)
    ]
    update.save_revision()
    assert "Too large" in editor.get(view_url("weekly_update_copy_email", update)).text


def test_the_buttons_stand_at_the_head_of_the_form(editor, update):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[update.pk])).text
    for name in (VIEWS[0], VIEWS[2]):
        assert view_url(name, update) in page


# -- A test by email ---------------------------------------------------------------------------------------------


def test_an_editor_gets_the_latest_draft_as_html_and_text_and_nobody_else_does(editor, update):
    response = editor.post(view_url("weekly_update_send_test", update), follow=True)
    assert "The test is on its way to editor@example.org." in response.text
    (sent,) = mail.outbox
    assert sent.recipients() == ["editor@example.org"]
    assert sent.subject == "Test: Third anniversary"
    message = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text, html = (part.get_content() for part in message.iter_parts())
    assert "As drafted" in text
    assert "As drafted" in html
    assert "Unsubscribe" not in text + html
    assert max(map(len, sent.message().as_bytes().splitlines())) <= 998


def test_the_test_goes_to_the_colleagues_who_are_ticked_each_in_a_mail_of_their_own(editor, update):
    ada = UserFactory(username="ada", email="ada@example.org", groups=["Contributors"])
    UserFactory(username="grace", email="grace@example.org", groups=["Editors"])
    url = view_url("weekly_update_send_test", update)
    assert "ada@example.org" in editor.get(url).text
    response = editor.post(url, {"colleagues": [ada.pk]}, follow=True)
    assert "The test is on its way to editor@example.org, ada@example.org." in response.text
    assert [sent.recipients() for sent in mail.outbox] == [["ada@example.org"], ["editor@example.org"]]
    entries = PageLogEntry.objects.filter(page=update.pk, action=TEST_SENT).order_by("timestamp")
    assert [entry.message for entry in entries] == [
        "A test of the email was sent to ada",
        "A test of the email was sent",
    ]


def test_the_mail_is_made_once_however_many_get_it(editor, update, monkeypatch):
    made = []
    monkeypatch.setattr(send_test, "render_email", lambda *values: made.append(values) or "<p>The issue</p>")
    colleagues = [UserFactory(email=f"{name}@example.org", groups=["Editors"]).pk for name in ("ada", "grace")]
    editor.post(view_url("weekly_update_send_test", update), {"colleagues": colleagues})
    assert (len(mail.outbox), len(made)) == (3, 1)


@pytest.mark.parametrize("stranger", ["nobody", "deactivated", "without an address", "a number", "an address"])
def test_no_test_goes_to_whoever_may_not_work_on_the_update(editor, update, stranger):
    """Nor to an address that somebody sends along, and then nobody is sent anything."""
    users = {
        "nobody": lambda: UserFactory(email="nobody@example.org").pk,
        "deactivated": lambda: UserFactory(email="gone@example.org", groups=["Editors"], is_active=False).pk,
        "without an address": lambda: UserFactory(email="", groups=["Editors"]).pk,
        "a number": lambda: 10**30,
        "an address": lambda: "victim@example.com",
    }
    response = editor.post(view_url("weekly_update_send_test", update), {"colleagues": [users[stranger]()]})
    assert response.status_code == HTTPStatus.OK
    assert response.context["form"].errors["colleagues"]
    assert mail.outbox == []


def test_sixty_colleagues_cost_as_many_queries_as_one(editor, update):
    url = view_url("weekly_update_send_test", update)
    UserFactory(email="first@example.org", groups=["Editors"])
    editor.get(url)  # which fills caches
    with CaptureQueriesContext(connection) as few:
        editor.get(url)
    for number in range(60):
        UserFactory(email=f"{number}@example.org", groups=["Editors"])
    with CaptureQueriesContext(connection) as many:
        page = editor.get(url)
    assert len(many) == len(few)
    assert len(parse(page).select("[name=colleagues]")) == MAX_COLLEAGUES


def test_a_get_request_sends_no_test(editor, update):
    assert "editor@example.org" in editor.get(view_url("weekly_update_send_test", update)).text
    assert mail.outbox == []


def test_an_editor_without_an_email_address_is_told_where_to_enter_it(editor, update):
    get_user_model().objects.update(email="")
    for response in (editor.get(view_url(VIEWS[2], update)), editor.post(view_url(VIEWS[2], update))):
        assert "Your account has no email address" in response.text
        assert reverse("wagtailadmin_account") in response.text
    assert mail.outbox == []


def test_an_editor_whose_mail_server_is_down_is_told_where_that_will_be_read(editor, update, settings):
    settings.EMAIL_DELIVERY_BACKEND = "ncsej_site.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # which nobody listens on
    response = editor.post(view_url("weekly_update_send_test", update), follow=True)
    assert "If the mail server refuses it, the dashboard will say so." in response.text


# -- Permissions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", VIEWS)
def test_only_those_who_may_edit_the_update_get_at_it(update, visitor, name):
    assert visitor.get(view_url(name, update)).status_code == HTTPStatus.FOUND
    stranger = signed_in(UserFactory(username="stranger"))
    assert stranger.post(view_url(name, update)).status_code in {HTTPStatus.FOUND, HTTPStatus.FORBIDDEN}
    assert mail.outbox == []


@pytest.mark.parametrize("name", VIEWS)
def test_a_colleague_of_the_admin_who_may_not_edit_news_is_refused(update, name):
    group = Group.objects.create(name="Librarians")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    librarian = signed_in(UserFactory(username="librarian", groups=["Librarians"]))
    response = librarian.get(view_url(name, update), follow=True)
    assert "As drafted" not in response.text
    assert "you do not have permission" in response.text.lower()
    assert "As drafted" not in librarian.post(view_url(name, update), follow=True).text
    assert mail.outbox == []


@pytest.mark.parametrize("name", VIEWS)
def test_an_update_that_is_gone_is_not_found(editor, update, name):
    update.delete()
    assert editor.get(view_url(name, update)).status_code == HTTPStatus.NOT_FOUND

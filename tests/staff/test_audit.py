"""What administrators read in the site history of who signed in, and of what was done with accounts."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from staff.audit import KEPT, prune_log
from tests import forms
from tests.conftest import signed_in
from tests.factories import NewsIndexFactory, UserFactory
from tests.forms import PUBLISH
from tests.html import parse

from .second_factor.app import give_app, give_code, give_password, sign_in_whole
from .sign_in import ELSEWHERE, OFFICE, make_account, sign_in

NEW_PASSWORD = "seven herons, a password"
HISTORY = reverse("wagtailadmin_reports:site_history")


@pytest.fixture
def ada(home):
    return make_account("ada")


def read_history(client):
    return " ".join(parse(client.get(HISTORY)).find("main").get_text(" ").split())


def actions():
    return list(
        ModelLogEntry.objects.filter(action__startswith="staff.").order_by("pk").values_list("action", flat=True)
    )


def test_administrators_read_who_signed_in_and_which_factor_was_shown(ada, administrator):
    app = give_app(ada)
    sign_in_whole(app)
    history = read_history(administrator)
    assert "Signed in (factor: totpdevice; network: " in history
    assert actions() == ["staff.password_accepted", "staff.signed_in"], "each factor once"


def test_the_password_alone_is_logged_where_it_is_enough(ada):
    give_password()
    assert actions() == ["staff.signed_in"]


def test_refused_passwords_and_codes_are_logged(ada):
    give_app(ada)
    sign_in(Client(), "ada", "wrong")
    sign_in(Client(), "nobody at all", "wrong")
    give_code(give_password(), "000000")
    assert actions() == [
        "staff.sign_in_refused",
        "staff.sign_in_refused",
        "staff.password_accepted",
        "staff.code_refused",
    ]


def test_the_log_keeps_neither_addresses_nor_what_was_typed(ada):
    typed = "my password by mistake"
    sign_in(Client(), typed, "wrong", OFFICE)
    sign_in(Client(), "ada", "wrong", OFFICE)
    sign_in(Client(), "ada", "wrong", ELSEWHERE)
    entries = list(ModelLogEntry.objects.order_by("pk").values())
    assert typed not in str(entries)
    assert "192.0.2" not in str(entries)
    networks = [entry["data"]["network"] for entry in entries]
    assert networks.count(networks[0]) == 2, "one network is known again, another is another"


def test_a_refusal_is_the_same_work_whether_there_is_such_an_account_or_not(ada):
    statements = []
    for number, username in enumerate(["warming up", "ada", "nobody"]):
        with CaptureQueriesContext(connection) as queries:
            sign_in(Client(), username, "wrong", f"198.51.{number}.1")
        statements.append([query["sql"].split("VALUES")[0].split("WHERE")[0] for query in queries])
    assert statements[1] == statements[2]


def test_a_publication_is_in_the_same_list(ada, administrator):
    news = NewsIndexFactory()
    assert forms.add(signed_in(ada), news, forms.weekly_update(), PUBLISH).status_code == HTTPStatus.FOUND
    assert PageLogEntry.objects.filter(action="wagtail.publish", user=ada).exists()
    assert "Published" in read_history(administrator)


def test_a_changed_role_is_logged_with_what_it_was(ada, administrator):
    form = {"username": "ada", "email": "ada@example.com", "first_name": "Ada", "last_name": "L", "is_superuser": "on"}
    administrator.post(reverse("wagtailusers_users:edit", args=[ada.pk]), form)
    assert "after: administrator (inactive); before: Editors" in read_history(administrator)


def test_a_password_that_a_colleague_has_changed_is_logged(ada, administrator):
    form = {"username": "ada", "email": "ada@example.com", "first_name": "Ada", "last_name": "L", "is_active": "on"}
    form |= {"groups": [ada.groups.get().pk], "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    administrator.post(reverse("wagtailusers_users:edit", args=[ada.pk]), form)
    entry = ModelLogEntry.objects.get(action="staff.password_changed")
    assert (entry.label, entry.user.username) == ("ada", "administrator")
    assert "The password was changed" in read_history(administrator)
    assert NEW_PASSWORD not in str(list(ModelLogEntry.objects.values()))


def test_a_change_without_a_role_adds_no_such_entry(ada, administrator):
    form = {
        "username": "ada",
        "email": ada.email,
        "first_name": "Ada",
        "last_name": "L",
        "is_active": "on",
        "groups": [ada.groups.get().pk],
    }
    administrator.post(reverse("wagtailusers_users:edit", args=[ada.pk]), form)
    assert actions() == []


def test_an_export_is_logged_with_its_list(administrator):
    administrator.get(f"{HISTORY}?export=csv")
    entry = ModelLogEntry.objects.get(action="staff.exported")
    assert entry.user.username == "administrator"
    assert (entry.data["what"], entry.data["format"]) == (HISTORY, "csv")


def test_editors_do_not_read_who_signed_in(ada, editor):
    sign_in(Client())
    assert not ModelLogEntry.objects.viewable_by_user(UserFactory(groups=["Editors"])).filter(
        action__startswith="staff."
    )
    assert "Signed in" not in editor.get(HISTORY).content.decode()


def test_entries_of_signing_in_are_forgotten_after_400_days_and_no_others(ada):
    sign_in(Client())
    ModelLogEntry.objects.update(timestamp=timezone.now() - KEPT + timedelta(days=1))
    prune_log()
    assert actions() == ["staff.signed_in"]
    ModelLogEntry.objects.update(timestamp=timezone.now() - KEPT - timedelta(days=1))
    prune_log()
    assert actions() == []

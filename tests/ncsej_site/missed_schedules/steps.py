"""What the tests of missed schedules have in common: a Friday at four, and the notice on the dashboard."""

import datetime

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page

from news.models import WeeklyUpdate
from tests.factories import WeeklyUpdateFactory
from tests.html import parse, text

FRIDAY = datetime.date(2025, 2, 14)
FOUR = datetime.datetime(2025, 2, 14, 21, tzinfo=datetime.UTC)  # 4 PM Eastern
TITLE = "Weekly Update, February 14, 2025"


def scheduled(page):
    return page.revisions.filter(approved_go_live_at__isnull=False).first()


def take_date(update):
    """Another update takes the date, behind the back of every form."""
    WeeklyUpdate.objects.filter(pk=update.pk).update(date=FRIDAY - datetime.timedelta(days=1))
    return WeeklyUpdateFactory(date=FRIDAY, title="The colleague’s <i>", live=False)


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def notice(client):
    client.force_login(get_user_model().objects.get(username="editor"))  # who may have been signed out meanwhile
    return parse(client.get(reverse("wagtailadmin_home"))).select_one("#scheduling-late")


def press(client, label):
    """Press the notice's first button with this label, and return the dashboard after the redirect."""
    button = next(button for button in notice(client).select("button") if text(button) == label)
    form = button.find_parent("form")
    return client.post(form["action"], {field["name"]: field["value"] for field in form.select("input")}, follow=True)

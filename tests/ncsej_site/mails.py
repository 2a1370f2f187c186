"""What the tests of mail share: sending one, and reading what has become of it."""

from django.core import mail
from django.urls import reverse

from ncsej_site.mail.models import OutgoingMail
from tests.html import parse

from .worker_queue import HOUR, NOON, run_queue


def send(subject="Hello", to=("ada@example.org",), **more):
    mail.EmailMessage(subject, "Dear Ada", "Office <office@example.org>", list(to), **more).send()


def statuses():
    return list(OutgoingMail.objects.order_by("pk").values_list("status", flat=True))


def panel(client, name):
    return parse(client.get(reverse("wagtailadmin_home"))).select_one(name)


def give_up(worker, set_now):
    for hour in range(6):
        set_now(NOON + hour * HOUR)
        run_queue(worker)

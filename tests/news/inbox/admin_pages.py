"""What the tests of the inbox's pages send, and read of the answers."""

from django.urls import reverse

from tests.html import parse, text

URL = "http://wire.example/2026/11/synagogue"


def add(client, links=URL, **values):
    return client.post(reverse("inbox_add"), {"links": links} | values, follow=True)


def shown(client, state="waiting"):
    return parse(client.get(reverse("inbox"), {"state": state})).select(".inbox__item")


def field(response, name):
    return parse(response).select_one(f"[name={name}]")


def filled(response):
    """What a browser sends of the form that corrects, with nothing changed."""
    form = parse(response).select_one("form.inbox")
    fields = {each["name"]: each.get("value", "") for each in form.select("input[name]")}
    return fields | {each["name"]: each.text.removeprefix("\n") for each in form.select("textarea[name]")}


def messages(response):
    return text(parse(response).select_one(".messages"))

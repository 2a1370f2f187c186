"""What a page of the admin says, and whether somebody may open it."""

from http import HTTPStatus

from django.urls import reverse


def page_html(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def may_open(client, name, *args):
    return client.get(reverse(name, args=args)).status_code == HTTPStatus.OK

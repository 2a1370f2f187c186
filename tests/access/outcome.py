"""What an answer says of whether the one who asked may."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib.messages import get_messages
from django.contrib.messages.constants import ERROR
from django.urls import reverse

DENIED = "Sorry, you do not have permission to access this area."  # Wagtail's, where it leads to the dashboard


def classify(response) -> str:
    """ "yes" (also for a form with errors), "sign in", "confirm" (the account's password or second factor is asked for
    first), "password" (a private page's), "no", "fails", or the number of another status.
    """
    status = response.status_code
    if status == HTTPStatus.UNAUTHORIZED or leads_to(response, reverse("wagtailadmin_login"), "/_util/login/"):
        return "sign in"
    if leads_to(response, reverse("second_factor"), reverse("second_factor_password")):
        return "confirm"
    if any(template.name and template.name.endswith("password_required.html") for template in response.templates):
        return "password"
    if status == HTTPStatus.FORBIDDEN or is_denied(response):
        return "no"
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return "fails"
    if response.wsgi_request.method == "OPTIONS" and "Allow" in response:
        return str(HTTPStatus.METHOD_NOT_ALLOWED.value)  # it only tells which methods there are
    return "yes" if status < HTTPStatus.BAD_REQUEST else str(status)


def leads_to(response, *paths: str) -> bool:
    """Whether it redirects to one of these, from another."""
    path = urlsplit(response.get("Location", "")).path
    return path in paths and path != response.wsgi_request.path


def is_denied(response) -> bool:
    if "Location" not in response:
        return False
    return any(message.level == ERROR and DENIED in str(message) for message in get_messages(response.wsgi_request))

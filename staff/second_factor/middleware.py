"""Who has given the password only is nobody yet: a session counts when it has shown the second factor as well."""

import time
from functools import wraps

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.utils.functional import LazyObject, SimpleLazyObject

from ..middleware import STARTED

LONGEST_SIGN_IN = 3600  # seconds between password and second factor; setting one up may mean installing an app


class SecondFactorMiddleware:
    """Stands behind django-otp's, which says with which device a session was verified.

    request.user is anonymous until the session is verified, at every address and for whatever asks; so no view can
    forget to ask. request.password_user is then who has given the password, for the views of this package.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in = request.user
        request.password_user = None
        request.user = SimpleLazyObject(lambda: admit(request, signed_in))
        request.auser = sync_to_async(lambda: admit(request, signed_in))
        return self.get_response(request)


def admit(request, user):
    if not user.is_authenticated:
        return user
    while isinstance(user, LazyObject):  # each middleware has wrapped it; Wagtail's log takes off one wrapping only
        user = user._wrapped
    if is_verified(user):
        return user
    request.password_user = user
    return AnonymousUser()


def is_verified(user) -> bool:
    """Whether this session of the user, who has given the password, needs no second factor any more."""
    return (user.is_verified() and user.has_second_factor) or not needs_second_factor(user)


def needs_second_factor(user) -> bool:
    return settings.REQUIRE_SECOND_FACTOR or user.has_second_factor


def for_who_signs_in(view):
    """For the views of the second factor: request.user is who has given the password, whether verified or not."""

    @wraps(view)
    def with_password_user(request, *args, **kwargs):
        if not request.user.is_authenticated:
            if request.password_user is None or SESSION_KEY not in request.session:
                return redirect("wagtailadmin_login")
            if time.time() - request.session[STARTED] > LONGEST_SIGN_IN:
                logout(request)
                return redirect("wagtailadmin_login")
            request.user = request.password_user
        return view(request, *args, **kwargs)

    return with_password_user

"""Ends sessions of staff: after eight hours without activity, and after seven days in any case.

The first is the age of Django's session, which is stored anew as long as somebody works, but not at every request; the
second is checked here. Requests that an open page sends by itself are no activity. Visitors have no session.
"""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout

MAX_AGE = 7 * 24 * 3600  # seconds since the sign-in
RENEWAL_INTERVAL = 600  # seconds; so the session may end as much earlier than eight hours after the last activity
STARTED, ACTIVE = "staff_started_at", "staff_active_at"
# An open editor asks every ten seconds who else has the page open, and at times whether it is still signed in.
# Autosave counts: it only comes after typing. A page of ours that asks how something stands has a header.
AUTOMATIC = {"wagtailadmin_editing_sessions:ping", "admin_session"}
AUTOMATIC_HEADER = "X-Automatic"


class SessionAgeMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return
        now, session = time.time(), request.session
        if STARTED not in session:
            start_session(session)
        elif now - session[STARTED] > MAX_AGE:
            logout(request)
        elif now - session[ACTIVE] > RENEWAL_INTERVAL and not is_automatic(request):
            session[ACTIVE] = now


def is_automatic(request) -> bool:
    """Whether an open page has sent it by itself."""
    return request.resolver_match.view_name in AUTOMATIC or AUTOMATIC_HEADER in request.headers


def start_session(session) -> None:
    """Let the age of a session begin."""
    session[STARTED] = session[ACTIVE] = time.time()

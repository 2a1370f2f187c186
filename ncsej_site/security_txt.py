"""/.well-known/security.txt: where somebody who has found a weakness reports it (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pages.models import Contact, Organization

VALIDITY = timedelta(days=90)  # RFC 9116, 2.5.5, recommends less than a year
MAX_AGE = 24 * 3600  # seconds


@require_safe
@cache_control(public=True, max_age=MAX_AGE)
def security_txt(request):
    """The contacts are those of the organization's settings; raises Http404 where there is none."""
    lines = [f"Contact: {contact}" for contact in find_contacts(request)]
    if not lines:
        raise Http404
    expires = (timezone.now() + VALIDITY).astimezone(timezone.get_fixed_timezone(0))
    lines += [
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def find_contacts(request) -> list[str]:
    """URIs, the preferred one first: the email address, then the page with the form."""
    email = Organization.for_request(request).email
    page = Contact.objects.listed().first()
    contacts = [f"mailto:{email}"] if email else []
    return contacts + ([settings.SITE_URL + page.get_url(request)] if page else [])

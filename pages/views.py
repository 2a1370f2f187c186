"""The views that are not pages of the tree: contact form, robots.txt, web manifest."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from .forms import ContactForm
from .models import Contact, ContactMessage, Organization
from .palette import color

logger = logging.getLogger(__name__)

MANIFEST_MAX_AGE = 24 * 3600  # seconds


@csrf_exempt  # visitors have no session and get no cookie; see ContactForm
def receive_message(request):
    """Store and mail the message, then redirect to the confirmation; show a form with errors as it was typed."""
    page = get_object_or_404(Contact.objects.listed())
    if request.method != "POST":  # the URL of a form with errors, loaded again
        return redirect(page.get_url(request))
    form = ContactForm(request.POST)
    if form.is_honeypot_filled:
        return redirect("message_received")
    if not form.is_valid():
        return page.serve(request, form=form)
    with transaction.atomic():
        send_message(ContactMessage.objects.create(**form.message_fields), Organization.for_request(request).email)
    return redirect("message_received")


def send_message(message, recipient):
    """Queue the mail about a message, in its transaction."""
    if not recipient:
        return
    EmailMessage(
        subject=" ".join(f"Message from {message.name}".split()),  # a line break would allow header injection
        body=f"{message.text}\n\n{message.name}\n{message.organization}\n{message.email}",
        to=[recipient],
        reply_to=[message.email],
    ).send()


@require_safe
def message_received(request):
    return render(request, "pages/contact_received.html", {"page": get_object_or_404(Contact.objects.listed())})


@require_safe
def robots(request):
    return render(request, "robots.txt", {"site_url": settings.SITE_URL}, content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=MANIFEST_MAX_AGE)
def manifest(request):
    """The web app manifest, for phones that add the site to the home screen; it opens in the browser."""
    organization = Organization.for_request(request)
    icons = [("192x192", "192", "any"), ("512x512", "512", "any"), ("512x512", "maskable-512", "maskable")]
    data = {
        "name": organization.name,
        "short_name": organization.short_name,
        "start_url": "/",
        "display": "browser",
        "theme_color": color("paper"),
        "background_color": color("paper"),
        "icons": [
            {"src": static(f"img/icon-{name}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for sizes, name, purpose in icons
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json")

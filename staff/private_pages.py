"""Throttles Wagtail's two views that take the password of private pages and documents, which no setting does.

They can go when Wagtail limits them itself.
"""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail import views
from wagtail.documents.views import serve
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from . import limits
from .network import get_network
from .throttle import TooManyAttempts, count_attempt, forgive


class RefusedForm(PasswordViewRestrictionForm):
    """Keeps where the reader wanted to go, and compares no password."""

    def __init__(self, *args, refusal, **kwargs):
        super().__init__(*args, **kwargs)
        self.refusal = refusal

    def clean_password(self):
        raise self.refusal.as_form_error()


def authenticate_for_page(request, page_view_restriction_id, page_id):
    restriction = get_object_or_404(PageViewRestriction, pk=page_view_restriction_id)  # before anything is counted

    def refuse(refusal):
        page = get_object_or_404(Page, pk=page_id).specific
        form = RefusedForm(request.POST, instance=restriction, refusal=refusal)
        return page.serve_password_required_response(request, form, request.path)

    view = views.authenticate_with_password
    bucket = limits.PRIVATE_PAGE.bucket(get_network(request), "page", str(page_view_restriction_id))
    return throttle(request, bucket, lambda: view(request, page_view_restriction_id, page_id), refuse)


def authenticate_for_documents(request, restriction_id):
    restriction = get_object_or_404(CollectionViewRestriction, pk=restriction_id)

    def refuse(refusal):
        form = RefusedForm(request.POST, instance=restriction, refusal=refusal)
        action_url = reverse("wagtaildocs_authenticate_with_password", args=[restriction_id])
        return TemplateResponse(request, "wagtaildocs/password_required.html", {"form": form, "action_url": action_url})

    bucket = limits.PRIVATE_PAGE.bucket(get_network(request), "documents", str(restriction_id))
    return throttle(request, bucket, lambda: serve.authenticate_with_password(request, restriction_id), refuse)


def throttle(request, bucket, view, refuse):
    """The view's response; or that of refuse(refusal), as 429, where there have been too many attempts.

    A redirect is the view's reply to the right password.
    """
    if request.method != "POST":
        return view()
    try:
        count_attempt(bucket)
    except TooManyAttempts as refusal:
        return refusal.apply_to(refuse(refusal))
    response = view()
    if response.status_code == 302:
        forgive(bucket)
    return response

"""What comes after a publication: the message that offers to copy the email of a weekly update."""

from django.urls import reverse
from wagtail.admin import messages

from ..models import WeeklyUpdate
from .origin import describe_origin


def offer_copying(request, page) -> None:
    """Add a message after a publication: of a weekly update, copying the email comes next.

    Not if that is done, nor of an old issue that was brought home.
    """
    live = WeeklyUpdate.objects.live().filter(has_unpublished_changes=False)
    if live.filter(pk=page.pk, handovers=None).exists() and not describe_origin(page, request.user):
        button = messages.button(reverse("weekly_update_copy_email", args=[page.pk]), "Copy email")
        messages.info(request, "Next: the email, which is copied into the mailing service.", buttons=[button])


class OfferCopyingMixin:
    """For a view of the editor that publishes."""

    def publish_action(self):
        response = super().publish_action()
        offer_copying(self.request, self.page)
        return response

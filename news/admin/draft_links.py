"""Sharing the draft of a weekly update: making links to it, and revoking them."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.log_actions import log
from wagtail.models import Page

from ..models import DraftLink
from ..models.draft_link import DEFAULT_LIFETIME, LIFETIMES, MAX_IN_FORCE, may_share
from ..outputs.build import absolute_url
from .outputs import OutputView, get_editable_update

# In the history of the page.
SHARED, REVOKED, REVOKED_ALL = "news.share_draft", "news.revoke_draft_link", "news.revoke_draft_links"
MAX_ENDED = 20  # listed: the last ones


class DraftLinksView(OutputView):
    """The links to a draft; a POST makes one, and its answer is the only one that shows it."""

    template_name = "news/admin/draft_links.html"
    page_title = "Share the draft"
    url_name = "weekly_update_draft_links"
    header_icon = "link"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs):
        links = DraftLink.objects.filter(page=self.update.pk).select_related("created_by")
        in_force = list(links.in_force())
        makers = {link.created_by for link in in_force}
        return super().get_context_data(
            in_force=in_force,
            working_makers={maker for maker in makers if may_share(maker, self.update)},
            ended=links.ended()[:MAX_ENDED],
            lifetimes=LIFETIMES,
            default_lifetime=DEFAULT_LIFETIME,
            edit_url=self.edit_url,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        days = request.POST.get("days", "")
        if days not in map(str, LIFETIMES):
            return redirect(request.path)
        made = self.make_link(int(days))
        if made is None:
            messages.error(
                request, f"{MAX_IN_FORCE} links to this draft are in force, the most there can be: revoke some."
            )
            return redirect(request.path)
        link, token = made
        url = absolute_url(reverse("draft", args=[token]))
        return self.render_to_response(self.get_context_data(made=link, made_url=url))

    @transaction.atomic
    def make_link(self, days: int) -> tuple[DraftLink, str] | None:
        """DraftLink.make(); None where there are MAX_IN_FORCE. Two at once are counted one after the other."""
        Page.objects.select_for_update(no_key=True).get(pk=self.update.pk)
        if DraftLink.objects.in_force().filter(page=self.update.pk).count() >= MAX_IN_FORCE:
            return None
        log(instance=self.update, action=SHARED, user=self.request.user)
        return DraftLink.make(self.update, self.request.user, days)


@require_POST
def revoke_draft_link(request, pk: int, link_pk: int):
    """End a link of the update at once. One that has ended stays as it is."""
    update = get_editable_update(request, pk)
    link = get_object_or_404(DraftLink, page=update.pk, pk=link_pk)
    if DraftLink.objects.in_force().filter(pk=link.pk).update(revoked_at=timezone.now()):
        log(instance=update, action=REVOKED, user=request.user)
        messages.success(request, "The link is revoked: it opens nothing any more.")
    return redirect(DraftLinksView.url_name, pk)


@require_POST
def revoke_draft_links(request, pk: int):
    """End all links of the update at once."""
    update = get_editable_update(request, pk)
    revoked = DraftLink.objects.in_force().filter(page=update.pk).update(revoked_at=timezone.now())
    if revoked:
        log(instance=update, action=REVOKED_ALL, user=request.user)
        messages.success(request, "All links are revoked: they open nothing any more.")
    return redirect(DraftLinksView.url_name, pk)


def register_links_in_history(actions):
    """Hook register_log_actions: who shared the draft, and who revoked a link, stands in the history of its update."""
    actions.register_action(SHARED, "Share the draft", "A link to the draft was made")
    actions.register_action(REVOKED, "Revoke a link", "A link to the draft was revoked")
    actions.register_action(REVOKED_ALL, "Revoke all links", "All links to the draft were revoked")

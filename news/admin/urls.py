"""The admin URLs of `news`, below /admin/."""

from django.urls import include, path

from .clippings import read_clippings, suggest_countries
from .draft_links import DraftLinksView, revoke_draft_link, revoke_draft_links
from .handovers import HandOverView, redirect_to_hand_over, show_handover
from .inbox import urls as inbox
from .inbox_beside_draft import InboxBesideDraftView
from .link_cards import read_links
from .preflight import PreflightReportView
from .publication import publish_now
from .send_test import SendTestView
from .start import StartUpdateView
from .unanswered import UnansweredView
from .withdrawals import urls as withdrawals

DRAFT_LINKS = [
    path("", DraftLinksView.as_view(), name=DraftLinksView.url_name),
    path("revoke/", revoke_draft_links, name="weekly_update_revoke_draft_links"),
    path("<int:link_pk>/revoke/", revoke_draft_link, name="weekly_update_revoke_draft_link"),
]


def register_admin_urls():
    """Hook register_admin_urls."""
    return [
        path("reports/searches/", UnansweredView.as_view(), name=UnansweredView.index_url_name),
        path(
            "reports/searches/results/",
            UnansweredView.as_view(results_only=True),
            name=UnansweredView.index_results_url_name,
        ),
        path("publication/<int:page_id>/now/", publish_now, name="publish_now"),
        path("inbox/", include(inbox.urlpatterns)),
        path("withdraw/", include(withdrawals.urlpatterns)),
        path("weekly-update/start/", StartUpdateView.as_view(), name="start_from_last_issue"),
        path("weekly-update/clippings/", read_clippings, name="read_clippings"),
        path("weekly-update/countries/", suggest_countries, name="suggest_countries"),
        path("weekly-update/<int:pk>/email/", HandOverView.as_view(), name=HandOverView.url_name),
        path("weekly-update/<int:pk>/text/", redirect_to_hand_over, name="weekly_update_copy_text"),
        path(
            "weekly-update/<int:pk>/handovers/<int:handover_pk>/html/",
            show_handover,
            {"output": "html"},
            name="weekly_update_handover_html",
        ),
        path(
            "weekly-update/<int:pk>/handovers/<int:handover_pk>/text/",
            show_handover,
            {"output": "text"},
            name="weekly_update_handover_text",
        ),
        path("weekly-update/<int:pk>/inbox/", InboxBesideDraftView.as_view(), name=InboxBesideDraftView.url_name),
        path("weekly-update/<int:pk>/draft-links/", include(DRAFT_LINKS)),
        path("weekly-update/<int:pk>/links/", read_links, name="read_links"),
        path("weekly-update/<int:pk>/test/", SendTestView.as_view(), name=SendTestView.url_name),
        path("weekly-update/<int:pk>/preflight/", PreflightReportView.as_view(), name=PreflightReportView.url_name),
    ]

"""Registers the hooks of `news`. Wagtail loads only this module; the functions are in news/admin/."""

from functools import partial

from wagtail import hooks

from .admin.approval import leave_out_submission
from .admin.buttons import page_header_buttons
from .admin.dashboard import add_this_week_panel
from .admin.draft_links import register_links_in_history
from .admin.inbox.views import InboxBase
from .admin.publish_beside_save import put_publish_beside_save
from .admin.scheduling import report_schedule, show_times_on_publish_buttons, warn_that_nothing_was_saved
from .admin.searching import SearchGroup
from .admin.section import SectionMenuItem
from .admin.send_test import register_test_in_history
from .admin.start import redirect_adding_to_start, redirect_copying_to_start
from .admin.unanswered import UnansweredMenuItem
from .admin.urls import register_admin_urls
from .admin.viewsets import register_viewsets
from .admin.withdrawals.acting import register_withdrawals_in_history
from .admin.withdrawals.views import WithdrawBase

hooks.register("register_admin_urls", register_admin_urls)
hooks.register("register_admin_viewset", register_viewsets)
hooks.register("register_admin_viewset", SearchGroup)
hooks.register("register_reports_menu_item", UnansweredMenuItem)
hooks.register("register_log_actions", register_test_in_history)
hooks.register("register_log_actions", register_links_in_history)
hooks.register("register_log_actions", register_withdrawals_in_history)
hooks.register("register_admin_menu_item", partial(SectionMenuItem, InboxBase, order=105))
hooks.register("register_admin_menu_item", partial(SectionMenuItem, WithdrawBase, order=270))
hooks.register("register_page_header_buttons", page_header_buttons)
hooks.register("construct_homepage_panels", add_this_week_panel)
hooks.register("before_create_page", redirect_adding_to_start)
hooks.register("before_copy_page", redirect_copying_to_start)
hooks.register("construct_page_action_menu", leave_out_submission)
hooks.register("construct_page_action_menu", show_times_on_publish_buttons)
hooks.register("construct_page_action_menu", put_publish_beside_save)  # after the others, whose items it takes
hooks.register("before_edit_page", warn_that_nothing_was_saved)
hooks.register("after_edit_page", report_schedule)
hooks.register("after_create_page", report_schedule)

"""Registers the entry about the second factor in the account, what bulk actions may do, and the actions of the log."""

from django.urls import reverse
from wagtail import hooks

from .accounts import bulk
from .audit import ACTIONS, make_formatter


@hooks.register("register_account_menu_item")
def add_second_factor(request):
    return {
        "url": reverse("second_factor_manage"),
        "label": "Second factor",
        "help_text": "The app or passkey with which you sign in besides your password, and your recovery codes.",
    }


@hooks.register("register_log_actions")
def register_actions(actions):
    for name, words in ACTIONS.items():
        actions.register_action(name)(make_formatter(*words))


hooks.register("before_bulk_action", bulk.refuse_above_rank)
hooks.register("after_bulk_action", bulk.record_ranks)

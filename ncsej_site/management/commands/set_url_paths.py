"""Replaces Wagtail's set_url_paths by itself under the lock on the page tree, until Wagtail takes a lock of its own."""

from wagtail.management.commands.set_url_paths import Command as WagtailCommand

from pages.tree_lock import page_tree_transaction


class Command(WagtailCommand):
    handle = page_tree_transaction()(WagtailCommand.handle)

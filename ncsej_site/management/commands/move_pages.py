"""Replaces Wagtail's move_pages by itself under the lock on the page tree, until Wagtail takes a lock of its own."""

from wagtail.management.commands.move_pages import Command as WagtailCommand

from pages.tree_lock import page_tree_transaction


class Command(WagtailCommand):
    handle = page_tree_transaction()(WagtailCommand.handle)

"""Replaces Wagtail's fixtree by itself under the lock on the page tree, until Wagtail takes a lock of its own.

A question it asks is asked while editors wait: run it with --noinput first.
"""

from wagtail.management.commands.fixtree import Command as WagtailCommand

from pages.tree_lock import page_tree_transaction


class Command(WagtailCommand):
    handle = page_tree_transaction()(WagtailCommand.handle)

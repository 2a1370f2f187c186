"""One transaction at a time adds pages to the tree: treebeard computes a new page's path from its last sibling's."""

from django.db import connection

PAGE_TREE = 7_290_117  # the key of the advisory lock; any number that nothing else in this database uses


def lock_page_tree() -> None:
    """Wait for the transaction-level advisory lock on the page tree; it is released when the transaction ends.

    Pages are to be read, or read again, after it. Raises RuntimeError outside a transaction, where the
    lock would be released at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("lock_page_tree() is of use only inside transaction.atomic().")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PAGE_TREE])

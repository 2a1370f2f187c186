"""An advisory lock for adding pages: treebeard derives a new page's path from its last sibling's, which is a race."""

from django.db import connection

PAGE_TREE_LOCK = 7_290_117  # the lock's key: any number that nothing else in this database uses


def lock_page_tree() -> None:
    """Wait for the transaction-level advisory lock on the page tree; it is released when the transaction ends.

    Read pages only after it, or refresh them. Raises RuntimeError outside a transaction, where the
    lock would be released at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("lock_page_tree() is of use only inside transaction.atomic().")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PAGE_TREE_LOCK])

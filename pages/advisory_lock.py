"""Advisory locks of PostgreSQL that last as long as a transaction. Their keys stand here, so that each is another."""

from django.db import connection

PAGE_TREE = 7_290_117
CONTACT_INTAKE = 7_290_118


def lock_until_commit(key: int) -> None:
    """Wait for the lock; it is released when the transaction ends.

    Raises RuntimeError outside a transaction, where it would be released at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An advisory lock is of use only inside transaction.atomic().")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])

"""An advisory lock around every change of the page tree, because changing it is a race.

Treebeard derives a page's path from its last sibling's, a move works on pages that were read before, and Page.save()
writes the whole row as it was read. So whoever changes pages takes the lock first, and reads them after it.
"""

from contextlib import contextmanager
from functools import wraps

from django.db import transaction
from django.http import Http404
from wagtail.models import Page

from .advisory_lock import PAGE_TREE, lock_until_commit


def lock_page_tree() -> None:
    """Wait for the advisory lock on the page tree; it is released when the transaction ends.

    Read pages only after it, or refresh them; lock rows only after it, or there may be a deadlock. Raises RuntimeError
    outside a transaction.
    """
    lock_until_commit(PAGE_TREE)


@contextmanager
def page_tree_transaction():
    """A transaction that begins with lock_page_tree(); also a decorator."""
    with transaction.atomic():
        lock_page_tree()
        yield


def changes_page_tree(view):
    """Decorate a view of the admin: a POST is one page_tree_transaction(), in which the view reads what it changes.

    Who may not enter the admin does not take the lock. A response is rendered after the lock is released. Raises
    Http404 where the view looks for a page that has been deleted meanwhile.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method != "POST" or not request.user.has_perm("wagtailadmin.access_admin"):
            return view(request, *args, **kwargs)
        try:
            with page_tree_transaction():
                return view(request, *args, **kwargs)
        except Page.DoesNotExist as error:
            raise Http404(str(error)) from error

    return wrapper

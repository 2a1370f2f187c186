"""What two spellings of one old address, from which a redirect leads, have in common."""

from wagtail.contrib.redirects.models import Redirect


def fold_path(url: str) -> str:
    """Path and query as Wagtail compares them, and without letter case: lower(), as PostgreSQL compares old_path."""
    return Redirect.normalise_path(url).lower()

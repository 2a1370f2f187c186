"""What Wagtail keeps in the process is of one content version."""

from django.core.cache import cache
from wagtail.models import Site

from ncsej_site.versioned_cache import VersionedCacheMiddleware


def ask(rf, version, answer):
    request = rf.get("/", **({"content_version": version} if version else {}))
    return VersionedCacheMiddleware(answer)(request)


def test_what_is_kept_for_a_version_is_not_shown_in_another(rf):
    def find(value):
        return lambda request: cache.get_or_set("what", value)

    assert ask(rf, "1", find("old")) == "old"
    assert ask(rf, "1", find("unread")) == "old"
    assert ask(rf, "2", find("new")) == "new"
    assert ask(rf, None, find("of an editor")) == "of an editor"
    assert cache.get("what") == "of an editor"


def test_a_site_that_moves_is_found_at_its_address_with_the_next_version(rf, home):
    """As another process changes it: without Wagtail's signal here."""
    ask(rf, "1", lambda request: Site.get_site_root_paths())
    Site.objects.update(hostname="moved.example")
    ((_, _, address, _),) = ask(rf, "2", lambda request: Site.get_site_root_paths())
    assert "moved.example" in address

"""The site of a request is the one that Wagtail would find, whatever sites there are."""

from itertools import combinations

import pytest
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from pages.models.sites import choose_site

SITES = [("a.org", 80, True), ("a.org", 8000, False), ("b.org", 80, False), ("b.org", 443, False)]
ASKED = [("a.org", "80"), ("a.org", "8000"), ("a.org", "1"), ("b.org", "80"), ("b.org", "1"), ("c.org", "80")]


def find_as_wagtail(hostname, port):
    try:
        return get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None


@pytest.mark.parametrize("sites", [chosen for size in range(5) for chosen in combinations(SITES, size)])
def test_the_site_is_the_one_that_wagtail_finds(home, sites):
    Site.objects.all().delete()
    for hostname, port, is_default in sites:
        Site.objects.create(hostname=hostname, port=port, is_default_site=is_default, root_page=home)
    there = list(Site.objects.all())
    for hostname, port in ASKED:
        assert choose_site(there, hostname, port) == find_as_wagtail(hostname, port), (hostname, port)

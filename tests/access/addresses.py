"""Every address of the site, as a template such as /admin/pages/<page_id>/edit/."""

import re

from wagtail.contrib.routable_page.models import RoutablePageMixin

from quality.torture.urls import list_patterns, templates_of

ARGUMENT = re.compile(r"<(\w+)>")
# Addresses whose answer depends on whose page it is: they have a second line, about a draft of the contributor's own.
ABOUT_A_PAGE = re.compile(
    r"/admin/(pages|publication)/.*<(page_id|page_to_move_id|_0)>|/admin/(weekly-update|api/main/pages)/<pk>/"
)
OWN = " (own draft)"


def list_addresses() -> list[str]:
    """The templates of the URL configuration, and again those about a page, marked as about one's own draft."""
    templates = [re.sub(r"%\((\w+)\)s", r"<\1>", template) for template in list_patterns()]
    return sorted(templates + [template + OWN for template in templates if ABOUT_A_PAGE.match(template)])


def list_routes(page) -> list[str]:
    """The templates of what a page answers below its own URL, "" for the page itself."""
    if not isinstance(page, RoutablePageMixin):
        return [""]
    patterns = page.get_subpage_urls()
    found = [template for each in patterns for template in templates_of(each.pattern)]
    return [re.sub(r"%\((\w+)\)s", r"<\1>", with_slash(template)) for template in found]


def with_slash(template: str) -> str:
    """The address to which one without a slash leads, whose slash is optional in the pattern: a file has none."""
    return template if not template or template.endswith("/") or "." in template else f"{template}/"


def fill(template: str, arguments: dict) -> str:
    """The address with these values of its arguments. Raises KeyError where one is not known."""
    return ARGUMENT.sub(lambda match: str(arguments[match[1]]), template)

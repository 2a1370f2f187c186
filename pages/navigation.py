"""The main menu and the trail of breadcrumbs, from the tree."""

from dataclasses import dataclass

from wagtail.models import Page, Site

from .models.base import is_private

BAR_LENGTH = 7  # pages beside Home that fit the bar of a wide screen; the rest stand under More
TOP_LEVEL_LENGTH = 50


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str
    url: str
    is_current: bool
    page_type: str  # as "pages.donate"


@dataclass(frozen=True, slots=True)
class Menu:
    bar: list[MenuItem]
    more: list[MenuItem]


def top_level(request) -> list[Page]:
    """Home and the live pages directly below it, in the order of the tree. One query for a request."""
    if not hasattr(request, "_top_level_pages"):
        site = Site.find_for_request(request)
        root = site and site.root_page
        children = root.get_children().live().annotate(is_private=is_private())[:TOP_LEVEL_LENGTH] if root else []
        request._top_level_pages = [root, *children] if root else []
    return request._top_level_pages


def page_type(page: Page) -> str:
    """The page's type as "app.model"; costs no query, because content types are cached."""
    return ".".join(page.cached_content_type.natural_key())


def find_by_type(request, wanted: str) -> Page | None:
    """The live, public page of this type directly below Home, whether or not it is in the menu. wanted: "app.model"."""
    return next((page for page in top_level(request)[1:] if page_type(page) == wanted and not page.is_private), None)


def menu_item(page: Page, request, current: Page | None = None) -> MenuItem:
    is_home = page == top_level(request)[0]
    is_current = current is not None and (current == page or (not is_home and current.is_descendant_of(page)))
    label = "Home" if is_home else page.title
    return MenuItem(label, page.get_url(request), is_current, page_type(page))


def main_menu(request, current: Page | None) -> Menu:
    """Home and what is marked for the menu directly below it; what does not fit the bar stands under More.

    What only some may open is not for a menu that all see.
    """
    pages = top_level(request)
    shown = [page for page in pages if page == pages[0] or (page.show_in_menus and not page.is_private)]
    items = [menu_item(page, request, current) for page in shown]
    return Menu(items[: BAR_LENGTH + 1], items[BAR_LENGTH + 1 :])


def breadcrumbs(request, page: Page) -> list[MenuItem]:
    """The pages above this one, from Home down. Asks the database only for pages three and more levels below Home."""
    pages = top_level(request)
    if not pages or not page.path or page.depth <= pages[0].depth:
        return []
    if page.depth <= pages[0].depth + 2:
        trail = [ancestor for ancestor in pages if page.is_descendant_of(ancestor)]
    else:
        trail = page.get_ancestors().live().filter(depth__gte=pages[0].depth)
    return [menu_item(ancestor, request) for ancestor in trail]

"""The main menu and the breadcrumbs, made from the page tree."""

from dataclasses import dataclass

from wagtail.models import Page

from .models.sites import get_top_level_pages

BAR_LENGTH = 7  # pages besides Home and Donate that fit the menu bar of a wide screen; the others are under More


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
    donate: MenuItem | None  # stands beside the bar, outside of what collapses on a phone


def get_page_type(page: Page) -> str:
    """The page's type as "app.model"; costs no query, because content types are cached."""
    return ".".join(page.cached_content_type.natural_key())


def find_page_of_type(request, wanted: str) -> Page | None:
    """The live, public page of a type directly below Home, in the menu or not; or None. wanted: "app.model"."""
    return next(
        (page for page in get_top_level_pages(request)[1:] if get_page_type(page) == wanted and not page.is_private),
        None,
    )


def build_menu_item(page: Page, request, branch: int | None = None) -> MenuItem:
    """branch: the primary key of the top-level page in whose branch the visitor is."""
    is_home = page.pk == get_top_level_pages(request)[0].pk
    label = "Home" if is_home else page.title
    return MenuItem(label, page.get_url(request), page.pk == branch, get_page_type(page))


def find_branch(request, page: Page) -> int | None:
    """The primary key of the top-level page that is this page or above it; Home only for itself."""
    home, *others = get_top_level_pages(request) or [None]
    if home and page.pk == home.pk:
        return home.pk
    return next((other.pk for other in others if page.pk == other.pk or page.is_descendant_of(other)), None)


def main_menu(request, branch: int | None = None) -> Menu:
    """Home and the pages directly below it that are marked for the menu, in their order, but for private ones."""
    pages = get_top_level_pages(request)
    shown = [page for page in pages if page is pages[0] or (page.show_in_menus and not page.is_private)]
    items = [build_menu_item(page, request, branch) for page in shown]
    donate = next((item for item in items if item.page_type == "pages.donate"), None)
    others = [item for item in items if item is not donate]
    return Menu(others[: BAR_LENGTH + 1], others[BAR_LENGTH + 1 :], donate)


def breadcrumbs(request, page: Page) -> list[MenuItem]:
    """The pages above this one, from Home down. Costs a query only for pages three or more levels below Home."""
    pages = get_top_level_pages(request)
    if not pages or not page.path or page.depth <= pages[0].depth:
        return []
    if page.depth <= pages[0].depth + 2:
        trail = [ancestor for ancestor in pages if page.is_descendant_of(ancestor)]
    else:
        trail = page.get_ancestors().live().filter(depth__gte=pages[0].depth)
    return [build_menu_item(ancestor, request) for ancestor in trail]

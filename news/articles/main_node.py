"""Which of the nodes on a page is the article itself."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from .article import Origin
from .json_ld import Node, as_list, as_text, types_of
from .names import clean, is_alike
from .page import Page, is_same_site

MAX_CANDIDATES = 50
ARTICLE_ENDINGS = ("Article", "BlogPosting", "LiveBlogPosting", "NewsReport")
ARTICLE_TYPES = {"Report", "Statement", "PressRelease", "CreativeWork"}


def main_nodes(page: Page) -> list[tuple[Node, Origin]]:
    """The article's nodes: at most one of JSON-LD, then at most one of microdata."""
    found = []
    for nodes, origin in ((page.json_ld, Origin.JSON_LD), (page.microdata, Origin.MICRODATA)):
        if node := _choose(page, [node for node in nodes if is_article(node)][:MAX_CANDIDATES]):
            found.append((node, origin))
    return found


def is_article(node: Node) -> bool:
    """Whether a node says that it is an article, of any kind."""
    return any(kind.endswith(ARTICLE_ENDINGS) or kind in ARTICLE_TYPES for kind in types_of(node))


def _choose(page: Page, candidates: list[Node]) -> Node | None:
    """The node whose URL or headline is the page's. One alone need only not say that it is of another page."""
    scored = [(_score(page, node), node) for node in candidates]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is None:
        return None
    needed = 0 if len(candidates) == 1 else 2
    return best[1] if best[0] >= needed else None


def _score(page: Page, node: Node) -> float:
    urls = [url for written in _urls(node) if (url := page.absolute(written))]
    own = [page.url, page.canonical_url]
    same_url = any(is_same_page(url, mine) for url in urls for mine in own)
    headline = clean(as_text(node.get("headline")) or as_text(node.get("name")))
    titles = [page.title, *page.meta("og:title", "twitter:title")]
    titles += [block.text for block in page.headings[:2]]
    same_headline = bool(headline) and any(is_alike(headline, clean(title)) for title in titles)
    if urls and not same_url and not same_headline:
        return -1
    return 2 * same_url + 2 * same_headline + 0.5 * ("datePublished" in node) + 0.3 * bool(headline)


def _urls(node: Node) -> Iterator[str]:
    for value in [*as_list(node.get("url"))[:3], *as_list(node.get("mainEntityOfPage"))[:3], node.get("@id")]:
        written = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(written, str) and written.startswith(("http", "/")):
            yield written


def is_same_page(url: str, other: str) -> bool:
    """Whether two URLs are of one page, whatever their scheme, query, fragment and "www."."""
    one, two = urlsplit(url), urlsplit(other)
    same_path = one.path.rstrip("/") == two.path.rstrip("/")
    return same_path and is_same_site(one.hostname or "", two.hostname or "")

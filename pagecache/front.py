"""Under which name a front server finds a page, which it may send by itself. Pure: no Django here.

It sends what it finds with the headers that its configuration has for the kind of name (deploy/Caddyfile). So only what
is answered with exactly those headers gets a name; all else is sent by the layer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

MAX_LENGTH = 300  # characters of a path
# A folder's name has no dot, and a file's has one: so no page needs a file where another needs a folder.
_PATH = re.compile(r"/(?:[A-Za-z0-9_-]{1,100}/){0,20}(?:[A-Za-z0-9_-]{1,100}\.[a-z0-9]{1,20})?")
_INDEX = re.compile(r"/index\.[a-z0-9]+$")
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Kind:
    """`paths`: of which URLs; `name`: of the file in the folder of a URL that ends with a slash; `extra`: what else the
    response has besides the headers that all pages, or all files, have. `{path}` stands for the URL without extension.
    """

    paths: re.Pattern
    content_type: str
    name: str = ""
    extra: Mapping[str, str] | None = None
    is_page: bool = False


_CANONICAL = {"link": '<{site}{path}/>; rel="canonical"'}
_A_DAY = {"cache-control": "public, max-age=86400"}
KINDS = (
    Kind(re.compile(r".*/"), HTML, "index.html", is_page=True),
    Kind(re.compile(r".*/"), "application/rss+xml; charset=utf-8", "index.rss"),
    Kind(re.compile(r".*/feed\.json"), "application/feed+json; charset=utf-8"),
    Kind(re.compile(r".*\.json"), "application/json", extra=_CANONICAL),
    Kind(re.compile(r".*\.txt"), "text/plain; charset=utf-8", extra=_CANONICAL),
    Kind(re.compile(r".*\.md"), "text/markdown; charset=utf-8", extra=_CANONICAL),
    Kind(re.compile(r"/robots\.txt"), "text/plain"),
    Kind(
        re.compile(r"/sitemap[a-z0-9-]*\.xml"), "application/xml", extra={"x-robots-tag": "noindex, noodp, noarchive"}
    ),
    Kind(re.compile(r"/site\.webmanifest"), "application/manifest+json", extra=_A_DAY),
    Kind(re.compile(r"/opensearch\.xml"), "application/opensearchdescription+xml; charset=utf-8", extra=_A_DAY),
    Kind(
        re.compile(r"/feeds\.opml"),
        "text/x-opml; charset=utf-8",
        extra={"content-disposition": 'attachment; filename="feeds.opml"'},
    ),
)


@dataclass(frozen=True)
class FrontServer:
    """What a front server adds by itself. site: the public address; of_pages, of_files: the headers of all HTML pages,
    and of all else, by their names in small letters; folder: where it looks for what has these headers.
    """

    site: str
    of_pages: Mapping[str, str]
    of_files: Mapping[str, str]
    folder: str = "."

    def find_name(self, path: str, headers: Mapping[str, str]) -> str | None:
        """The file's name below the folder of the front server; None where it is not to send the response.

        path: of the URL, decoded and without its query string; headers: of the response, without those of its length,
        coding, ETag and Vary, by their names in small letters.
        """
        if len(path) > MAX_LENGTH or not _PATH.fullmatch(path) or _INDEX.search(path):
            return None
        for kind in KINDS:
            if kind.content_type == headers.get("content-type") and kind.paths.fullmatch(path):
                name = str(PurePosixPath(self.folder, path[1:] + kind.name))
                return name if headers == self.expected(kind, path) else None
        return None

    def expected(self, kind: Kind, path: str) -> dict[str, str]:
        standard = self.of_pages if kind.is_page else self.of_files
        stem = path.partition(".")[0]
        extra = {name: value.format(site=self.site, path=stem) for name, value in (kind.extra or {}).items()}
        return {**standard, "content-type": kind.content_type, **extra}

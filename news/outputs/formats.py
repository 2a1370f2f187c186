"""The formats in which a weekly update can be had beside its web page: ending of the URL → renderer, media type."""

from .json import as_json
from .markdown import as_markdown
from .plain_text import plain_text

FORMATS = {
    "json": (as_json, "application/json"),
    "md": (as_markdown, "text/markdown; charset=utf-8"),
    "txt": (plain_text, "text/plain; charset=utf-8"),
}

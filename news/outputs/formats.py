"""The formats of a weekly update besides its web page: extension of the URL → (renderer, content type)."""

from .json import render_json
from .markdown import render_markdown
from .plain_text import render_plain_text

FORMATS = {
    "json": (render_json, "application/json"),
    "md": (render_markdown, "text/markdown; charset=utf-8"),
    "txt": (render_plain_text, "text/plain; charset=utf-8"),
}

"""The formats of a weekly update and of a statement besides the web page: extension of the URL → Format."""

from collections.abc import Callable
from typing import NamedTuple

from . import json, markdown, plain_text
from .issue import Issue, Publisher
from .statement import StatementText


class Format(NamedTuple):
    content_type: str
    render_issue: Callable[[Issue, Publisher], str]
    render_statement: Callable[[StatementText, Publisher], str]


FORMATS = {
    "json": Format("application/json", json.render_json, json.render_statement),
    "md": Format("text/markdown; charset=utf-8", markdown.render_markdown, markdown.render_statement),
    "txt": Format("text/plain; charset=utf-8", plain_text.render_plain_text, plain_text.render_statement),
}

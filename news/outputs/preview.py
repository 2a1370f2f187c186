"""The preview of a draft in each output, for Wagtail's preview panel. A draft may lack anything but its date."""

import re

from django.http import HttpResponse
from django.shortcuts import render

from .build import build_issues, build_publisher, find_mail_service
from .email import render_email_for
from .issue import Issue, Publisher
from .plain_text import render_plain_text

# There is none for phones: Wagtail's panel shows each of these at the size of a phone, a tablet or a desktop.
PREVIEW_MODES = [("", "Web page"), ("email", "Email"), ("text", "Plain text"), ("print", "Print")]

PRINT_QUERY = re.compile(r"@media\s+print\b")
DARK_QUERY = re.compile(r"@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)")
# A sheet of A4, scaled down where the panel shows a phone (375 pixels) or a tablet (768).
PAPER_STYLE = (
    "<style>:root{background:white}body{box-sizing:border-box;width:210mm;margin:0 auto;padding:18mm}"
    "@media (max-width:800px){:root{zoom:.96}}@media (max-width:480px){:root{zoom:.47}}</style>"
)


def render_preview(update, request, mode: str, render_web_page) -> HttpResponse:
    """The response for one of PREVIEW_MODES; `render_web_page()` returns that of the web page itself."""
    if mode == "email":
        return HttpResponse(render_email_for(find_mail_service(request), *build_values(update, request)))
    if mode == "text":
        text = render_plain_text(*build_values(update, request), find_mail_service(request).text)
        return render(request, "news/outputs/plain_text_preview.html", {"update": update, "text": text})
    response = render_web_page()
    if mode == "print":
        response.render()
        response.content = as_printed(response.text)
    return response


def build_values(update, request) -> tuple[Issue, Publisher]:
    return build_issues([update], request)[0], build_publisher(request)


def as_printed(html: str) -> str:
    """The HTML of a web page with its print styles applied on the screen, and without those for dark screens."""
    html = DARK_QUERY.sub("@media not all", PRINT_QUERY.sub("@media all", html))
    return html.replace("</head>", f"{PAPER_STYLE}</head>", 1)

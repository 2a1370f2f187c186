"""What an editor sees of a draft in each of its forms. A draft may lack anything but its date."""

import re

from django.http import HttpResponse
from django.shortcuts import render

from .build import issues, publisher
from .email import UNSUBSCRIBE, email_html
from .plain_text import plain_text

# The phone is not among them: Wagtail's panel shows each of these on a phone, a tablet and a desktop.
MODES = [("", "Web page"), ("email", "Email"), ("text", "Plain text"), ("print", "Print")]

PRINT_RULE = re.compile(r"@media\s+print\b")
DARK_RULE = re.compile(r"@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)")
# A sheet of A4, made smaller where the panel shows a phone (375 pixels) or a tablet (768).
SHEET = (
    "<style>:root{background:white}body{box-sizing:border-box;width:210mm;margin:0 auto;padding:18mm}"
    "@media (max-width:800px){:root{zoom:.96}}@media (max-width:480px){:root{zoom:.47}}</style>"
)


def preview(update, request, mode: str, web_page) -> HttpResponse:
    """web_page: makes the response of the web page, which the other modes may do without."""
    if mode == "email":
        return HttpResponse(email_html(*values(update, request)))
    if mode == "text":
        text = plain_text(*values(update, request), UNSUBSCRIBE)
        return render(request, "news/outputs/plain_text_preview.html", {"update": update, "text": text})
    response = web_page()
    if mode == "print":
        response.render()
        response.content = on_paper(response.text)
    return response


def values(update, request):
    return issues([update], request)[0], publisher(request)


def on_paper(html: str) -> str:
    """A web page as it prints, on the screen: its print style applies at once, and paper is never dark."""
    return DARK_RULE.sub("@media not all", PRINT_RULE.sub("@media all", html)).replace("</head>", f"{SHEET}</head>", 1)

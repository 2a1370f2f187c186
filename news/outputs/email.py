"""The weekly update as the HTML of an email, with its styles inlined for mail programs that read no stylesheet."""

import re
from functools import cache

from css_inline import CSSInliner
from django.template.loader import render_to_string

from .issue import Issue, Publisher

# Gmail shows the first 102,400 bytes of a message and hides the rest behind a link.
LARGEST = 102_400
# Stands where the mailing service puts each reader's own address for leaving the list. When the HTML is copied, this
# is the one text to replace with the service's own mark: *|UNSUB|* in Mailchimp, {{UnsubscribeURL}} in others.
UNSUBSCRIBE = "[[UNSUBSCRIBE]]"
PICTURE_WIDTH = 592  # pixels of the letter's column on a wide screen


def email_html(issue: Issue, publisher: Publisher, unsubscribe: str = UNSUBSCRIBE) -> str:
    """The whole message. unsubscribe: the address of the link at the foot; empty leaves the link out."""
    picture = issue.picture
    width = min(picture.width, PICTURE_WIDTH) if picture else 0
    html = render_to_string(
        "news/outputs/email.html",
        {
            "issue": issue,
            "publisher": publisher,
            "unsubscribe": unsubscribe,
            "picture_width": width,
            "picture_height": round(picture.height * width / picture.width) if picture else 0,
        },
    )
    return compact(inliner().inline(html))


def email_size(html: str) -> int:
    """The bytes of a message, as the limit counts them."""
    return len(html.encode())


@cache
def inliner() -> CSSInliner:
    """Never fetches anything: the message names no stylesheet, and could not make it do so."""
    return CSSInliner(load_remote_stylesheets=False)


def compact(html: str) -> str:
    """The message without its template's indentation, empty lines and notes to the inliner."""
    return re.sub(r"\n\s*", "\n", html).replace(' data-css-inline="keep"', "").strip() + "\n"

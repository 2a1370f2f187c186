"""The weekly update as the HTML of an email, with its styles inlined for mail programs that ignore stylesheets."""

import re
from functools import cache

from css_inline import CSSInliner
from django.template.loader import render_to_string

from .issue import Issue, Publisher
from .mail_services import NO_TAGS, MailService, MailTags, use_link_elements

# Bytes of a message that Gmail shows; it hides the rest behind a link.
GMAIL_LIMIT = 102_400
IMAGE_WIDTH = 592  # pixels: the letter's column on a wide screen


def render_email_for(service: MailService, issue: Issue, publisher: Publisher) -> str:
    """The HTML of the whole message with the tags of a mailing service, as it is copied into it."""
    html = render_email(issue, publisher, service.html)
    return use_link_elements(html) if service.has_link_elements else html


def render_email(issue: Issue, publisher: Publisher, tags: MailTags = NO_TAGS) -> str:
    """The HTML of the whole message."""
    image = issue.lead_image
    width = min(image.width, IMAGE_WIDTH) if image else 0
    html = render_to_string(
        "news/outputs/email.html",
        {
            "issue": issue,
            "publisher": publisher,
            "tags": tags,
            "web_version": tags.web_version or issue.url,
            "image_width": width,
            "image_height": round(image.height * width / image.width) if image else 0,
        },
    )
    return strip_indentation(get_css_inliner().inline(html))


def email_size(html: str) -> int:
    """The size of a message in bytes, as Gmail's limit counts it."""
    return len(html.encode())


@cache
def get_css_inliner() -> CSSInliner:
    """An inliner that never fetches a stylesheet, whatever the HTML links to."""
    return CSSInliner(load_remote_stylesheets=False)


def strip_indentation(html: str) -> str:
    """The HTML without its template's indentation and empty lines, and without the inliner's own attribute."""
    return re.sub(r"\n\s*", "\n", html).replace(' data-css-inline="keep"', "").strip() + "\n"

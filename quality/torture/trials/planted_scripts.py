"""Every field full of markup: in pages, feeds, formats and mails it is text, and never markup."""

import http.client
import json
import re
from email import message_from_bytes, policy
from html.parser import HTMLParser
from xml.etree import ElementTree

from ..content import paths_of_pages
from ..trial import Run

MARK = "plant7391"
PLANTS = (
    f'"><script>{MARK}()</script>',
    f"'><img src=x onerror={MARK}()>",
    f"</title></script></style><svg onload={MARK}()>",
    f"javascript:{MARK}()",
    f"]]><x {MARK}='1'>",
    f"{{{{ {MARK} }}}}<details open ontoggle={MARK}()>",
)
URLS = {"href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcset"}


def run(run: Run) -> None:
    planted = plant(run.amount)
    run.at_least("fields planted", planted, 20)
    paths = list_paths()
    responses, unanswered = {}, []
    for path in paths:
        try:
            responses[path] = run.site.client(timeout=60).get(path)
        except (OSError, http.client.HTTPException) as error:
            unanswered.append(f"{path}: {error!r}")
    run.none("no answer", unanswered)
    seen, found = 0, []
    for path, response in responses.items():
        if response.status in {200, 404}:
            seen += MARK in response.text
            found += [f"{path}: {problem}" for problem in find_problems(response)]
    run.none("500", (path for path, response in responses.items() if response.status >= 500))
    run.at_least("responses that show a plant", seen, 10)
    found += [f"admin {path}: {problem}" for path in admin_paths() for problem in find_problems(admin_page(run, path))]
    run.none("plants that became markup", found)
    check_mail(run)


def list_paths() -> list[str]:
    """Every page, the feeds, the formats of updates and statements, and what repeats a visitor's own words."""
    from news.outputs.formats import FORMATS

    pages = paths_of_pages()
    dated = [path for path in pages if path.startswith(("/news/", "/statements/")) and path.count("/") == 3]
    feeds = [f"{path}{name}" for path in pages if path.count("/") in {2, 3} for name in ("feed/", "feed.json")]
    formats = [f"{path.rstrip('/')}.{kind}" for path in dated for kind in FORMATS]
    own_words = [f"/search/?q={MARK}%22%3E%3Cscript%3E{MARK}()%3C/script%3E", f"/{MARK}-%3Csvg%20onload=x%3E/"]
    return [*pages, *feeds, *formats, "/sitemap-pages-1.xml", "/sitemap-views-1.xml", "/site.webmanifest", *own_words]


def plant(rounds: int) -> int:
    """Put a plant into every text field of every page, person and setting; returns the number of fields."""
    from django.db import models
    from wagtail.models import Page

    from pages.models import Organization, Person, SiteImage

    count = 0
    objects = [page.specific for page in Page.objects.live().filter(depth__gt=1)]
    for number, each in enumerate(
        [*objects, *Organization.objects.all(), *Person.objects.all(), *SiteImage.objects.all()]
    ):
        fields = [
            field
            for field in type(each)._meta.concrete_fields
            if type(field) in {models.CharField, models.TextField} and not field.choices and field.editable
            and field.name not in {"slug", "url_path", "path", "locale", "ein", "telephone", "iso_code"}
        ]  # fmt: skip
        values = {}
        for position, field in enumerate(fields):
            text = PLANTS[(number * rounds + position) % len(PLANTS)]
            values[field.name] = text[: field.max_length or 255]
        type(each)._base_manager.filter(pk=each.pk).update(**values)
        count += len(values)
    return count


class Markup(HTMLParser):
    """Collects what of a page a browser would run."""

    def __init__(self):
        super().__init__()
        self.problems, self.is_script = [], False

    def handle_starttag(self, tag, attributes):
        self.is_script = tag == "script" and dict(attributes).get("type") in {None, "module", "text/javascript"}
        for name, value in attributes:
            value = value or ""
            if MARK in name or (name.startswith("on") and MARK in value):
                self.problems.append(f"<{tag} {name}={value[:40]}>")
            if name in URLS and re.match(r"\s*(javascript|data):", value, re.IGNORECASE) and MARK in value:
                self.problems.append(f"<{tag} {name}={value[:40]}>")

    def handle_endtag(self, tag):
        if tag == "script":
            self.is_script = False

    def handle_data(self, data):
        if self.is_script and MARK in data and f"{MARK}()" in re.sub(r'"(\\.|[^"\\])*"', "", data):
            self.problems.append(f"script: {data[:60]}")


def find_problems(response) -> list[str]:
    """What of the response a reader would run, or could not parse."""
    kind = response.headers.get("content-type", "")
    try:
        if "html" in kind:
            return markup_problems(response.text)
        if "xml" in kind:
            return feed_problems(response.body)
        if "json" in kind:
            json.loads(response.body)
    except (ValueError, ElementTree.ParseError) as error:
        return [f"{kind} cannot be parsed: {error}"]
    return [] if "text/" in kind or "json" in kind else [f"served as {kind}"] if MARK in response.text else []


def markup_problems(text: str) -> list[str]:
    parser = Markup()
    parser.feed(text)
    return parser.problems


def feed_problems(body: bytes) -> list[str]:
    """The HTML inside an item's elements too, which a feed reader shows; the channel's own description is text."""
    root = ElementTree.fromstring(body)  # noqa: S314 — our own XML
    found = [
        f"<{element.tag}>" for element in root.iter() if MARK in str(element.tag) or element.tag in {"script", "svg"}
    ]
    for element in root.iterfind(".//item/*"):
        if element.tag.endswith(("description", "encoded")):
            found += markup_problems(element.text or "")
    return found


def admin_paths() -> list[str]:
    from wagtail.models import Page

    pages = Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True)[:6]
    listings = ["/admin/", "/admin/images/", "/admin/documents/", "/admin/pages/", "/admin/reports/site-history/"]
    return [*listings, *(f"/admin/pages/{pk}/edit/" for pk in pages)]


def admin_page(run, path):
    return run.site.client("administrator", timeout=60).get(path)


def check_mail(run) -> None:
    """A contact message with markup and line breaks in its name: one mail, to the organization, as plain text."""
    from ..queue import wait_until_empty
    from .contact_flood import hidden_fields

    client = run.site.client()
    fields = {
        "name": "A\r\nBcc: victim@example.org",
        "email": "a@example.org",
        "organization": PLANTS[0],
        "website": "",
        "text": "\n".join(PLANTS),
    }
    client.post("/contact/message/", fields | hidden_fields(run))
    wait_until_empty()
    mails = [message_from_bytes(mail, policy=policy.default) for mail in run.site.mail.received]
    run.none("mails with a planted header", (mail["Bcc"] for mail in mails if mail["Bcc"]))
    run.none("mails with an HTML part", (part.get_content_type() for mail in mails for part in mail.walk()
                                         if part.get_content_type() == "text/html"))  # fmt: skip

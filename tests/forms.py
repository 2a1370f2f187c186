"""What an editor's browser sends from the admin's page forms."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

PUBLISH = {"action-publish": "Publish page"}
SAVE_DRAFT = {}


def clippings(*values):
    """The clippings as the form has them; what is not given is empty."""
    empty = {"headline": "", "byline": "", "source": "", "date": "", "url": "", "excerpt": "", "countries": ()}
    return streamfield([("clipping", empty | value) for value in values])


def signatories(*values):
    return streamfield([("signatory", {"name": name, "title": title}) for name, title in values])


def weekly_update(**changes):
    """A weekly update that can be published as it is, with these fields changed."""
    fields = {
        "date": "2025-02-21",
        "kicker": "Weekly Top 10",
        "title": "",
        "search_description": "What happened this week, in one sentence.",
        "addressee": "NCSEJ Leadership and Interested Parties",
        "sent_from": signatories(("Example Leader", "Executive Director")),
        "letter": rich_text("<p>Dear Friend,</p><p>This week we write to you.</p>"),
        "signature": "Example Leader\nExecutive Director",
        "lead_image": "",
        "lead_image_caption": "",
        "clippings": clippings({"headline": "A headline", "source": "Example Wire"}),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | changes)


def statement(**changes):
    fields = {
        "title": "A statement",
        "slug": "a-statement",
        "seo_title": "",
        "search_description": "What we say, in one sentence.",
        "kind": "statement",
        "date": "2025-02-03",
        "body": rich_text("<p>We say this.</p>"),
        "bill_rows": inline_formset([]),
        "correction": "",
        "corrected_on": "",
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | changes)


def publication(**changes):
    fields = {
        "title": "A report",
        "slug": "a-report",
        "seo_title": "",
        "search_description": "What it reports, in one sentence.",
        "kind": "country-report",
        "number": "",
        "date": "2024-05-01",
        "cover": "",
        "description": rich_text("<p>About it.</p>"),
        "document": "",
        "external_url": "",
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | changes)


def add(client, index, form, action):
    """Send the form of a new page below `index`, and return what the admin answers."""
    child = index.specific_class.subpage_types[0].lower().split(".")
    return client.post(reverse("wagtailadmin_pages:add", args=[*child, index.pk]), form | action)


def edit(client, page, form, action):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form | action)


def errors(response):
    """Field name → what the editor is told there, for the form in a response; blocks of a stream by their path."""
    return dict(flatten(response.context["form"].errors.as_data()))


def flatten(found):
    for name, problems in found.items():
        for problem in problems:
            yield from at(name, problem)


def at(path, problem):
    """(path, message) pairs of an error and of all errors within it, as Wagtail nests those of a stream."""
    inner = getattr(problem, "block_errors", {})
    if not inner:
        yield path, " ".join(problem.messages)
    for key, nested in inner.items():
        yield from at(f"{path}.{key}", nested)

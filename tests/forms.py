"""The POST data of the admin's page forms, as an editor's browser sends it."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

PUBLISH = {"action-publish": "Publish page"}
SAVE_DRAFT = {}


def clippings(*values):
    """The form data of a StreamField of clippings; fields that are not given are empty."""
    empty = {"headline": "", "byline": "", "source": "", "date": "", "url": "", "excerpt": "", "countries": ()}
    return streamfield([("clipping", empty | value) for value in values])


def signatories(*values):
    return streamfield([("signatory", {"name": name, "title": title}) for name, title in values])


def weekly_update(**changes):
    """The form data of a weekly update that can be published, with these fields changed."""
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
        "correction": "",
        "corrected_on": "",
        "unplaced_lines": "",
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
    """Send the form of a new page below `index`, and return the response."""
    child = index.specific_class.subpage_types[0].lower().split(".")
    return client.post(reverse("wagtailadmin_pages:add", args=[*child, index.pk]), form | action)


def edit(client, page, form, action):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form | action)


def errors(response):
    """Field name → message, of the form in a response; errors of a StreamField have the path of the block's field."""
    return dict(flatten(response.context["form"].errors.as_data()))


def flatten(errors_by_field):
    for name, field_errors in errors_by_field.items():
        for error in field_errors:
            yield from flatten_error(name, error)


def flatten_error(path, error):
    """(path, message) pairs of an error and of the errors nested in it, as Wagtail nests those of a StreamField."""
    block_errors = getattr(error, "block_errors", {})
    if not block_errors:
        yield path, " ".join(error.messages)
    for key, nested in block_errors.items():
        yield from flatten_error(f"{path}.{key}", nested)

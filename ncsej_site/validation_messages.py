"""A ValidationError as sentences for people, where no form can show it at a field; and the views that need that."""

import html
import re
from collections.abc import Iterator
from functools import wraps

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import redirect
from django.template.defaultfilters import urlize
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeData
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow

LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')


def describe_errors(error: ValidationError) -> Iterator[str]:
    """The messages of an error as plain text, each with its field's name; a link is given as an absolute URL."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, details in by_field.items():
        for detail in details:
            message = detail.message % detail.params if detail.params else detail.message
            text = without_tags(message) if isinstance(message, SafeData) else str(message)
            yield text if name == NON_FIELD_ERRORS else f"{name.replace('_', ' ').capitalize()}: {text}"


def without_tags(message: str) -> str:
    with_urls = LINK.sub(rf"\2 ({settings.WAGTAILADMIN_BASE_URL}\1)", message)
    return html.unescape(strip_tags(with_urls))


def reports_invalid_page(view):
    """Decorate a view of the admin that publishes without the page's form: it says why a page is refused.

    Approving a change, publishing several pages at once, and copying a page with those below it validate what they
    save; Wagtail answers with a server error where that fails.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except ValidationError as error:
            reasons = " ".join(describe_errors(error))
        messages.error(request, urlize(f"Nothing was changed. {reasons}"))
        page_id = kwargs.get("page_id")
        url = reverse("wagtailadmin_pages:edit", args=[page_id]) if page_id else reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":  # a dialog of the editor, which goes there
            return render_modal_workflow(request, "", json_data={"step": "success", "redirect": url})
        return redirect(url)

    return wrapper

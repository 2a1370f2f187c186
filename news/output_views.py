"""The weekly update in its other forms, at the addresses beside its web page."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from .models import WeeklyUpdate
from .outputs.build import publisher
from .outputs.machine import as_json, as_markdown
from .outputs.plain_text import plain_text

FORMS = {
    "json": (as_json, "application/json"),
    "md": (as_markdown, "text/markdown; charset=utf-8"),
    "txt": (plain_text, "text/plain; charset=utf-8"),
}


@require_safe
def update_as(request, slug: str, extension: str) -> HttpResponse:
    """A published update as JSON, Markdown or plain text. A draft's or a private one's is not found, as its page is."""
    update = WeeklyUpdate.objects.whole().filter(slug=slug).first()
    if update is None:
        raise Http404
    issue = update.as_issue(request)
    write, content_type = FORMS[extension]
    response = HttpResponse(write(issue, publisher(request)), content_type)
    response["Link"] = f'<{issue.url}>; rel="canonical"'
    return response

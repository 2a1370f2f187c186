"""The JSON views behind "Paste clippings" and "Suggest countries". They store nothing."""

import json

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ..countries.codes import COUNTRY_NAMES
from ..countries.suggestions import suggest_for_clipping
from ..models import Source
from ..models.inbox import url_key
from ..parser.whole_issue import ParsedIssue, read_paste
from ..preflight.findings import normalize_words
from .primary_keys import read_pk
from .whole_issues import describe_issue

MAX_PASTE_LENGTH = 1_000_000  # characters, the markup of a word processor included


@require_POST
def read_clippings(request):
    """Parse pasted text, the field `text`. JSON: `clippings`, and `unplaced` lines; or `error`, with status 400.

    `issue` has the fields around the clippings, where the text is a whole issue; see describe_issue(). The field
    `page` is the pk of the update into which it goes, `url` and `headline`, several times, what its clippings have:
    of a clipping that is one of them, `is_there` is true.
    """
    text = request.POST.get("text", "")
    if not text.strip():
        return JsonResponse({"error": "Paste the clippings first."}, status=400)
    if len(text) > MAX_PASTE_LENGTH:
        return JsonResponse({"error": "That is more than an issue holds. Paste it in two parts."}, status=400)
    found = read_paste(text, timezone.localdate(), Source.objects.as_table())
    page_id = read_pk(request.POST.get("page", ""))
    issue = describe_issue(found, page_id) if isinstance(found, ParsedIssue) else None
    keys = {url_key(url) for url in filter(None, request.POST.getlist("url"))}
    headlines = set(filter(None, map(normalize_words, request.POST.getlist("headline"))))
    parts = found.as_dict()
    for clipping in parts["clippings"]:
        is_same = bool(clipping["url"]) and url_key(clipping["url"]) in keys
        clipping["is_there"] = is_same or normalize_words(clipping["headline"]) in headlines
    return JsonResponse({"clippings": parts["clippings"], "unplaced": parts["unplaced"], "issue": issue})


@require_POST
def suggest_countries(request):
    """Suggest countries for each of [{headline, excerpt}, …], the JSON of the request's body.

    JSON: `clippings`, for each a list of {code, name, reasons}; or `error`, with status 400.
    """
    try:
        clippings = [(str(each["headline"]), str(each["excerpt"])) for each in json.loads(request.body)]
    except (ValueError, TypeError, KeyError, RecursionError):
        return JsonResponse({"error": "A list of headlines and excerpts is expected."}, status=400)
    if sum(len(headline) + len(excerpt) for headline, excerpt in clippings) > MAX_PASTE_LENGTH:
        return JsonResponse({"error": "That is more than an issue holds."}, status=400)
    suggestions = [[suggestion_as_dict(found) for found in suggest_for_clipping(*clipping)] for clipping in clippings]
    return JsonResponse({"clippings": suggestions})


def suggestion_as_dict(suggestion) -> dict:
    reasons = dict.fromkeys(map(str, suggestion.reasons))  # without duplicates, in order
    return {"code": suggestion.code, "name": COUNTRY_NAMES[suggestion.code], "reasons": list(reasons)}

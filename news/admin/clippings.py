"""What the buttons above the clippings ask the server for. Nothing is stored here."""

import json

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ..countries.codes import COUNTRY_NAMES
from ..countries.suggestions import suggest_for_clipping
from ..parser import parse_clippings

MAX_PASTE_LENGTH = 1_000_000  # characters, the markup of a word processor included


@require_POST
def read_clippings(request):
    """Pasted text in; clippings, and the lines that belong to none, out as JSON."""
    text = request.POST.get("text", "")
    if not text.strip():
        return JsonResponse({"error": "Paste the clippings first."}, status=400)
    if len(text) > MAX_PASTE_LENGTH:
        return JsonResponse({"error": "That is more than an issue holds. Paste it in two parts."}, status=400)
    return JsonResponse(parse_clippings(text, near=timezone.localdate()).as_dict())


@require_POST
def suggest_countries(request):
    """[{headline, excerpt}, …] in; for each the countries it seems to be about, with the reasons, out as JSON."""
    try:
        clippings = [(str(each["headline"]), str(each["excerpt"])) for each in json.loads(request.body)]
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"error": "A list of headlines and excerpts is expected."}, status=400)
    if sum(len(headline) + len(excerpt) for headline, excerpt in clippings) > MAX_PASTE_LENGTH:
        return JsonResponse({"error": "That is more than an issue holds."}, status=400)
    suggestions = [[as_dict(found) for found in suggest_for_clipping(*clipping)] for clipping in clippings]
    return JsonResponse({"clippings": suggestions})


def as_dict(suggestion):
    reasons = dict.fromkeys(map(str, suggestion.reasons))  # each once, in order
    return {"code": suggestion.code, "name": COUNTRY_NAMES[suggestion.code], "reasons": list(reasons)}

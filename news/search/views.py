from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.models import Organization

from .backend import normalize_query, search_pages
from .promotions import find_promotion


@require_safe
def search(request):
    """The search page: `q` is the query, `kind` a key of backend.KINDS, `page` the number of a page of results."""
    query, kind = normalize_query(request.GET.get("q", "")), request.GET.get("kind")
    promotion = find_promotion(query, Organization.for_request(request)) if query and not kind else None
    without = promotion.page.pk if promotion else None
    results = search_pages(query, kind, request.GET.get("page"), without=without) if query else None
    if promotion and results.page.number > 1:
        promotion = None  # it has been seen
    return render(request, "news/search.html", {"query": query, "results": results, "promotion": promotion})

from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.models import Organization

from .backend import normalize_query, search_pages
from .promotions import find_promotion


@require_safe
def search(request):
    """The search page: `q` is the query, `kind` a key of backend.KINDS, `page` the number of a page of results."""
    query, kind = normalize_query(request.GET.get("q", "")), request.GET.get("kind")
    results = search_pages(query, kind, request.GET.get("page")) if query else None
    promotion = find_promotion(query, Organization.for_request(request)) if query and not kind else None
    if promotion and (results.page.number > 1 or promotion.page in results.page[:1]):
        promotion = None  # it has been seen, or is the first result anyhow
    elif promotion:
        results.page.object_list = [result for result in results.page if result != promotion.page]
    return render(request, "news/search.html", {"query": query, "results": results, "promotion": promotion})

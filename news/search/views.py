from django.shortcuts import render
from django.views.decorators.http import require_safe

from .backend import normalize_query, search_pages


@require_safe
def search(request):
    """The search page: `q` is the query, `kind` a key of backend.KINDS, `page` the number of a page of results."""
    query = normalize_query(request.GET.get("q", ""))
    results = search_pages(query, request.GET.get("kind"), request.GET.get("page")) if query else None
    return render(request, "news/search.html", {"query": query, "results": results})

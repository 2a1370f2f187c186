from django.shortcuts import render
from django.views.decorators.http import require_GET

from .backend import clean_query, search_pages


@require_GET
def search(request):
    query = clean_query(request.GET.get("q", ""))
    results = search_pages(query, request.GET.get("kind"), request.GET.get("page")) if query else None
    return render(request, "news/search.html", {"query": query, "results": results})

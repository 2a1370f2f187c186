from http import HTTPStatus

from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.models import Organization

from .backend import Search, normalize_query
from .bills import find_bills_named
from .feed import search_feed, search_feed_links
from .promotions import find_promotion
from .unanswered import count_unanswered


@require_safe
def search(request):
    """The search page. Its parameters: see backend.Search; `format` is that of a feed of all that is found.

    503 where the database has ended the search.
    """
    if "format" in request.GET:
        return search_feed(request)
    query = normalize_query(request.GET.get("q", ""))
    is_plain = query and not request.GET.get("kind")
    promotion = find_promotion(query, Organization.for_request(request)) if is_plain else None
    results = Search(request.GET, without=promotion.page.pk if promotion else None).run() if query else None
    if promotion and results.number > 1:
        promotion = None  # it has been seen
    if results and not results.is_answered:
        count_unanswered(query)
    return render(
        request,
        "news/search.html",
        {
            "query": query,
            "results": results,
            "promotion": promotion,
            "bills": find_bills_named(query) if is_plain else [],
            "feed": search_feed_links(results) if results else None,
        },
        status=HTTPStatus.SERVICE_UNAVAILABLE if results and results.is_cancelled else HTTPStatus.OK,
    )

from http import HTTPStatus

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pages.models import Organization

from ..bills import NO_BREAK_SPACE, read_bill
from ..filter_values import read_parameters
from ..listing import build_query_string
from .answer import answer_to
from .feed import search_feed, search_feed_links
from .unanswered import count_unanswered


@require_safe
def search(request):
    """The search page. Its parameters: see backend.Search; `format` is that of a feed of all that is found.

    Without words it lists what its filters select. 503 where the database has ended the search.
    """
    parameters = read_parameters(request.GET)
    if "bill" in parameters:
        return redirect(find_bill_url(parameters))
    if "format" in request.GET:
        return search_feed(request)
    answer = answer_to(request.GET, Organization.for_request(request))
    results = answer.results
    if answer.query and results and not results.is_answered and not answer.bills:
        count_unanswered(answer.query)
    return render(
        request,
        "news/search.html",
        {
            "query": answer.query,
            "results": results,
            "promotion": answer.promotion,
            "bills": answer.bills,
            "feed": search_feed_links(results) if results else None,
        },
        status=HTTPStatus.SERVICE_UNAVAILABLE if results and results.is_cancelled else HTTPStatus.OK,
    )


def find_bill_url(parameters: dict[str, str]) -> str:
    """Where the search for a bill is, which it has no filter by: with its name as words. What names no bill is told of
    by the list of clippings.
    """
    bill = read_bill(parameters["bill"])
    if bill is None:
        return reverse("clippings") + build_query_string(**parameters)
    words = f"{parameters.get('q', '')} {bill.name}".replace(NO_BREAK_SPACE, " ").strip()
    others = {name: value for name, value in parameters.items() if name not in {"bill", "q"}}
    return reverse("search") + build_query_string(q=words, **others)

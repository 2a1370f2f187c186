import re
from functools import cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from pages.models.sites import find_site
from pages.navigation import find_page_of_type
from pages.prepared import PreparedQuery
from pages.rich_text.direction import direction
from pages.shared import shared

from ..countries.codes import COUNTRY_NAMES
from ..countries.map import build_map
from ..countries.names import find_language
from ..letter import mark_opening, text_after_salutation
from ..listing import MAX_YEARS, QueryLink, build_query_string
from ..models import Statement, WeeklyUpdate
from ..models.country import read_countries
from ..models.feeds import page_feed_links
from ..models.formats import format_url
from ..preflight.report import build_report
from ..views.named_in import find_related

register = template.Library()
CYRILLIC = re.compile("[\u0400-\u04ff]")
register.filter("opening", mark_opening, is_safe=True)
register.simple_tag(format_url)
register.simple_tag(page_feed_links)


@register.simple_tag
def latest_updates(count):
    """The newest weekly updates for the home page: the first whole, the others as a list shows them. Two queries."""
    first, others = prepare_latest(count)
    return [*first.fetch(), *others.fetch()]


@cache
def prepare_latest(count):
    return (
        PreparedQuery(lambda: WeeklyUpdate.objects.listed().newest().bring_withdrawals()[:1]),
        PreparedQuery(lambda: WeeklyUpdate.objects.for_list()[1:count]),
    )


@register.simple_tag
def selected_statements(count):
    """The newest statements that an editor selected for the home page. One query."""
    return prepare_selected(count).fetch()


@cache
def prepare_selected(count):
    return PreparedQuery(lambda: Statement.objects.for_list().selected()[:count])


@register.filter
def count_articles(clippings):
    """How many of these blocks readers have the article of: shown_clippings has a place for each withdrawn one, too."""
    return sum(not clipping.value.is_withdrawn for clipping in clippings)


@register.simple_tag(takes_context=True)
def communities(context):
    """The countries on the front page: as long as nothing is published, the same text."""
    return render_communities(context["request"], find_site(context["request"]))


@shared
def render_communities(request, site):
    context = {"countries": read_countries(request), "request": request}
    return mark_safe(render_to_string("components/communities.html", context).strip("\n") + "\n")


@register.filter
def has_cyrillic(update):
    """Whether what a weekly update sets in the serif has Cyrillic letters, whose font is a file of its own."""
    clippings = [clipping.value[field] for clipping in update.shown_clippings for field in ("headline", "excerpt")]
    return bool(CYRILLIC.search(" ".join(map(str, (update.title, update.letter, *clippings)))))


@register.simple_tag(takes_context=True)
def feeds_in_head(context):
    """The FeedLinks that a page's head names: its own, then those of statements and news, which every page has."""
    request = context["request"]
    links = [context.get("feed"), *find_site_feeds(request, find_site(request))]
    return {link.rss: link for link in links if link}.values()


@shared
def find_site_feeds(request, site):
    """The FeedLinks of statements and news, where there are such pages."""
    pages = [find_page_of_type(request, kind) for kind in ("news.statementindex", "news.newsindex")]
    return [page_feed_links(page, request) for page in pages if page]


@register.simple_tag
def country_map(countries, counts=None):
    """The map of communities, whose states link to these country pages. counts: ISO code → number of clippings."""
    return build_map(countries, counts or None)


@register.simple_tag(takes_context=True)
def related(context, page):
    """What mentions a page, and the country pages of its clippings: a Related. One query."""
    clippings = getattr(page, "shown_clippings", ())
    codes = {code for clipping in clippings for code in clipping.value["countries"] or ()}
    return find_related(context["request"], page, codes)


@register.simple_tag
def clippings_url(country="", **filters):
    """The URL of the clippings by these filters. country: ISO code."""
    return reverse("clippings") + build_query_string(country=(country or "").lower(), **filters)


@register.simple_tag
def country_years(country, years):
    """Links to the clippings on a country of each of the newest years, and to a list of all where there are more.

    years: (year, number) pairs, newest first.
    """
    years = list(years or ())
    links = [QueryLink(str(year), clippings_url(country, year=year), False, count) for year, count in years[:MAX_YEARS]]
    if len(years) > MAX_YEARS:
        query = build_query_string(country=country.lower())
        links.append(QueryLink("All years", reverse("clipping_values", args=["year"]) + query, False))
    return links


@register.filter
def at_key(mapping, key):
    """The value of a dictionary for a key that is a variable; None where there is none."""
    return mapping.get(key) if mapping else None


@register.simple_tag
def country_chips(codes, country_pages):
    """A dict with `name`, and `page` or None, for each of a clipping's country codes. country_pages: code → page."""
    return [{"name": COUNTRY_NAMES.get(code, code), "page": (country_pages or {}).get(code)} for code in codes]


@register.filter
def names_of_country(names):
    """Names with commas between them, each with its language where that is known, and a bidirectional isolate: Hebrew
    in one does not reorder its neighbours.
    """
    languages = ((name, find_language(name)) for name in names)
    marked = ((format_html(' lang="{}"', language) if language else "", name) for name, language in languages)
    return format_html_join(", ", "<bdi{}>{}</bdi>", marked)


@register.filter
def country_names(codes):
    """The names of these ISO codes, with commas between them."""
    return ", ".join(COUNTRY_NAMES.get(code, code) for code in codes)


@register.filter
def teaser(letter, words):
    """The first `words` words of a letter, given as HTML, as plain text without its salutation."""
    return Truncator(text_after_salutation(letter)).words(words, truncate="\u2009…")


@register.filter
def marked(parts):
    """A text as HTML, from its parts: (part, whether it stands in a `mark` element)."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if is_match else part,) for part, is_match in parts)
    )


@register.filter
def dir_attribute(text):
    """` dir="rtl"` for a text that is mostly in a right-to-left script, otherwise empty."""
    return mark_safe(' dir="rtl"') if direction(text) else ""


@register.inclusion_tag("news/admin/preflight.html", takes_context=True)
def preflight(context):
    """The preflight findings of the weekly update in the editor; an empty context for other page types."""
    update = context.get("page")
    if not isinstance(update, WeeklyUpdate):
        return {}
    return {"update": update, "report": build_report(update, context["request"]), "now": timezone.now()}

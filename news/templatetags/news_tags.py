import re
from html import unescape

from django import template
from django.utils.html import escape, strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from ..countries.codes import COUNTRY_NAMES
from ..countries.map import build_map
from ..models import Country, Statement, WeeklyUpdate
from ..search.highlight import split_at_matches

register = template.Library()


@register.simple_tag
def latest_updates(count):
    """The newest issues, the first of them whole, for the front page. One query."""
    return list(WeeklyUpdate.objects.listed().newest()[:count])


@register.simple_tag
def selected_statements(count):
    """Statements that an editor put on the front page, newest first. One query."""
    return list(Statement.objects.for_list().selected()[:count])


@register.simple_tag
def communities():
    """The countries in the order of their names, for the front page. One query."""
    return list(Country.objects.for_list())


@register.simple_tag
def country_pages(update):
    """The live pages of the countries that a weekly update's clippings are about, by code. One query."""
    codes = {code for clipping in update.clippings for code in clipping.value["countries"]}
    return Country.objects.by_code(codes)


@register.simple_tag
def feed_url(page):
    """The URL of the RSS feed of a page, such as the news page or a country's."""
    return f"{page.url}feed/"


@register.simple_tag
def json_feed_url(page):
    return f"{page.url}feed.json"


@register.simple_tag
def format_url(update, extension):
    """The URL of a weekly update in another format, see outputs/formats.py."""
    return f"{update.url.removesuffix('/')}.{extension}"


@register.simple_tag
def country_map(countries):
    """The map with these pages as the targets of its states."""
    return build_map(countries)


@register.simple_tag
def country_chips(codes, country_pages):
    """The names of a clipping's countries, each with its page where there is one."""
    return [{"name": COUNTRY_NAMES.get(code, code), "page": (country_pages or {}).get(code)} for code in codes]


SALUTATION = re.compile(r"^\s*(?:Dear (?:Friend|Colleague)s?\s*[,:]\s*)+", re.IGNORECASE)


@register.filter
def opening(letter, words):
    """The first words of a letter as plain text, without its salutation."""
    text = unescape(strip_tags(re.sub(r"</(?:p|li|h\d|blockquote)>|<br ?/?>", " ", letter))).replace("\u00a0", " ")
    return Truncator(SALUTATION.sub("", " ".join(text.split()))).words(words, truncate="\u2009…")


@register.filter
def highlight(text, stems):
    """The text with the words that a search looked for in `mark` elements."""
    pieces = ((escape(piece), is_wanted) for piece, is_wanted in split_at_matches(text, stems))
    return mark_safe("".join(f"<mark>{piece}</mark>" if is_wanted else piece for piece, is_wanted in pieces))

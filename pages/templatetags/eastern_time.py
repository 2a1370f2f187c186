"""The filter `eastern`, which prints a time for staff."""

from django import template

from ..eastern_time import format_eastern

register = template.Library()


@register.filter
def eastern(value):
    """The time as staff are told it; empty for None, which is no time yet."""
    return format_eastern(value) if value else ""

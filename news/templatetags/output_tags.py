from django import template
from django.utils.safestring import mark_safe

from ..outputs.html_tree import direction

register = template.Library()


@register.filter
def dir_attribute(text):
    """` dir="rtl"` for a text that is mostly in a right-to-left script, otherwise empty."""
    return mark_safe(' dir="rtl"') if direction(text) else ""

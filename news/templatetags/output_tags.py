from django import template
from django.utils.safestring import mark_safe

from ..outputs.html_tree import direction

register = template.Library()


@register.filter
def dir_attribute(text):
    """The attribute of an element that holds this text: ` dir="rtl"` for one written mostly in Hebrew, or nothing."""
    return mark_safe(' dir="rtl"') if direction(text) else ""

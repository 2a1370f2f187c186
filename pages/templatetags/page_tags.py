from django import template
from django.utils.safestring import mark_safe
from wagtail.models import Page

from .. import navigation
from ..models import Organization
from ..stylesheet import stylesheet

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context):
    """The Menu of navigation.py, with the current page's branch marked."""
    page = context.get("page")
    return navigation.main_menu(context["request"], page if isinstance(page, Page) else None)


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    page = context.get("page")
    return navigation.breadcrumbs(context["request"], page) if isinstance(page, Page) else []


@register.simple_tag(takes_context=True)
def organization(context):
    """The organization's settings, read once for a request."""
    return Organization.for_request(context["request"])


@register.simple_tag
def inline_stylesheet():
    return mark_safe(stylesheet())

from django import template
from django.utils import timezone

from ..models import WeeklyUpdate
from ..preflight.report import build_report

register = template.Library()


@register.inclusion_tag("news/admin/preflight.html", takes_context=True)
def preflight(context):
    """The preflight findings of the weekly update in the editor; an empty context for other page types."""
    update = context.get("page")
    if not isinstance(update, WeeklyUpdate):
        return {}
    return {"update": update, "report": build_report(update, context["request"]), "now": timezone.now()}

from django import template

from ..library.permissions import policy_of

register = template.Library()


@register.simple_tag(takes_context=True)
def why_owner_may_not_change(context, item):
    """Why the one who uploaded this picture or document may not change it any more; empty for anything else."""
    policy = policy_of(item)
    return policy.why_owner_may_not_change(context["request"].user, item) if policy else ""

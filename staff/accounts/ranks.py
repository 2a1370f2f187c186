"""Who may change whose account. Wagtail's permission to change users would let its holder make administrators.

An administrator (Django's superuser) may do everything. Who else may change accounts changes those whose roles and
permissions they have all themselves, and gives no role that they do not have.
"""


def may_change(user, other) -> bool:
    if user.is_superuser:
        return True
    roles = set(user.groups.values_list("pk", flat=True))
    return (
        not other.is_superuser
        and roles.issuperset(other.groups.values_list("pk", flat=True))
        and user.get_all_permissions() >= other.get_all_permissions()
    )


def may_reset(user, other) -> bool:
    """Whether this user may remove another's second factor; one's own is changed under Account, with a factor shown."""
    return user != other and user.has_perm("staff.change_user") and may_change(user, other)


def may_give(user, role) -> bool:
    return user.is_superuser or user.groups.filter(pk=role.pk).exists()


def describe_rank(user) -> str:
    """The account's roles in words, as the log has them."""
    roles = sorted(user.groups.values_list("name", flat=True))
    words = ["administrator"] * user.is_superuser + roles
    return f"{', '.join(words) or 'no role'}{'' if user.is_active else ' (inactive)'}"

"""Demo logins. Only ever for development: their password stands in the repository."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from . import files

User = get_user_model()


def make_logins() -> int:
    """Make those that are missing. A user of that name who is there already is left as they are."""
    known = set(User.objects.values_list("username", flat=True))
    new = [row for row in files.table("logins")["logins"] if row["username"] not in known]
    for row in new:
        make_login(**row)
    return len(new)


def make_login(role, username, password, groups=(), **fields):
    user = User.objects.create_user(username, password=password, first_name=f"Demo {role}", **fields)
    user.groups.set(Group.objects.filter(name__in=groups))


def working_logins() -> list[str]:
    """A line for each demo login whose password is still the one in the repository."""
    rows = files.table("logins")["logins"]
    users = User.objects.filter(is_active=True).in_bulk([row["username"] for row in rows], field_name="username")
    return [
        f"{row['role']}: username {row['username']}, password {row['password']}"
        for row in rows
        if row["username"] in users and users[row["username"]].check_password(row["password"])
    ]

"""Demo logins. For development only, because their password is in the repository."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from . import files

User = get_user_model()


def create_logins() -> int:
    """Create the missing users and return their number. An existing user of that name is not changed."""
    known = set(User.objects.values_list("username", flat=True))
    new = [row for row in files.read_table("logins")["logins"] if row["username"] not in known]
    for row in new:
        create_login(**row)
    return len(new)


def create_login(role, username, password, groups=(), **fields):
    user = User.objects.create_user(username, password=password, first_name=f"Demo {role}", **fields)
    user.groups.set(Group.objects.filter(name__in=groups))


def working_logins() -> list[str]:
    """A line for each demo login whose password is still the one in the repository."""
    rows = files.read_table("logins")["logins"]
    users = User.objects.filter(is_active=True).in_bulk([row["username"] for row in rows], field_name="username")
    return [
        f"{row['role']}: username {row['username']}, password {row['password']}"
        for row in rows
        if row["username"] in users and users[row["username"]].check_password(row["password"])
    ]

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from staff.second_factor.changes import reset


class Command(BaseCommand):
    help = (
        "For who has lost telephone, passkeys and recovery codes: removes every second factor of an account and ends "
        "its sessions. Its owner is told by mail, and sets up a new one at the next sign-in. First make sure, by "
        "telephone or face to face, that it is the owner who asks."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="USER", help="the account's username")

    def handle(self, *args, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account of this name: {username}")
        reset(user)
        told = f"A mail to {user.email} says so." if user.email else "The account has no address, so nobody is told."
        self.stdout.write(
            f"{username} has no second factor and no session now, and sets up a new one at the next sign-in. {told}"
        )

"""The task that mails a password reset. The queue stores its dotted path, so renaming it loses the tasks that wait."""

from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

TEMPLATES = "wagtailadmin/account/password_reset/"


@task(backend="worker")
@transaction.atomic  # mails are rows: all of them or none, so that a task which is tried again mails nobody twice
def send_password_reset(email: str, requested_at: str) -> None:
    """Mail a link to whoever is active and has this address and a password; nothing to anybody else.

    requested_at makes each request a task of its own: requeueing one that has failed would cost more than a new one.
    Raises what sending mail raises.
    """
    for user in PasswordResetForm().get_users(email):
        context = {
            "uid": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
            "user": user,
        }
        subject = render_to_string(f"{TEMPLATES}email_subject.txt", context)
        body = render_to_string(f"{TEMPLATES}email.txt", context)
        EmailMessage(" ".join(subject.split()), body, to=[user.email]).send()

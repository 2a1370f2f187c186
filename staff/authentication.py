"""Judges passwords, throttled: every door that calls Django's authenticate() is one, whatever its view."""

from contextlib import nullcontext

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend, ModelBackend
from django.core.exceptions import PermissionDenied, ValidationError
from django.views.decorators.debug import sensitive_variables

from . import limits
from .audit import record
from .device_cookie import get_device
from .middleware import STARTED
from .network import get_network
from .throttle import TooManyAttempts, count_attempt, forgive, hashing_turn, refuse_if_full


class ThrottledBackend(ModelBackend):
    """Django's backend, which is asked only while there are few attempts.

    A stranger's are counted for network and account together, and for the network over all accounts; those of a browser
    that has signed in before, for that browser alone. Nothing is counted for an account over all networks, so guesses
    from elsewhere lock none. Strangers queue for the hash; guessers from very many networks can keep a new browser out
    of the queue, and a known one does not queue. An account that does not exist counts, and hashes, as one that does.
    """

    aauthenticate = BaseBackend.aauthenticate  # ModelBackend has one of its own, which would pass by authenticate()

    @sensitive_variables("password")
    def authenticate(self, request, username=None, password=None, **kwargs):
        """The user, or None. Raises PermissionDenied, and sets request.refusal, where the attempt is refused."""
        if username is None or password is None:
            return None
        device = get_device(request, username)
        own, *shared = get_buckets(request, username, device)
        try:
            refuse_if_full(own, *shared)  # before the queue, so that a flood that is refused keeps nobody out of it
            if device:
                count_attempt(own)
            with nullcontext() if device else hashing_turn(own, *shared):
                user = super().authenticate(request, username, password, **kwargs)
        except TooManyAttempts as refusal:
            if request is not None:
                request.refusal = refusal
            raise PermissionDenied(refusal.message) from refusal
        if user is None:
            # The same statements whether there is such an account or not. What was typed as a name may be a password.
            record("staff.sign_in_refused", get_user_model().objects.filter(username=username).first(), request)
        else:
            forgive(own, *shared)
        return user


def get_buckets(request, username, device):
    if device:
        return [limits.DEVICE.bucket(device)]
    network = get_network(request)
    return [limits.ACCOUNT.bucket(network, username), limits.NETWORK.bucket(network)]


@sensitive_variables("password")
def confirm_password(request, password: str, message: str) -> None:
    """Ask whoever is signed in for the password once more. Raises ValidationError, with `message` if it is wrong.

    Counted for the session, so that whoever has taken one over cannot keep the account's owner from another. A session
    is known by its account and its beginning, since its key changes whenever the account is saved.
    """
    own = limits.CONFIRMATION.bucket(str(request.user.pk), str(request.session[STARTED]))
    try:
        count_attempt(own)
    except TooManyAttempts as refusal:
        request.refusal = refusal
        raise refusal.as_form_error() from refusal
    if not request.user.check_password(password):
        raise ValidationError(message, code="password_incorrect")
    forgive(own)

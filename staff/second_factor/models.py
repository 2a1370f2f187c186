"""Recovery codes, of which only digests are stored. django-otp has a device for such codes that keeps them in clear."""

import hashlib

from django.db import models
from django.utils.crypto import get_random_string
from django_otp.models import Device

NUMBER = 10
LENGTH = 16  # of 31 characters: 79 bits, so a plain digest can stand in a stolen database
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none is misread  # pragma: allowlist secret
GROUP = 4


class RecoveryCodes(Device):
    """One set of codes, each of use once. A set is `confirmed` when its owner says that they keep it."""

    digests = models.JSONField(default=list, editable=False)

    def make_codes(self) -> list[str]:
        """Put new codes in the place of all in this set, and return them, for they cannot be read again."""
        codes = [get_random_string(LENGTH, ALPHABET) for _ in range(NUMBER)]
        self.digests = [digest(code) for code in codes]
        self.save()
        return ["-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP)) for code in codes]

    def verify_token(self, token):
        """Whether it is one of the codes, which is then used up. Called with the row locked, as django-otp wants it."""
        used = digest(token)
        if used not in self.digests:
            return False
        self.digests = [other for other in self.digests if other != used]
        self.save(update_fields=["digests"])
        return True


def digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()

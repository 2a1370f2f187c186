"""Three accounts, and how often a password is hashed."""

from collections import Counter

import pytest
from django.contrib.auth import hashers

from .sign_in import make_account


@pytest.fixture
def hashes(monkeypatch):
    """Counts how often a password is hashed, under "hashes"."""
    counted = Counter()
    encode = hashers.PBKDF2PasswordHasher.encode

    def count(hasher, password, salt, iterations=None):
        counted["hashes"] += 1
        return encode(hasher, password, salt, 1)

    monkeypatch.setattr(hashers.PBKDF2PasswordHasher, "encode", count)
    monkeypatch.setattr(hashers.PBKDF2PasswordHasher, "iterations", 1)
    return counted


@pytest.fixture
def staff(home, hashes):
    return [make_account(name) for name in ("ada", "grace", "mary")]

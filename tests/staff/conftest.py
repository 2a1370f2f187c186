"""Accounts, how often a password is hashed, and a contributor with a draft."""

from collections import Counter

import pytest
from django.contrib.auth import hashers
from wagtail.models import ModelLogEntry

from news.models import WeeklyUpdate
from staff.models import AttemptCount
from tests import forms
from tests.conftest import signed_in
from tests.factories import NewsIndexFactory, UserFactory
from tests.forms import SAVE_DRAFT

from .sign_in import make_account


@pytest.fixture
def hashes(monkeypatch):
    """Counts how often a password is hashed, under "hashes"."""
    counted = Counter()
    encode = hashers.PBKDF2PasswordHasher.encode

    def count(hasher, password, salt, iterations=None):
        counted["hashes"] += 1
        return encode(hasher, password, salt, iterations)

    monkeypatch.setattr(hashers.PBKDF2PasswordHasher, "encode", count)
    return counted


@pytest.fixture
def database(django_db_setup, django_db_blocker):
    """For threads, each of which has a database session of its own, outside a test's transaction."""
    with django_db_blocker.unblock():
        yield
        AttemptCount.objects.all().delete()
        ModelLogEntry.objects.all().delete()


@pytest.fixture
def staff(home, hashes):
    return [make_account(name) for name in ("ada", "grace", "mary")]


@pytest.fixture
def news(home):
    return NewsIndexFactory()


@pytest.fixture
def contributor(home):
    return signed_in(UserFactory(username="contributor", groups=["Contributors"]))


@pytest.fixture
def draft(contributor, news):
    """A weekly update that the contributor has created."""
    forms.add(contributor, news, forms.weekly_update(), SAVE_DRAFT)
    return WeeklyUpdate.objects.get()

"""The health check at /healthz, which a load balancer requests."""

from http import HTTPStatus

import pytest
from django.db import OperationalError, connection


@pytest.mark.parametrize("url", ["/healthz", "/healthz/"])
def test_the_health_check_says_that_the_site_works(visitor, url):
    response = visitor.get(url)
    assert response.status_code == HTTPStatus.OK
    assert response.json() == {"status": "ok"}
    assert not response.cookies


def test_the_health_check_says_that_the_database_is_unreachable(client, monkeypatch):
    """Without a database, no middleware and no view may query it before the response."""

    def unreachable(*args):
        raise OperationalError("could not connect to server: password=secret")

    monkeypatch.setattr(connection, "cursor", unreachable)
    response = client.get("/healthz")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert b"secret" not in response.content

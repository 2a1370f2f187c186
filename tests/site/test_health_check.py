"""/healthz, which says that the process lives, and /readyz, which says what the site needs and lacks."""

from http import HTTPStatus

import pytest
from django.db import OperationalError, connection

from ncsej_site import health
from tests.ncsej_site.worker_queue import another_active_worker


@pytest.mark.parametrize("url", ["/healthz", "/healthz/"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_the_health_check_says_that_the_process_lives_without_any_database(client, url, method):
    """This test may not use the database, so a query would fail it."""
    response = getattr(client, method)(url, headers={"host": "any.name.example"})
    assert response.status_code == HTTPStatus.OK
    assert not response.cookies
    if method == "get":
        assert response.json() == {"status": "ok"}


def test_the_health_check_refuses_to_be_posted_to(client):
    assert client.post("/healthz").status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.fixture
def ready(worker):
    """A site where all is well."""
    worker.tick()
    worker.release_lock()
    with another_active_worker():
        yield


def failing(response):
    """The names of the checks that are not "ok"."""
    return {name for name, result in response.json().items() if result != "ok"} - {"status"}


def test_a_site_with_all_it_needs_is_ready(ready, client):
    response = client.get("/readyz")
    assert response.json() == dict.fromkeys(
        ["status", "database", "migrations", "disk", "worker", "scheduled publishing"], "ok"
    )
    assert response.status_code == HTTPStatus.OK
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("url", ["/readyz", "/readyz/"])
def test_monitoring_beside_the_proxy_asks_over_http_by_any_host_name(ready, client, settings, url):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(url, headers={"host": "web:8000"}).status_code == HTTPStatus.OK


def test_a_site_whose_worker_does_not_run_is_not_ready(home, client):
    response = client.get("/readyz")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert failing(response) == {"worker", "scheduled publishing"}


@pytest.mark.parametrize("name", ["MINIMUM_FREE", "MINIMUM_INODES"])
def test_a_site_whose_disk_is_nearly_full_is_not_ready(ready, client, monkeypatch, name):
    monkeypatch.setattr(health, name, 2**63)
    assert failing(client.get("/readyz")) == {"disk"}


def test_a_site_without_its_media_folder_is_not_ready(ready, client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "not-mounted")
    response = client.get("/readyz")
    assert failing(response) == {"disk"}
    assert b"not-mounted" not in response.content


def test_a_site_with_unapplied_migrations_is_not_ready(ready, client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'ncsej_site'")
    assert failing(client.get("/readyz")) == {"migrations"}


def test_a_site_without_its_database_is_not_ready_and_tells_no_secret(home, client, monkeypatch):
    def unreachable(*args):
        raise OperationalError("could not connect to server: password=secret")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", unreachable)
        response = client.get("/readyz")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert failing(response) == {"database", "migrations", "worker", "scheduled publishing"}
    assert b"secret" not in response.content

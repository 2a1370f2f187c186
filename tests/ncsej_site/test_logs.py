"""No log has the token of a link to a draft."""

import io
import logging
import runpy
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from ncsej_site.logs import DraftTokenFilter, hide_draft_tokens

TOKEN = "Zk3fJ0-secret_token"
PATHS = [
    f"/draft/{TOKEN}",
    f"/draft/{TOKEN}/",
    f"/draft/{TOKEN}/)",
    f"/draft//{TOKEN}",
    f"/draft%2F{TOKEN}/",
    f"/draft/{TOKEN}/documents/",
    f"/draft/{TOKEN}/documents/1/report.pdf",
]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("path", PATHS)
def test_no_request_to_a_draft_leaves_its_token_in_the_log(home, caplog, path, method):
    Client(enforce_csrf_checks=True).generic(method, path)
    assert "/draft/-" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.django_db
def test_an_error_while_a_draft_is_made_does_not_either(home, caplog, monkeypatch):
    def fail(token):
        raise RuntimeError(f"no answer for /draft/{token}/")

    monkeypatch.setattr("news.views.draft.DraftLink.objects.find", fail)
    Client(raise_request_exception=False).get(f"/draft/{TOKEN}/")
    assert "Internal Server Error: /draft/-" in caplog.text
    assert "RuntimeError: no answer for /draft/-" in caplog.text
    assert TOKEN not in caplog.text


def test_other_lines_are_as_they_were():
    for line in ('"GET /news/drafts/?page=2 HTTP/1.1" 200', "Saved the draft/final of 3 pages", "/drafts/abc"):
        assert hide_draft_tokens(line) == line


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "django.server"])
def test_the_loggers_that_name_paths_have_the_filter(name):
    assert any(isinstance(each, DraftTokenFilter) for each in logging.getLogger(name).filters)
    assert settings.LOGGING["loggers"][name]["filters"] == ["draft_tokens"]


@pytest.fixture
def gunicorn_logger():
    """The logger of the web server, as its configuration has it."""
    config = SimpleNamespace(**dict.fromkeys(("logconfig", "logconfig_dict", "logconfig_json", "syslog"), None))
    logger_class = runpy.run_path(str(settings.BASE_DIR / "deploy/gunicorn.conf.py"))["logger_class"]
    vars(config).update(errorlog="-", accesslog="-", loglevel="info", capture_output=False, user=None, group=None)
    return logger_class(config)


@pytest.mark.parametrize("path", PATHS)
def test_the_access_log_of_the_web_server_has_no_token(gunicorn_logger, path):
    environ = {"RAW_URI": f"http://localhost{path}?a={TOKEN}", "REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1"}
    response = SimpleNamespace(status="200 OK", sent=1, headers=[])
    request = SimpleNamespace(headers=[])
    atoms = gunicorn_logger.atoms(response, request, environ, SimpleNamespace(seconds=0, microseconds=1))
    assert atoms["r"] == "GET http://localhost/draft/- HTTP/1.1"


def test_the_error_log_of_the_web_server_has_no_token(gunicorn_logger):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    gunicorn_logger.error_log.addHandler(handler)
    try:
        gunicorn_logger.error("Error handling request %s", PATHS[0])
    finally:
        gunicorn_logger.error_log.removeHandler(handler)
    assert stream.getvalue() == "Error handling request /draft/-\n"

"""What the site is compared with: the same bytes from a bare WSGI function, and from a Django with a view and no more.

The answers are read once, from the folder that BENCH_ANSWERS names: `<name>.json` has address and headers,
`<name>.body` the bytes.
"""

import json
import os
from pathlib import Path


def read_answers(folder: Path) -> dict[str, tuple[list[tuple[str, str]], bytes]]:
    """By address, as a request names it: the headers and the body."""
    answers = {}
    for path in folder.glob("*.json"):
        answer = json.loads(path.read_text(encoding="utf-8"))
        headers = [(name, value) for name, value in answer["headers"]]
        answers[answer["address"]] = headers, path.with_suffix(".body").read_bytes()
    return answers


def write_answer(folder: Path, name: str, address: str, headers: list[tuple[str, str]], body: bytes) -> None:
    (folder / f"{name}.json").write_text(json.dumps({"address": address, "headers": headers}), encoding="utf-8")
    (folder / f"{name}.body").write_bytes(body)


def make_wsgi_function(answers):
    def application(environ, start_response):
        address = environ["PATH_INFO"] + (f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else "")
        headers, body = answers[address]
        start_response("200 OK", headers)
        return [body]

    return application


def make_django(answers):
    """Django with a URL pattern, a view, and nothing else: no middleware, no database, no template."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import re_path

    def view(request):
        headers, body = answers[request.get_full_path()]
        return HttpResponse(body, headers=dict(headers))

    settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=(re_path("", view),), MIDDLEWARE=[], USE_I18N=False)
    return get_wsgi_application()


def bare_function():
    return make_wsgi_function(read_answers(Path(os.environ["BENCH_ANSWERS"])))


def constant_view():
    return make_django(read_answers(Path(os.environ["BENCH_ANSWERS"])))

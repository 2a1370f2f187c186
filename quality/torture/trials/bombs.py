"""What is small and becomes large: pictures, PDFs, JSON, pasted HTML and text, forms. Memory stays bounded."""

import http.client
import json
import threading
import time
from collections import Counter

from .. import bomb_files
from ..memory import PeakMemory
from ..trial import Run
from ..upload_doors import DOORS
from ..visitors import Visitors, in_threads

AT_ONCE = 4
# A worker that serves takes 150 MB; a picture of 25 megapixels, decoded and converted, about 280 more, one at a time.
# compose.yaml gives both workers together a gigabyte.
MAX_OF_ONE, MAX_TOGETHER = 550, 800  # megabytes
DEPTH = 100_000
LOOKED_AT = {200, 302, 400, 413, 422}  # taken, or refused for what it is; not for who sends it


def run(run: Run) -> None:
    pictures, documents = bomb_files.pictures(), bomb_files.documents()
    jobs = [
        (door, name, content)
        for _ in range(run.amount)
        for door in DOORS
        for name, content in (pictures if door.takes == "picture" else documents).items()
    ]
    run.random.shuffle(jobs)
    jobs = jobs[: 14 * run.amount] if run.amount == run.trial.short else jobs
    local = threading.local()
    same = next(door for door in DOORS if door.name == "add a picture")
    names = ["large.avif"] * AT_ONCE + ["allowed.avif", "allowed.png"] * (AT_ONCE // 2)
    first = [(same, name, pictures[name]) for name in names]
    jobs = first + jobs
    run.show("largest bomb, bytes", max(len(content) for _, _, content in jobs))
    with Visitors(run.site.client, number=1) as visitors, PeakMemory(run.site.server.workers) as memory:
        uploads = in_threads(lambda job: upload(run, local, *job), jobs, AT_ONCE)
        texts = in_threads(lambda job: send_text(run, local, *job), list(make_texts(run)), 2)
    run.show("answers", dict(Counter(status for status, _, _ in uploads + texts)))
    run.none("500, or no answer", (each for each in uploads + texts if each[0] == 0 or each[0] >= 500))
    run.none("refused before the bomb was looked at", (each for each in uploads + texts if each[0] not in LOOKED_AT))
    run.none("visits that failed", visitors.failures)
    run.at_most("most memory of one gunicorn worker, MB", memory.peak, MAX_OF_ONE)
    run.at_most("most memory of all, MB", memory.peak_together, MAX_TOGETHER)
    name, seconds = max(((name, seconds) for _, name, seconds in uploads + texts), key=lambda pair: pair[1])
    run.show("slowest", f"{name}, {seconds:.1f} s")


def get_client(run, local, role):
    """This thread's client of a role, in a session of its own: one that saves its avatar gets another key."""
    clients = local.__dict__.setdefault("clients", {})
    if role not in clients:
        clients[role] = run.site.client(role, timeout=120, is_own_session=True)
    return clients[role]


def upload(run, local, door, name, content):
    """(status, name, seconds); the status is 0 where no answer came."""
    client, start = get_client(run, local, "contributor"), time.monotonic()
    try:
        response = door.send(client, name, content)
        status = 403 if "/login/" in response.headers.get("location", "") else response.status
    except (OSError, http.client.HTTPException):
        status = 0
    return status, f"{name} at “{door.name}”", time.monotonic() - start


def make_texts(run):
    """(name, path, fields or bytes)"""
    from news.models import WeeklyUpdate

    update = WeeklyUpdate.objects.first()
    edit = f"/admin/pages/{update.pk}/edit/"
    deep = "[" * DEPTH + "]" * DEPTH
    yield "nested JSON as countries", "/admin/weekly-update/countries/", deep.encode()
    yield "nested JSON as rich text", edit, {"letter": deep, "title": "x"}
    yield "nested rich text", edit, {"letter": json.dumps({"blocks": [], "entityMap": {}})[:-1] + ',"a":' + deep + "}"}
    yield "nested HTML as rich text", edit, {"letter": "<div>" * 50_000}
    for name, text in (
        ("nested HTML", "<div><blockquote>" * 25_000),
        ("attributes", "<a " + "b=c " * 100_000 + ">x</a>"),
        ("open tags", "<" * 200_000),
        ("long line", "a " * 200_000),
        ("blank lines", "\n \n" * 100_000),
        ("addresses", "https://example.org/" * 20_000),
        ("one address", "https://" + "a." * 200_000),
        ("by lines", "By A. Author, January 1, 2025\n" * 10_000),
        ("bars", "a | b | " * 40_000),
        ("spaces", " " * 300_000 + "x"),
        ("brackets", "(" * 200_000 + ")" * 200_000),
    ):
        yield f"pasted {name}", "/admin/weekly-update/clippings/", {"text": text}
    yield "20,000 fields", edit, {f"field-{number}": "x" for number in range(20_000)}
    yield "a count of a billion blocks", edit, {"clippings-count": "1000000000", "title": "x"}
    yield "a count of a billion forms", edit, {"comments-TOTAL_FORMS": "1000000000", "comments-INITIAL_FORMS": "0"}


def send_text(run, local, name, path, content):
    client, start = get_client(run, local, "editor"), time.monotonic()
    headers = {"X-CSRFToken": client.cookies["csrftoken"], "Content-Type": "application/json",
               "Referer": f"{client.origin}/", "Origin": client.origin}  # fmt: skip
    try:
        if isinstance(content, bytes):
            status = client.request("POST", path, content, headers).status
        else:
            status = client.post(path, content).status
    except (OSError, http.client.HTTPException):
        status = 0
    return status, name, time.monotonic() - start

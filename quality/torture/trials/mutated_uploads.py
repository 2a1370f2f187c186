"""Damaged pictures and PDFs through every form that takes a file: by HTTP, and many more at the forms themselves."""

import io
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from quality.mutations import mutations

from ..files import find_missing, find_orphans
from ..sample_files import documents, pictures
from ..trial import Run
from ..upload_doors import DOORS

BY_HTTP = 0.3  # the part of the files that goes through HTTP in the short form
MAX_BY_HTTP = 1500


def run(run: Run) -> None:
    samples = {"picture": pictures(run.random), "pdf": documents()}
    by_http = min(MAX_BY_HTTP, int(run.amount * BY_HTTP))
    upload(run, samples, by_http)
    validate(run, samples, run.amount - by_http)


def upload(run, samples, count):
    client, before = run.site.client("contributor"), count_rows()
    statuses, accepted, failures = Counter(), Counter(), []
    for number in range(count):
        door = run.random.choice(DOORS)
        name, content = mutate(run.random, samples[door.takes])
        response = door.send(client, name, content)
        statuses[response.status] += 1
        if response.status >= 500:
            failures.append(f"{response.status} {door.name}: {name}, {len(content)} bytes")
        elif door.is_accepted(response):
            accepted[door.name] += 1
        if number % 100 == 99:
            run.report_progress(f"{number + 1} of {count} uploads")
    run.site.server.stop()  # so that the worker makes no rendition while files are counted
    made = {name: number - before[name] for name, number in count_rows().items()}
    run.show("answers by HTTP", dict(statuses))
    run.none("500 by HTTP", failures)
    run.at_least("accepted uploads", accepted.total(), 1)
    run.equals("rows of pictures and documents", made["rows"], accepted.total() - accepted["avatar"])
    run.none("orphan files", find_orphans(run.site))
    run.none("rows without a file", find_missing(run.site))


def mutate(random, files) -> tuple[str, bytes]:
    """(file name, damaged bytes), by chance; one in twenty is whole, one in ten has another format's name."""
    name = random.choice(sorted(files))
    content = files[name]
    if random.random() > 0.05:
        (content,) = mutations(content, random.getrandbits(32), 1)
    if random.random() < 0.1:
        name = f"{name.partition('.')[0]}.{random.choice(sorted(files)).rpartition('.')[2]}"
    return name, content


def count_rows() -> Counter:
    """What an accepted upload makes, together: a picture or document, or one that waits for its description."""
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import UploadedFile

    models = (get_image_model(), get_document_model(), UploadedFile)
    return Counter({"rows": sum(model.objects.count() for model in models)})


def validate(run, samples, count):
    """The forms themselves, in processes of their own, where a file takes a few milliseconds."""
    jobs = [
        (kind, *mutate(run.random, samples[kind]))
        for kind in (run.random.choice(["picture", "picture", "pdf"]) for _ in range(count))
    ]
    processes = min(2, os.cpu_count() or 1)
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=set_up)
    outcomes, failures = Counter(), []
    with pool:
        for position, outcome in enumerate(pool.map(validate_one, jobs, chunksize=25)):
            outcomes[outcome.partition(":")[0]] += 1
            if outcome.startswith("raised"):
                failures.append(f"{outcome} ({jobs[position][1]})")
            if position % 5000 == 4999:
                run.report_progress(f"{position + 1} of {count} files at the forms")
    run.show("at the forms", dict(outcomes))
    run.none("exceptions at the forms", failures)


def set_up():
    import django

    django.setup()


def validate_one(job) -> str:
    """ "accepted", "refused", or "raised: …" """
    from django.core.files.uploadedfile import SimpleUploadedFile
    from wagtail.documents import get_document_model
    from wagtail.documents.forms import get_document_form
    from wagtail.images import get_image_model
    from wagtail.images.forms import get_image_form

    from ..upload_doors import DOCUMENT, PICTURE

    kind, name, content = job
    form_class = get_image_form(get_image_model()) if kind == "picture" else get_document_form(get_document_model())
    upload = SimpleUploadedFile(name, io.BytesIO(content).getvalue())
    try:
        form = form_class(PICTURE if kind == "picture" else DOCUMENT, {"file": upload})
        is_valid = form.is_valid()
    except Exception as error:
        return f"raised: {type(error).__name__}: {error}"
    if is_valid:
        return "accepted"
    return "refused" if "file" in form.errors else f"raised: an error elsewhere: {form.errors.as_json()}"

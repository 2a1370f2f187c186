"""The disk is full: publishing succeeds, uploads say it at the form, and nothing half-written stays."""

import errno
import os
import shutil
import subprocess
from collections import Counter
from contextlib import contextmanager

from ..files import find_missing, find_orphans
from ..queue import make_due, wait_until_empty
from ..sample_files import documents, pictures
from ..trial import NotRunError, Run
from ..upload_doors import DOORS

SIZE = "24m"
BALLAST = "images/social/ballast"  # where files without a row may be


def run(run: Run) -> None:
    page = find_page()
    before, client = set(find_orphans(run.site)), run.site.client("editor")
    samples = {"picture": pictures(run.random)["photo.jpg"], "pdf": documents()["plain.pdf"]}
    rows = count_rows()
    wait_until_empty()  # the worker writes nothing while the disk is changed
    with small_disk(run.site.media):
        with full(run.site.media):
            run.equals("bytes that can be written", can_write(run.site.media), False)
            uploads = [(door, door.send(client, f"full-{number}.{suffix(door)}", samples[door.takes]))
                       for door in DOORS for number in range(run.amount)]  # fmt: skip
            published = [publish(client, page, number) for number in range(run.amount)]
            social = [run.site.client().get(url).status for url in social_image_urls()]
            run.show("answers to uploads", dict(Counter(response.status for _, response in uploads)))
            run.none(
                "uploads answered by 500", (f"{door.name}" for door, response in uploads if response.status >= 500)
            )
            run.none(
                "uploads taken",
                (door.name for door, response in uploads if response.status < 500 and door.is_accepted(response)),
            )
            run.equals("publications", published, [302] * run.amount)
            run.equals("what is published is live", is_live(page, run.amount), True)
            run.show("answers for social images", dict(Counter(social)))
            run.equals("rows made", count_rows() - rows, 0)
            run.none("orphan files", set(find_orphans(run.site)) - before)
            run.none("empty or missing files of rows", find_missing(run.site))
            run.none("empty files", (name for name, size in run.site.media_files().items() if not size))
        check_recovery(run)


def suffix(door) -> str:
    return "jpg" if door.takes == "picture" else "pdf"


@contextmanager
def small_disk(media):
    """Within the context, the media folder is a small file system of its own, with what was in it."""
    if os.geteuid() != 0:
        raise NotRunError("a small file system can be mounted by root only; tests/pages/images simulates a full disk")
    aside = media.with_name("media-aside")
    media.rename(aside)
    media.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(media)]
    mounted = subprocess.run(mount, check=False, capture_output=True)
    try:
        if mounted.returncode:
            raise NotRunError(f"no small file system can be mounted here: {mounted.stderr.decode().strip()}")
        shutil.copytree(aside, media, dirs_exist_ok=True)
        yield
    finally:
        if not mounted.returncode:
            subprocess.run(["umount", "--lazy", str(media)], check=True)
        shutil.rmtree(media)
        aside.rename(media)


@contextmanager
def full(media):
    """Within the context, no byte is left, but for what is freed."""
    ballast = media / BALLAST
    ballast.parent.mkdir(parents=True, exist_ok=True)
    with ballast.open("wb", buffering=0) as file:
        size = 65536
        while size:
            try:
                file.write(b"x" * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
                size //= 2
    try:
        yield
    finally:
        ballast.unlink()


def can_write(media) -> bool:
    probe = media / "probe"
    try:
        probe.write_bytes(b"x" * 8192)
    except OSError:
        return False
    finally:
        probe.unlink(missing_ok=True)
    return True


def find_page():
    from news.models import Statement

    return Statement.objects.live().first()


def publish(client, page, number) -> int:
    """Publish the statement with another title, of which the site has no social image yet."""
    from tests import forms

    form = forms.statement(title=f"Published on a full disk {number}", slug=page.slug, date=page.date.isoformat())
    return client.post(f"/admin/pages/{page.pk}/edit/", form | forms.PUBLISH).status


def is_live(page, count) -> bool:
    page.refresh_from_db()
    return page.live and page.title == f"Published on a full disk {count - 1}"


def social_image_urls() -> list[str]:
    from news.models import Statement
    from pages.sharing import social_images

    return [social_images.url(page) for page in Statement.objects.live()]


def count_rows() -> int:
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import UploadedFile

    return sum(model.objects.count() for model in (get_image_model(), get_document_model(), UploadedFile))


def check_recovery(run) -> None:
    """With room again, the social images are made, whole: at the latest when they are asked for."""
    make_due()
    wait_until_empty()
    images = [run.site.client().get(url) for url in social_image_urls()]
    run.none(
        "social images that are missing or empty afterwards",
        (response.status for response in images if response.status != 200 or len(response.body) < 1000),
    )

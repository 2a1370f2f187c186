"""The tortured site: database, media and port of its own below var/torture, in the same state for each trial."""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ncsej_site import local_postgres
from ncsej_site.free_port import free_port
from tests.smtp_server import REPLIES, MailServer

from .client import Client
from .database import DATABASE, TEMPLATE, Database
from .server import HOST, Server
from .trial import Trial

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "torture"
ROLES = ("contributor", "editor", "administrator")
STAFF_PASSWORD = "a-long-password-of-people-who-exist-only-here"
GOOD_MAIL_SERVER = REPLIES | {"CONNECT": "220 mail", "END": "250 taken"}
PAGE_PASSWORD = "the-password-of-the-private-page"


@dataclass
class Site:
    """What a trial may attack. media: the folder of uploads. server: None where the trial needs none."""

    database: Database
    media: Path
    mail: MailServer
    environment: dict[str, str]
    server: Server | None = None
    clients: list[Client] = field(default_factory=list)
    sessions: dict[str, dict[str, str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return self.server.url

    def client(self, role: str = "", source: str = "", timeout: float = 30, is_own_session: bool = False) -> Client:
        """A visitor, or somebody signed in with a role of ROLES, in the one session that the role has.

        is_own_session: in a new session, which saving the account gives another key without ending this one.
        Raises RuntimeError where the door stays shut.
        """
        client = Client(self.url, source, timeout)
        self.clients.append(client)
        if role:
            with self.lock:  # passwords are hashed one at a time
                if role not in self.sessions or is_own_session:
                    self.sessions[role] = self.sign_in(role)
                client.cookies |= self.sessions[role]
        return client

    def sign_in(self, role: str) -> dict[str, str]:
        """The cookies of a new session."""
        client = Client(self.url)
        status = client.sign_in(role, STAFF_PASSWORD).status
        client.close()
        if status != 302:
            raise RuntimeError(f"{role} cannot sign in: {status}")
        return client.cookies

    def media_files(self) -> dict[str, int]:
        """Path below the media folder → size in bytes, of every file."""
        files = [path for path in self.media.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.media)): path.stat().st_size for path in files}


@contextmanager
def open_torture() -> Iterator[Callable[[Trial], object]]:
    """Yields the context manager that opens the site for a trial, in its known state."""
    local_postgres.exit_on_signals()  # so that everything is stopped as well
    FOLDER.mkdir(parents=True, exist_ok=True)
    lock_file = (FOLDER / "lock").open("w")
    fcntl.flock(lock_file, fcntl.LOCK_EX)  # all runs use one database, so a second run waits
    mail = MailServer()
    database = Database(FOLDER / "postgres")
    try:
        environment = set_up_django(database, mail)
        prepare_template(database)

        @contextmanager
        def open_site(trial: Trial) -> Iterator[Site]:
            site = Site(database, FOLDER / "media", mail, environment)
            reset(site)
            try:
                if trial.needs_server:
                    site.server = Server(FOLDER, environment)
                    site.server.start()
                yield site
            finally:
                close(site)

        yield open_site
    finally:
        close_connections()
        database.close()
        mail.close()
        lock_file.close()


def set_up_django(database: Database, mail: MailServer) -> dict[str, str]:
    """Set Django up in this process, on the database that the site has too; returns the site's environment."""
    port = free_port()
    environment = {
        "DEBUG": "false",
        "DJANGO_SETTINGS_MODULE": "quality.torture.settings",
        "DATABASE_URL": database.url(DATABASE),
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": f"{HOST},localhost",  # localhost is what ./run production asks itself
        "SITE_URL": f"https://{HOST}:{port}",
        "MEDIA_ROOT": "var/torture/media",
        "PAGE_CACHE": "",  # so that what is asked reaches Django and its database
        "PORT": str(port),
        "EMAIL_URL": f"smtp://{HOST}:{mail.port}",
        "TRUSTED_PROXIES": "1",
        "REQUIRE_SECOND_FACTOR": "false",  # its roles sign in with passwords
        "PYTHONUNBUFFERED": "1",
    }
    os.environ |= environment
    import django

    django.setup()
    return environment


def prepare_template(database: Database) -> None:
    """Migrate, and fill the database and the media folder that every trial starts from."""
    from django.conf import settings
    from django.core.management import call_command

    from . import content

    prepared, wanted = FOLDER / "prepared", hash_of_sources()
    if prepared.exists() and prepared.read_text() == wanted:
        return
    print(
        "Preparing the site: one page of every type, three accounts, and secrets that no visitor may read…", flush=True
    )
    prepared.unlink(missing_ok=True)
    for folder in ("media", "media-template", "static"):
        shutil.rmtree(FOLDER / folder, ignore_errors=True)
    database.create(DATABASE)
    call_command("migrate", verbosity=0)
    content.fill(ROLES, STAFF_PASSWORD, PAGE_PASSWORD)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    close_connections()
    database.create(TEMPLATE, template=DATABASE)
    Path(settings.MEDIA_ROOT).rename(FOLDER / "media-template")
    prepared.write_text(wanted)


def hash_of_sources() -> str:
    """Changes with all that the template is made from, which is kept for the next run as long as it does not."""
    folders = [ROOT / name for name in ("pages", "news", "staff", "ncsej_site", "tests", "static", "quality/torture")]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".css", ".js"})
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files if "trials" not in path.parts)).hexdigest()


def reset(site: Site) -> None:
    close_connections()
    site.database.create(DATABASE, template=TEMPLATE)
    if site.media.is_mount():  # the small disk of a run that was killed
        subprocess.run(["umount", "--lazy", str(site.media)], check=True)
    for folder in (site.media, site.media.with_name("media-aside")):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(FOLDER / "media-template", site.media)
    site.mail.replies, site.mail.connections = dict(GOOD_MAIL_SERVER), 0
    site.mail.received.clear()
    for log in FOLDER.glob("*.log"):
        log.unlink()


def close(site: Site) -> None:
    for client in site.clients:
        client.close()
    if site.server:
        site.server.stop()
    close_connections()


def close_connections() -> None:
    from django.apps import apps
    from django.db import connections

    if apps.ready:
        connections.close_all()

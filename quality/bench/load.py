"""What asks for pages as fast as a server answers: `wrk` where it is installed, else `ab`, else processes of our own.

A load generator in Python is slower than the servers that answer from a file, and then measures itself; so the table
says which one it was. For a page that takes a server long, ours is the best: it waits for all that it has asked for,
while the others leave, and the server goes on working for nobody. All keep connections open where the server does.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from .client import count_answers, write_request

CONNECTIONS = 8
PROCESSES = 4  # of our own client
SLOW = 0.004  # seconds
GRACE = 30  # seconds that a program has beyond those that it measures


class LoadFailed(Exception):
    """A server refused, or answered with another status than 200; the message says what."""


@dataclass(frozen=True, slots=True)
class Load:
    """What was answered. seconds: how long it took, as the program itself measured it."""

    answers: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.answers / self.seconds


@dataclass(frozen=True, slots=True)
class Request:
    """A GET of a path at a loopback port. host: the name that the site is asked by, with its port."""

    port: int
    path: str
    host: str
    encoding: str = "identity"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Host": self.host, "Accept-Encoding": self.encoding}


def find_generator() -> tuple[str, Callable[[Request, int], Load]]:
    """The name of what makes the load here, and the function that does, of a request and whole seconds."""
    if shutil.which("wrk"):
        return "wrk", load_with_wrk
    if shutil.which("ab"):
        return "ab", load_with_ab
    return "our own client in Python, which fast servers outrun", load_with_python


def is_slow(request: Request) -> bool:
    """Whether a page takes longer than SLOW, with the server's caches filled. Raises LoadFailed as the others do."""
    question = write_request(request.path, request.host, request.encoding)
    try:
        count_answers(request.port, question, 0, CONNECTIONS)
        return min(count_answers(request.port, question, 0, 1)[1] for _ in range(3)) > SLOW
    except (ValueError, OSError) as error:
        raise LoadFailed(f"{request.url}: {error}") from error


def load_with_wrk(request: Request, seconds: int) -> Load:
    headers = [word for name, value in request.headers.items() for word in ("-H", f"{name}: {value}")]
    return read_wrk(run("wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *headers, request.url))


def load_with_ab(request: Request, seconds: int) -> Load:
    headers = [word for name, value in request.headers.items() for word in ("-H", f"{name}: {value}")]
    options = ["-q", "-k", f"-c{CONNECTIONS}", f"-t{seconds}", "-n1000000"]
    return read_ab(run("ab", *options, *headers, request.url))


def load_with_python(request: Request, seconds: int, processes: int = PROCESSES) -> Load:
    """Raises LoadFailed, as the others do."""
    each = CONNECTIONS // processes
    words = [request.port, request.path, request.host, request.encoding, seconds, each]
    command = [sys.executable, "-m", "quality.bench.client", *map(str, words)]
    clients = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    texts = [client.communicate(timeout=seconds + GRACE)[0] for client in clients]
    if any(client.returncode for client in clients):
        raise LoadFailed(f"{request.url}: " + " ".join(filter(None, texts)))
    counts = [text.split() for text in texts]
    return Load(sum(int(answers) for answers, _ in counts), max(float(taken) for _, taken in counts))


def run(*command: str) -> str:
    """Its output. Raises LoadFailed with what it said last."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=GRACE * 2, check=False)
    if done.returncode:
        raise LoadFailed(f"{command[-1]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def read_wrk(output: str) -> Load:
    """Raises LoadFailed where an answer had another status than 200, or none came."""
    if refused := re.search(r"Non-2xx or 3xx responses: (\d+)", output):
        raise LoadFailed(f"{refused[1]} answers have another status than 200:\n{output}")
    found = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m),", output)
    if not found or not int(found[1]):
        raise LoadFailed(f"No answer:\n{output}")
    return Load(int(found[1]), float(found[2]) * {"ms": 0.001, "s": 1, "m": 60}[found[3]])


def read_ab(output: str) -> Load:
    """Raises LoadFailed as `read_wrk` does."""
    if refused := re.search(r"Non-2xx responses:\s+(\d+)", output):
        raise LoadFailed(f"{refused[1]} answers have another status than 200:\n{output}")
    answers, seconds = (
        re.search(r"Complete requests:\s+(\d+)", output),
        re.search(r"taken for tests:\s+([\d.]+)", output),
    )
    if not answers or not seconds or not int(answers[1]):
        raise LoadFailed(f"No answer:\n{output}")
    return Load(int(answers[1]), float(seconds[1]))

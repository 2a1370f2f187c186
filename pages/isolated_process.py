"""Reading a file from outside in a process of its own, which may take only so much time and memory. No Django here."""

import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

PROJECT = Path(__file__).parents[1]
INHERITED = ("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE")  # where compiled files go; no secret, no path of modules


def run_isolated(module: str, arguments: list[str], content: bytes, seconds: float) -> tuple[bytes, int]:
    """Run a module of this project as a program, with this standard input.

    Returns what it wrote, and its exit status, negative for a signal; nothing and -SIGKILL where it took longer than
    `seconds`. No process is left on return. The program calls limit_resources() before it reads a byte.
    """
    command = [sys.executable, "-s", "-m", module, *arguments]
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    process = subprocess.Popen(  # noqa: S603 - no word of the command comes from outside
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=PROJECT,
        env=environment,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(content, timeout=seconds)
    except subprocess.TimeoutExpired:
        output = b""
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
        process.wait()
    return output, process.returncode


def limit_resources(cpu_seconds: int, memory: int) -> None:
    """Of the process that calls it. memory: bytes of address space."""
    for kind, most in ((resource.RLIMIT_CPU, cpu_seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # where the system knows no such limit, or has a lower one
            resource.setrlimit(kind, (most, most))

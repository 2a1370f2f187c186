"""Counting the pages of a PDF, in a process of its own that may take five seconds."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

SECONDS = 5
PROGRAM = Path(__file__).with_name("count_pdf_pages.py")
AGAIN = "Export it again (Print → Save as PDF)."
REFUSALS = {
    "protected": f"This PDF cannot be read, because it is protected with a password. {AGAIN}",
    "unreadable": f"This PDF cannot be read, because it is damaged or not a PDF. {AGAIN}",
    "memory": f"This PDF cannot be read, because counting its pages took too much memory. {AGAIN}",
    "slow": f"This PDF cannot be read, because counting its pages took more than five seconds. {AGAIN}",
}


class UnreadablePdfError(Exception):
    """The PDF is refused; the message tells an editor why, and what to do."""


def count_pages(file: IO[bytes]) -> int:
    """The number of pages of an open PDF, which is rewound. Raises UnreadablePdfError when they cannot be counted."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    output, exit_status = run(content)
    if exit_status == 0:
        result = json.loads(output)
    else:  # killed by us after SECONDS, by the system after as many seconds of processor time, or crashed
        result = {"refused": "slow" if exit_status in (-signal.SIGKILL, -signal.SIGXCPU) else "unreadable"}
    if "pages" not in result:
        raise UnreadablePdfError(REFUSALS[result["refused"]])
    pages: int = result["pages"]
    return pages


def run(content: bytes) -> tuple[bytes, int]:
    """What the program wrote, and its exit status, negative for a signal. No process is left on return."""
    command = [sys.executable, "-I", str(PROGRAM)]  # -I: no module from the environment or the working directory
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, start_new_session=True)  # noqa: S603
    try:
        output, _ = process.communicate(content, timeout=SECONDS)
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

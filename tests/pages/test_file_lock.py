"""A lock of all processes: whoever waits has their turn, and nobody waits longer than they say."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.file_lock import LockBusyError, file_lock

# As the worker, which makes one rendition after the other: it lets go, and takes the lock again at once.
GREEDY = """
import pathlib, sys, time
from pages.file_lock import file_lock
print("begun", flush=True)
while True:
    with file_lock(pathlib.Path(sys.argv[1]), 60):
        time.sleep(0.05)
"""


@pytest.fixture
def greedy_process(tmp_path):
    with subprocess.Popen([sys.executable, "-c", GREEDY, tmp_path], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield process
        process.kill()


def test_eight_who_wait_have_their_turn_although_another_takes_the_lock_again_at_once(tmp_path, greedy_process):
    def take(_):
        with file_lock(tmp_path, 20):
            return True

    with ThreadPoolExecutor(8) as people:
        assert all(people.map(take, range(8)))
    assert greedy_process.poll() is None


def test_nobody_waits_longer_than_they_say(tmp_path):
    with file_lock(tmp_path, 0), pytest.raises(LockBusyError), file_lock(tmp_path, 0.05):
        pytest.fail("two hold the lock")
    with file_lock(tmp_path, 0):
        pass


def test_whoever_gives_up_their_turn_leaves_it_to_others(tmp_path):
    with file_lock(tmp_path, 0):
        for _ in range(3):
            with pytest.raises(LockBusyError), file_lock(tmp_path, 0):
                pytest.fail("two hold the lock")
    with file_lock(tmp_path, 0):
        pass

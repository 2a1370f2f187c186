"""The memory of processes, watched while a trial runs."""

import threading

import psutil

INTERVAL = 0.02  # seconds
MB = 1024 * 1024


class PeakMemory:
    """A context manager: within it, `peak` is the most megabytes that one process had, with its children's.

    find: a function that returns the processes, which may come and go.
    """

    def __init__(self, find):
        self.find, self.peak, self.peak_together = find, 0, 0
        self.is_over = threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.is_over.set()
        self.thread.join()

    def watch(self):
        while not self.is_over.wait(INTERVAL):
            sizes = [size_of(process) for process in self.find()]
            self.peak = max([self.peak, *sizes])
            self.peak_together = max(self.peak_together, sum(sizes))


def size_of(process: psutil.Process) -> int:
    """Resident megabytes of a process and its children; 0 where it has ended."""
    try:
        family = [process, *process.children(recursive=True)]
        return sum(member.memory_info().rss for member in family) // MB
    except psutil.NoSuchProcess:
        return 0

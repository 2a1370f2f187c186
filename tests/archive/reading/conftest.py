"""What is read in a process of its own is read in this one, which is faster; test_isolated.py takes the other."""

import pytest

from archive.reading import contents


@pytest.fixture(autouse=True)
def one_process(request, monkeypatch):
    if not request.node.path.name.startswith("test_isolated"):
        monkeypatch.setattr(contents, "read_in_process", lambda *file: contents.read_content(*file, is_isolated=True))

"""What whoever lacks an engine is told."""

import pytest

from quality.engines import ENGINES, missing_engine, open_engine
from quality.engines.webkit import missing as missing_webkit
from quality.tools import MissingToolError

PACKAGES = {"chromium": "chromium", "firefox": "firefox-esr", "webkit": "webkit2gtk-driver xvfb python3-gi"}


@pytest.fixture
def no_programs(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    for variable in ("CHROMIUM", "FIREFOX"):
        monkeypatch.delenv(variable, raising=False)
    missing_webkit.cache_clear()
    yield
    missing_webkit.cache_clear()


@pytest.mark.parametrize("engine", ENGINES)
def test_who_lacks_an_engine_reads_which_package_to_install(no_programs, engine):
    assert f"Debian: apt install {PACKAGES[engine]}" in missing_engine(engine)
    with pytest.raises(MissingToolError, match=f"apt install {PACKAGES[engine]}"), open_engine(engine):
        pass

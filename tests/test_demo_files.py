"""The files of the demo content, before anything is loaded."""

import calendar
import re

from django.conf import settings

from ncsej_site.demo import drawing, files
from staff.audit import KEPT, KEPT_SHORT

INVENTED_MARKER = re.compile(
    "demonstration|example|fictional|illustrat|imaginary|invented|model|placeholder|sample|specimen", re.IGNORECASE
)


def test_every_headline_says_that_it_is_invented():
    headlines = [clipping["headline"] for clipping in files.read_tables("clippings").values()]
    assert len(headlines) == len(set(headlines)) >= 60
    assert [headline for headline in headlines if not INVENTED_MARKER.search(headline)] == []


def test_pictures_are_drawn_when_the_sites_font_cannot_be_read(monkeypatch, tmp_path):
    monkeypatch.setattr(drawing, "SERIF", tmp_path / "missing.woff2")
    drawing.load_serif.cache_clear()
    assert drawing.draw_picture("cover", title="A long title of several lines", kind="Country report", year=2026)
    drawing.load_serif.cache_clear()


def test_the_data_files_are_in_the_project():
    assert files.FOLDER.is_relative_to(settings.BASE_DIR)


def test_no_date_has_its_day_first():
    day_first = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(calendar.month_name[1:])})\b")
    texts = [file.read_text(encoding="utf-8") for kind in ("md", "toml") for file in files.FOLDER.rglob(f"*.{kind}")]
    assert len(texts) > 50
    assert [found for text in texts for found in day_first.findall(text)] == []


def test_the_privacy_page_says_for_how_long_the_list_of_sign_ins_is_kept():
    page = (files.FOLDER / "pages" / "privacy.md").read_text(encoding="utf-8")
    assert f"of a refused password for {KEPT_SHORT.days} days, else for {KEPT.days} days" in " ".join(page.split())

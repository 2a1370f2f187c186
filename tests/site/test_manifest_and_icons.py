"""The web app manifest, the favicon and the icons."""

import io
from http import HTTPStatus

from django.contrib.staticfiles import finders
from PIL import Image, ImageChops, ImageStat

from pages.sharing import icons
from tests.html import parse
from tests.whole_site import organization


def test_a_phone_that_installs_the_site_reads_its_name_and_icons_in_the_manifest(visitor):
    organization(name="An <organization>", short_name="AO")
    response = visitor.get("/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    assert "max-age=86400" in response["Cache-Control"]
    manifest = response.json()
    assert (manifest["name"], manifest["short_name"], manifest["display"]) == ("An <organization>", "AO", "browser")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        file = finders.find(icon["src"].removeprefix("/static/"))
        with Image.open(file) as picture:
            assert "{}x{}".format(*picture.size) == icon["sizes"]


def test_only_the_home_page_links_the_manifest(full, visitor):
    linking = [page for page in full.values() if parse(visitor.get(page.url)).find("link", rel="manifest")]
    assert [page.url for page in linking] == ["/"]


def test_the_icon_files_are_those_that_icons_draw_makes():
    for name, (side, part) in icons.ICONS.items():
        kept = Image.open(finders.find(f"img/{name}"))
        drawn = Image.open(io.BytesIO(icons.draw_icon(side, part)))
        assert kept.size == drawn.size == (side, side)
        difference = ImageStat.Stat(ImageChops.difference(kept.convert("L"), drawn.convert("L")))
        assert difference.mean[0] < 1, name


def test_a_browser_finds_the_favicon_at_its_default_url(client):
    response = client.get("/favicon.ico")
    assert response.status_code == HTTPStatus.MOVED_PERMANENTLY
    assert finders.find(response.url.removeprefix("/static/"))

"""The help of the admin: the editors' guide as pages."""

import re
from fnmatch import fnmatchcase
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from ncsej_site import help as guide
from tests.conftest import signed_in
from tests.factories import UserFactory
from tests.html import parse, text

SECTIONS = guide.get_sections()


def page_of(client, section):
    response = client.get(section.url)
    assert response.status_code == HTTPStatus.OK
    return parse(response)


@pytest.mark.parametrize("group", ["Editors", "Contributors"])
def test_whoever_may_enter_the_admin_reads_all_of_the_guide(home, group):
    client = signed_in(UserFactory(groups=[group]))
    contents = parse(client.get(reverse("help"))).main
    assert [text(link) for link in contents.select("a[href*='/help/']")] == [section.title for section in SECTIONS]
    words = text(parse(client.get(contents.select("a[href*='/help/']")[0]["href"])).main)
    assert "Press Start from last issue" in words


def test_who_may_not_enter_the_admin_reads_none_of_it(home):
    for client in (Client(), signed_in(UserFactory())):
        assert client.get(reverse("help")).status_code == HTTPStatus.FOUND
        assert client.get(SECTIONS[0].url).status_code == HTTPStatus.FOUND


def test_every_link_of_the_guide_leads_to_a_page_of_this_site(editor):
    for section in SECTIONS:
        for link in page_of(editor, section).select("article a[href]"):
            assert link["href"].startswith("/"), link
            assert editor.get(link["href"]).status_code == HTTPStatus.OK, link


def test_no_markdown_is_left_in_the_guide(editor):
    for section in SECTIONS:
        article = page_of(editor, section).article
        for code in article.select("code"):
            code.extract()
        assert re.findall(r"[*`#|]|\]\(|^- ", article.get_text(), re.MULTILINE) == [], section.title


def test_a_section_is_linked_as_github_links_it_and_what_is_written_is_text():
    assert guide.make_slug("A statement, within minutes") == "a-statement-within-minutes"
    (section,) = guide.split_sections("# For editors\n\n## One & two\n\nSee [it](#one--two). <b>no</b>\n")
    assert section.html == '<p>See <a href="/admin/help/one--two/">it</a>. &lt;b&gt;no&lt;/b&gt;</p>'


def test_a_section_that_does_not_exist_is_not_found(editor):
    assert editor.get(reverse("help_section", args=["nothing"])).status_code == HTTPStatus.NOT_FOUND


def test_the_help_menu_and_the_dashboard_lead_to_nothing_of_another_project(editor):
    page = parse(editor.get(reverse("wagtailadmin_home")))
    assert [link["href"] for link in page.main.select("a[href*='//']")] == []
    assert page.main.select_one(f"a[href='{reverse('help')}']")
    props = page.select_one("#wagtail-sidebar-props").string
    for section in SECTIONS:
        assert section.url in props
    assert "keyboard-shortcuts" in props
    assert "wagtail.org" not in props
    assert "Wagtail" not in re.findall(r'"label": "([^"]*)"', props)


def test_the_guide_is_in_the_image_that_is_deployed():
    """The last pattern of .dockerignore that matches a file, or a folder above it, decides; a * stays in its folder."""
    parts, is_left_out = guide.GUIDE.relative_to(settings.BASE_DIR).parts, False
    for line in (settings.BASE_DIR / ".dockerignore").read_text().splitlines():
        patterns = line.removeprefix("!").split("/")
        if len(patterns) <= len(parts) and all(map(fnmatchcase, parts, patterns)):
            is_left_out = not line.startswith("!")
    assert not is_left_out

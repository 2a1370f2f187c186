"""The Content-Security-Policy of everything that visitors are sent: one for pages, one for what is no page."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.crypto import get_random_string

from ncsej_site.content_policies import ADMIN, FILES, FRAMED, get_style_hashes, hash_source
from ncsej_site.csp import CSP, build_policy
from news.models import Record
from tests.factories import ImageFactory
from tests.html import parse
from tests.whole_site import PAGE_TYPES

VIEWS = [
    "/search/?q=headline",
    "/clippings/",
    "/clippings/by/source/",
    "/feeds/",
    "/sources/",
    "/bills/",
    "/bills/118/hr/1911/",
    "/news/2025/",
    "/contact/received/",
    "/no-such-page/",
    "/_util/login/",
]
NO_PAGES = [
    "/news/feed/",
    "/news/feed.json",
    "/news/2025-02-14.json",
    "/news/2025-02-14.md",
    "/news/2025-02-14.txt",
    "/feeds.opml",
    "/opensearch.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/site.webmanifest",
    "/.well-known/security.txt",
]
HEADER_LIMIT = 800  # bytes: it is in the first ten packets of every page, with the page


def policy_of(response):
    return response.get(CSP.HEADER_ENFORCE)


def sources(directive):
    return dict(part.partition(" ")[::2] for part in build_policy(settings.SECURE_CSP).split("; "))[directive].split()


def assert_allowed(response):
    """The response has the policy of pages, and all that it has inline is allowed there."""
    assert policy_of(response) == build_policy(settings.SECURE_CSP)
    page = parse(response)
    assert {hash_source(style.string) for style in page.find_all("style")} <= set(sources("style-src"))
    assert page.find_all("style")
    assert page.select("[style], iframe, object, embed, base") == []
    assert page.select("script:not([type='application/ld+json'])") == []  # that type is data, and is not run
    assert [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")] == []


@pytest.mark.parametrize("page", PAGE_TYPES, indirect=True)
def test_every_page_has_the_one_policy_and_nothing_that_it_forbids(page, visitor):
    assert_allowed(visitor.get(page.url))


@pytest.mark.parametrize("url", VIEWS)
def test_so_has_every_other_view(full, visitor, url):
    assert_allowed(visitor.get(url))


def test_so_have_a_clippings_page_a_form_with_errors_and_the_door_of_a_private_page(full, visitor):
    assert_allowed(visitor.get(reverse("clipping", args=[Record.objects.clippings().first().key])))
    assert_allowed(visitor.post("/contact/message/", {}))
    page = full["news.Statement"]
    page.view_restrictions.create(restriction_type="password", password=get_random_string(20))
    assert_allowed(visitor.get(page.url))


def raising(error):
    def fail(request):
        raise error

    return fail


def test_so_have_the_pages_for_errors_which_have_a_stylesheet_of_their_own(home, client, monkeypatch):
    client.raise_request_exception = False
    assert_allowed(client.get("/", headers={"host": "elsewhere.example"}))
    monkeypatch.setattr("wagtail.models.Site.find_for_request", raising(RuntimeError))
    assert_allowed(client.get("/"))


def test_the_policy_allows_nothing_unsafe_no_script_and_no_other_host():
    policy = build_policy(settings.SECURE_CSP)
    assert policy.startswith("default-src 'none'; ")
    assert "script-src" not in policy
    assert re.findall(r"unsafe|https?:|data:|blob:|\*", policy) == []
    assert sources("base-uri") == sources("frame-ancestors") == sources("trusted-types") == ["'none'"]
    assert sources("form-action") == ["'self'"]
    assert sources("require-trusted-types-for") == ["'script'"]


def test_the_list_of_styles_is_closed_and_short():
    assert sources("style-src") == list(get_style_hashes())
    assert all(re.fullmatch(r"'sha256-[\w+/]{43}='", source) for source in sources("style-src"))
    assert len(CSP.HEADER_ENFORCE + build_policy(settings.SECURE_CSP)) < HEADER_LIMIT


@pytest.mark.parametrize("url", NO_PAGES)
def test_what_is_no_page_loads_and_runs_nothing(full, visitor, url):
    response = visitor.get(url)
    assert response.status_code == 200
    assert policy_of(response) == build_policy(FILES) == "default-src 'none'; frame-ancestors 'none'"


def test_so_do_pictures_and_documents(full, visitor):
    rendition = ImageFactory().get_rendition("width-160|format-webp")
    assert policy_of(visitor.get(rendition.url)) == build_policy(FILES)
    document = full["news.Publication"].document
    document.file.save("a.pdf", ContentFile(b"%PDF-1.4"))
    assert policy_of(visitor.get(document.url)) == "default-src 'none'"  # Wagtail's own


def test_the_admin_runs_files_of_this_site_as_scripts_and_nothing_else(full, editor, visitor):
    policy = build_policy(ADMIN)
    assert policy.startswith("default-src 'none'; script-src 'self'; ")
    assert "object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" in policy
    assert re.findall(r"https?:|unsafe-eval|\*", policy) == []
    page = full["news.Statement"]
    urls = [reverse("wagtailadmin_home"), reverse("wagtailadmin_pages:edit", args=[page.pk]), "/admin/no-such-view/"]
    assert {policy_of(editor.get(url)) for url in urls} == {policy}
    assert policy_of(visitor.get(reverse("wagtailadmin_login"))) == policy


def test_so_do_the_previews_which_the_admin_alone_embeds(full, editor):
    policy = build_policy(FRAMED)
    assert policy == build_policy(ADMIN).replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    page = full["news.WeeklyUpdate"]
    block = page.clippings.stream_block.child_blocks["clipping"]
    previews = [
        (reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), {}),
        (reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {}),
        (reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}),
    ]
    editor.post(previews[0][0], {})
    assert {policy_of(editor.get(*preview)) for preview in previews} == {policy}


def test_what_the_admin_answers_a_script_loads_and_runs_nothing(full, editor):
    for url in (reverse("wagtailimages_chooser:choose"), reverse("wagtailadmin_sprite")):
        assert policy_of(editor.get(url)) == build_policy(FILES)


def is_upgraded(site_url):
    """Whether production settings with this public address let browsers ask for http addresses by https."""
    script = "from django.conf import settings; print(settings.SECURE_CSP['upgrade-insecure-requests'])"
    production = {"DEBUG": "false", "SECRET_KEY": "a" * 60, "ALLOWED_HOSTS": "www.example.org", "SITE_URL": site_url}
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, env=os.environ | production, capture_output=True, text=True, check=True)
    return result.stdout.strip() == "True"


def test_only_a_site_that_is_reached_by_https_has_its_requests_upgraded():
    assert is_upgraded("https://www.example.org")
    assert not is_upgraded("http://localhost:8000")
    assert build_policy({"upgrade-insecure-requests": True}) == "upgrade-insecure-requests"
    assert build_policy({"default-src": ["'none'"], "upgrade-insecure-requests": False}) == "default-src 'none'"

"""Every page type as a visitor gets it, with all fields filled in."""

from http import HTTPStatus
from itertools import pairwise

import pytest

from pages.models import SiteRendition
from tests.html import headings, other_hosts, parse, text, unstyled_classes
from tests.whole_site import PAGE_TYPES, existing_types

pytestmark = pytest.mark.django_db
WITH_A_LEAD_PICTURE = {"pages.Home", "pages.Program", "news.WeeklyUpdate", "news.Publication"}
INNER = [page_type for page_type in PAGE_TYPES if page_type != "pages.Home"]


@pytest.fixture
def get(visitor, visited):
    def get(url):
        if url not in visited:
            visited[url] = visitor.get(url)
        return visited[url]

    return get


@pytest.fixture
def response(page, get):
    return get(page.url)


@pytest.fixture
def soup(response):
    return parse(response)


def test_every_page_type_is_tested_here(full):
    assert set(PAGE_TYPES) == existing_types() == set(full)


def test_a_visitor_can_open_the_page(response):
    assert response.status_code == HTTPStatus.OK
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_the_browsers_tab_names_the_page_and_the_organization(page, soup):
    (title,) = soup.find_all("title")
    named = "National Coalition Supporting Eurasian Jewry" if page._meta.label == "pages.Home" else page.title
    assert text(title) == f"{named} · NCSEJ"


def test_search_engines_find_the_summary_and_the_canonical_url(page, soup):
    (description,) = soup.find_all("meta", attrs={"name": "description"})
    assert description["content"] == page.search_description != ""
    (canonical,) = soup.find_all("link", rel="canonical")
    assert canonical["href"] == page.full_url
    assert canonical["href"].startswith("http")


def test_a_screen_reader_finds_landmarks_and_a_skip_link(soup):
    assert soup.html["lang"] == "en"
    assert len(soup.find_all("main")) == 1
    assert len([header for header in soup.find_all("header") if not header.find_parent(["main", "article"])]) == 1
    assert len([footer for footer in soup.find_all("footer") if not footer.find_parent(["main", "article"])]) == 1
    assert soup.select("header nav[aria-label]")
    skip = soup.body.find("a")
    assert soup.find(id=skip["href"].removeprefix("#")).name == "main"


def test_the_page_has_one_main_heading_and_skips_no_level(page, soup):
    (heading,) = headings(soup)
    assert heading == ("National Coalition Supporting Eurasian Jewry" if page.depth == 2 else page.title)
    levels = [int(tag.name[1]) for tag in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_no_two_elements_share_an_id(soup):
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_every_reference_to_an_element_finds_it(soup):
    """Links within the page, labels of fields and sections, descriptions of fields."""
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    wanted = {a["href"][1:] for a in soup.select("a[href^='#']")}
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        wanted |= {name for tag in soup.find_all(attrs={attribute: True}) for name in str(tag[attribute]).split()}
    assert wanted - ids == set()


def test_every_picture_says_what_it_shows_and_keeps_its_place(soup):
    for picture in soup.find_all("img"):
        assert picture.has_attr("alt")
        assert picture["width"].isdigit()
        assert picture["height"].isdigit()


def test_the_lead_picture_is_preloaded_and_every_other_is_lazy(page, soup):
    first, *more = soup.find_all("img") or [None]
    preloaded = soup.find_all("link", rel="preload", attrs={"as": "image"})
    if page._meta.label not in WITH_A_LEAD_PICTURE:
        assert preloaded == []
        more = soup.find_all("img")
    else:
        (link,) = preloaded
        best = first.find_parent("picture").source
        assert (link["imagesrcset"], link["imagesizes"]) == (best["srcset"], best["sizes"])
        assert link["type"] == best["type"] == "image/avif"
        assert link["fetchpriority"] == first["fetchpriority"] == "high"
        assert not first.has_attr("loading")
    assert all((picture["loading"], picture["decoding"]) == ("lazy", "async") for picture in more)


def test_every_picture_is_offered_as_avif_webp_and_jpeg(soup):
    for picture in soup.find_all("picture"):
        assert [source["type"] for source in picture.find_all("source")] == ["image/avif", "image/webp"]
        assert picture.img["src"].endswith(".jpg")
        assert len({source["sizes"] for source in picture.find_all("source")}) == 1
        assert not {"sizes", "srcset"} & set(picture.img.attrs)  # one file for browsers that know neither format


def test_nothing_is_fetched_from_another_host_and_no_script_is_run(soup):
    assert other_hosts(soup) == []
    (data,) = soup.find_all("script")  # which is not for running
    assert data.attrs == {"type": "application/ld+json"}


def test_every_component_on_the_page_has_its_styles_with_it(soup):
    assert unstyled_classes(soup) == set()


def test_a_visitor_is_given_no_cookie(response):
    assert not response.cookies
    assert "Set-Cookie" not in response


@pytest.mark.parametrize("page", INNER, indirect=True)
def test_breadcrumbs_lead_back_to_the_front_page(page, soup):
    trail = soup.select("nav.breadcrumbs a")
    above = [ancestor.url for ancestor in page.get_ancestors().filter(depth__gte=2)]
    assert [link["href"] for link in trail] == above
    assert text(trail[0]) == "Home"


def test_the_menu_marks_where_the_visitor_is(page, soup):
    marked = [link["href"] for link in soup.select("header nav a[aria-current]")]
    top = page if page.depth <= 3 else page.get_ancestors().get(depth=3)
    assert marked == [top.url]


def test_every_link_within_the_site_leads_somewhere(soup, get):
    urls = {a["href"].partition("#")[0] for a in soup.select("a[href^='/']:not([href^='/admin/'])")}
    assert urls
    for url in urls:
        assert get(url).status_code == HTTPStatus.OK, url


def test_no_rendition_is_made_during_a_visitors_request(full, visitor):
    made = SiteRendition.objects.count()
    assert made
    for page in full.values():
        assert visitor.get(page.url).status_code == HTTPStatus.OK
    assert SiteRendition.objects.count() == made

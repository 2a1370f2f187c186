"""The organization's settings: no button without its URL, and a banner between its start and its end."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from pages.models import Organization
from tests.factories import AboutFactory, ContactFactory, DonateFactory, SignUpFactory, StandardPageFactory, stream
from tests.html import parse, text
from tests.whole_site import organization

NOW = datetime(2025, 2, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TARGETS = {"donate_url": "https://example.org/donate", "sign_up_url": "https://example.org/sign-up"}


def settings_form(**changes):
    """The data of the settings form with these fields changed."""
    own = [field for field in Organization._meta.fields if field.name not in {"id", "site"}]
    fields = {field.name: field.get_default() or "" for field in own} | {
        "names": streamfield([("era", {"name": "An earlier name", "abbreviation": "AEN", "from_year": "1964"})]),
        "social_links": streamfield([("link", {"label": "Example", "url": "https://example.org/ncsej"})]),
        "promoted_pages": streamfield([]),
    }
    return nested_form_data(fields | changes)


@pytest.fixture
def save(administrator):
    """Submit the settings form with these changes, and return the response."""

    def save(**changes):
        url = reverse("wagtailsettings:edit", args=["pages", "organization", Site.objects.get().pk])
        return administrator.post(url, settings_form(**changes))

    return save


@pytest.mark.parametrize("field", TARGETS)
def test_a_target_may_be_an_http_or_https_url(save, field):
    assert save(**{field: TARGETS[field]}).status_code == HTTPStatus.FOUND
    assert getattr(Organization.objects.get(), field) == TARGETS[field]


@pytest.mark.parametrize("field", TARGETS)
@pytest.mark.parametrize(
    "target", ["ftp://example.org/donate", "javascript:alert(1)", "mailto:a@example.org", "donate"]
)
def test_a_target_of_another_scheme_is_refused_at_its_field(save, field, target):
    response = save(**{field: target}, telephone="Typed number")
    assert response.status_code == HTTPStatus.OK
    assert list(response.context["form"].errors) == [field]
    assert "Typed number" in response.content.decode()


def test_an_editor_is_told_which_schemes_a_target_may_have(save):
    assert "https://" in save(donate_url="ftp://example.org/").context["form"].errors["donate_url"][0]


def test_a_social_link_of_another_scheme_is_refused(save):
    response = save(social_links=streamfield([("link", {"label": "Example", "url": "javascript:alert(1)"})]))
    assert "social_links" in response.context["form"].errors


@pytest.fixture
def urls(home):
    """The URLs of the pages that may have a button."""
    pages = [home, DonateFactory(), SignUpFactory(), AboutFactory(), ContactFactory()]
    return [page.url for page in pages] + ["/search/", "/no-such-page/"]


def find_buttons(visitor, urls):
    """(label, target) of every link that looks like a button."""
    return {
        (text(link), link.get("href"))
        for url in urls
        for link in parse(visitor.get(url)).find_all("a", class_="button")
    }


def test_without_targets_there_is_no_button_anywhere(urls, visitor):
    assert find_buttons(visitor, urls) == set()
    for url in urls:
        for link in parse(visitor.get(url)).find_all("a"):
            assert link["href"].strip() not in {"", "#", "None"}


@pytest.mark.parametrize(("field", "other"), [("donate_url", "Sign"), ("sign_up_url", "Donate")])
def test_each_target_has_its_own_button(urls, visitor, field, other):
    organization(**{field: TARGETS[field]})
    shown = find_buttons(visitor, urls)
    assert TARGETS[field] in {target for _, target in shown}
    assert [label for label, _ in shown if label.startswith(other)] == []


def test_the_donor_follows_donate_from_the_front_page_to_the_target(urls, visitor):
    organization(**TARGETS)
    menu = parse(visitor.get("/")).header
    donate = menu.find("a", string="Donate")
    assert "button" in donate["class"]
    page = parse(visitor.get(donate["href"]))
    assert page.main.find("a", class_="button")["href"] == TARGETS["donate_url"]


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [
        (None, None, True),
        (-HOUR, None, True),
        (+HOUR, None, False),
        (None, +HOUR, True),
        (None, -HOUR, False),
        (-HOUR, +HOUR, True),
        (-2 * HOUR, -HOUR, False),
        (+HOUR, 2 * HOUR, False),
        (timedelta(0), None, True),
        (None, timedelta(0), False),
    ],
)
def test_the_banner_is_shown_only_between_its_start_and_its_end(home, visitor, monkeypatch, starts, ends, shown):
    monkeypatch.setattr("pages.models.organization.timezone.now", lambda: NOW)
    organization(
        banner_text="An urgent word",
        banner_starts_at=NOW + starts if starts is not None else None,
        banner_ends_at=NOW + ends if ends is not None else None,
    )
    assert (b"An urgent word" in visitor.get("/").content) is shown


def test_a_banner_without_text_is_not_shown(home, visitor):
    organization(banner_text="", banner_page=AboutFactory())
    assert parse(visitor.get("/")).select(".banner") == []


def test_the_banner_links_to_its_page_only_while_that_is_live(home, visitor):
    about = AboutFactory()
    organization(banner_text="An urgent word", banner_page=about)
    assert parse(visitor.get("/")).select_one(".banner a")["href"] == "/about/"
    about.unpublish()
    banner = parse(visitor.get("/")).select_one(".banner")
    assert "An urgent word" in text(banner)
    assert banner.a is None


def test_the_banner_does_not_name_a_private_page(home, visitor):
    about = AboutFactory()
    organization(banner_text="An urgent word", banner_page=about)
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    assert text(parse(visitor.get("/")).select_one(".banner")) == "An urgent word"


def test_an_editor_is_told_at_the_field_that_the_privacy_page_is_of_another_type(home, save):
    assert list(save(privacy_page=AboutFactory().pk).context["form"].errors) == ["privacy_page"]
    page = StandardPageFactory()
    assert save(privacy_page=page.pk).status_code == HTTPStatus.FOUND
    assert Organization.objects.get().privacy_page_id == page.pk


@pytest.mark.parametrize(
    ("founded", "years", "origins"),
    [
        ("June 1971", [1964, 1971, 2014], "Founded 1971, roots in 1964"),
        ("June 1971", [1971, 2014], "Founded 1971"),
        ("1971", [], "Founded 1971"),
        ("", [1971, 1964], "Roots in 1964"),
        ("", [], ""),
    ],
)
def test_the_nameplate_says_when_it_was_founded_and_where_it_comes_from(home, visitor, founded, years, origins):
    eras = stream(*(("era", {"name": f"Name of {year}", "from_year": year}) for year in years))
    organization(founded=founded, names=eras, city="Washington, D.C.")
    nameplate = parse(visitor.get("/")).select(".nameplate__line span")
    assert [text(part) for part in nameplate] == ["Washington, D.C.", *([origins] if origins else [])]


@pytest.mark.parametrize("ends", [NOW - HOUR, NOW])
def test_a_banner_cannot_end_before_it_starts(ends):
    with pytest.raises(ValidationError) as refusal:
        Organization(banner_starts_at=NOW, banner_ends_at=ends).clean()
    assert list(refusal.value.message_dict) == ["banner_ends_at"]


def test_an_editor_is_told_at_the_field_that_a_banner_ends_before_it_starts(save):
    response = save(banner_text="Word", banner_starts_at="2025-02-21 12:00", banner_ends_at="2025-02-21 11:00")
    assert list(response.context["form"].errors) == ["banner_ends_at"]


def test_the_footer_has_the_facts_that_are_known_and_no_empty_ones(home, visitor):
    footer = parse(visitor.get("/")).footer
    assert "EIN" not in text(footer)
    assert footer.find("a", href=lambda href: href.startswith("tel:")) is None
    organization(ein="13-2700517", telephone="202-898-2500", notice="A notice.", about="What we do.")
    footer = parse(visitor.get("/")).footer
    for words in ("13-2700517", "501(c)(3)", "202-898-2500", "A notice.", "What we do."):
        assert words in text(footer)
    assert footer.find("a", string="202-898-2500")["href"] == "tel:+12028982500"
    organization(telephone="(202) 898-2500 ext. 12")
    footer = parse(visitor.get("/")).footer
    assert footer.find("a", string="(202) 898-2500 ext. 12")["href"] == "tel:+12028982500;ext=12"
    organization(telephone="202-898-2500 or 1-800-555-0100")
    footer = parse(visitor.get("/")).footer
    assert "202-898-2500 or 1-800-555-0100" in text(footer)
    assert footer.select("[href^='tel:']") == []

"""Two whole sites: one with every field filled in, one with the required fields only."""

import datetime

from wagtail.models import Page, Site, get_page_models

from news.models import StatementBill
from pages.models import Home, Organization, Term
from tests import factories as make
from tests.factories import clipping, stream

# The page types, in the order of the tree. A test fails when one is missing here.
PAGE_TYPES = [
    "pages.Home",
    "pages.About",
    "pages.History",
    "pages.People",
    "pages.MemberOrganizations",
    "pages.ProgramIndex",
    "pages.Program",
    "news.NewsIndex",
    "news.WeeklyUpdate",
    "news.StatementIndex",
    "news.Statement",
    "news.PublicationIndex",
    "news.Publication",
    "news.CountryIndex",
    "news.Country",
    "pages.Contact",
    "pages.Donate",
    "pages.SignUp",
    "pages.StandardPage",
]
FIRST_FRIDAY = datetime.date(2025, 2, 14)


def existing_types():
    """The labels of all page models, for comparison with PAGE_TYPES."""
    return {model._meta.label for model in get_page_models() if model is not Page}


def by_type(*pages):
    return {page._meta.label: page for page in pages}


def organization(**fields):
    """Save the Organization settings with these fields changed, and return them."""
    settings = Organization.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()
    return settings


def plain_site():
    """One page of every type, with the required fields only: model label → page."""
    home = Home.objects.get()
    home.search_description = "The front page, in one sentence."
    home.save_revision().publish()
    return by_type(
        home,
        make.AboutFactory(),
        make.HistoryFactory(),
        make.PeopleFactory(),
        make.MemberOrganizationsFactory(),
        make.ProgramIndexFactory(),
        make.ProgramFactory(),
        make.NewsIndexFactory(),
        make.WeeklyUpdateFactory(date=FIRST_FRIDAY, signature="", sent_from=[]),
        make.StatementIndexFactory(),
        make.StatementFactory(),
        make.PublicationIndexFactory(),
        make.PublicationFactory(),
        make.CountryIndexFactory(),
        make.CountryFactory(),
        make.ContactFactory(),
        make.DonateFactory(),
        make.SignUpFactory(),
        make.StandardPageFactory(),
    )


def full_site():
    """One page of every type, with every field filled in: model label → page."""
    picture = make.ImageFactory(credit="Drawn by the project")
    body = full_body(picture)
    fill_organization()
    fill_people(picture)
    pages = menu_pages(body) | by_type(
        make.HistoryFactory(events=stream(("event", {"when": "June 1971", "title": "Founded", "text": "<p>Yes.</p>"}))),
        make.PeopleFactory(),
        make.MemberOrganizationsFactory(organizations=organizations()),
        make.ProgramFactory(title="Partnerships", years="since 1994", lead_image=picture, body=body),
        full_statement(),
        make.PublicationFactory(
            title="A report with all its parts",
            cover=picture,
            document=make.DocumentFactory(),
            external_url="",
            number=12,
            description="<p>About it.</p>",
        ),
        make.CountryFactory(other_names="Україна", profile=body),
        full_update(picture),
    )
    make.ProgramFactory(title="Operation Lifeline", is_historic=True)
    organization(
        privacy_page=pages["pages.StandardPage"],
        promoted_pages=stream(
            ("promotion", {"words": "press, media", "page": pages["pages.Contact"].pk, "text": "For journalists."})
        ),
    )
    return pages | by_type(full_home(picture, pages["news.WeeklyUpdate"]))


def menu_pages(body):
    """The pages below Home, in the order of the menu."""
    return by_type(
        make.AboutFactory(body=body),
        make.ProgramIndexFactory(),
        make.NewsIndexFactory(),
        make.StatementIndexFactory(),
        make.PublicationIndexFactory(),
        make.SignUpFactory(body=body),
        make.DonateFactory(body=body),
        make.ContactFactory(body=body, thanks="<p>We write back.</p>"),
        make.CountryIndexFactory(),
        make.StandardPageFactory(body=body),
    )


def full_body(picture):
    return stream(
        ("text", '<h2>Why</h2><p>Some <b>text</b> with a <a href="https://example.org/">link</a>.</p>'),
        ("picture", {"image": picture.pk, "caption": "A caption"}),
        ("quotation", {"text": "Words as they were said.", "source": "A speaker"}),
    )


def organizations():
    return stream(
        ("organization", {"name": "Example Federation", "kind": "federation", "url": "https://example.org/"}),
        ("organization", {"name": "Example Council", "kind": "council", "url": ""}),
    )


def fill_organization():
    organization(
        about="What the organization does, in a paragraph.",
        founded="June 1971",
        ein="13-2700517",
        address="Washington, D.C.",
        telephone="202-898-2500",
        email="office@example.org",
        names=stream(("era", {"name": "An earlier name", "abbreviation": "AEN", "from_year": 1964})),
        social_links=stream(("link", {"label": "Example", "url": "https://example.org/ncsej"})),
        notice="A notice at the foot.",
        donate_url="https://example.org/donate",
        donate_processor="A processor",
        sign_up_url="https://example.org/sign-up",
        sign_up_processor="A sender of mails",
        payee="The legal name, Inc.",
        giving_address="1 Example Street\nWashington, DC 20001",
        check_text="A word on checks.",
        fund_text="A word on funds.",
        stock_text="A word on stock.",
        bequest_text="A word on wills.",
        bequest_wording="I give to The legal name, Inc. the sum of [amount].",
        banner_text="A banner above it all.",
    )


def fill_people(picture):
    leader = make.PersonFactory(
        name="Example Leader", portrait=picture, biography="<p>A life.</p>", other_names="Lider"
    )
    make.TermFactory(person=leader, title="Executive Director", role=Term.Role.EXECUTIVE)
    former = make.PersonFactory(name="Former Chair")
    make.TermFactory(person=former, title="Chair", role=Term.Role.CHAIR, ends_on=datetime.date(2015, 12, 1))


def full_home(picture, update):
    home = Home.objects.get()
    home.search_description = "The front page, in one sentence."
    home.announcement, home.announcement_text = "An announcement", "Said in one sentence."
    home.announcement_picture, home.announcement_page = picture, update
    home.mission = "<p>What the organization is.</p>"
    home.save_revision().publish()
    return home


def full_update(picture):
    """The second of two, with ten clippings."""
    make.WeeklyUpdateFactory(date=FIRST_FRIDAY - datetime.timedelta(weeks=1))
    article = {
        "byline": "An Author",
        "date": "2025-02-12",
        "url": "https://example.org/article",
        "excerpt": "A first paragraph.\n\nA second one.",
        "countries": ["UA", "PL"],
    }
    return make.WeeklyUpdateFactory(
        date=FIRST_FRIDAY,
        lead_image=picture,
        lead_image_caption="A caption",
        signature="Example Leader\nExecutive Director",
        correction="A name was wrong.",
        corrected_on=datetime.date(2025, 2, 16),
        clippings=[clipping(f"Headline {number}", **article) for number in range(1, 11)],
    )


def full_statement():
    statement = make.StatementFactory(
        title="A statement with all its parts",
        is_selected=True,
        correction="A number was wrong.",
        corrected_on=datetime.date(2025, 2, 5),
    )
    for congress in (113, 118):
        StatementBill.objects.create(statement=statement, congress=congress, kind="hr", number=1911)
    statement.save()  # with its bills, as the editor saves it
    return statement

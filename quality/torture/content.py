"""The content of the tortured site: the tests' whole site, accounts, and secrets that no visitor may read."""

DRAFT = "Zugvogel-Entwurf-7361"  # in a page that was never published
REVISION = "Zugvogel-Fassung-7362"  # in a draft of a page that is live
PRIVATE = "Zugvogel-Vertraulich-7363"  # in a page behind a password
DOCUMENT = "Zugvogel-Dokument-7364"  # in a PDF that no live page links
SCHEDULED = "Zugvogel-Morgen-7365"  # in a page that is published tomorrow
SECRETS = (DRAFT, REVISION, PRIVATE, DOCUMENT, SCHEDULED)


def fill(roles: tuple[str, ...], password: str, page_password: str) -> None:
    """Fill a migrated database. Django must be set up."""
    from django.contrib.auth import get_user_model

    from tests.factories import UserFactory
    from tests.whole_site import full_site

    pages = full_site()
    plant_secrets(pages, page_password)
    for role in roles:
        groups = [] if role == "administrator" else [f"{role.capitalize()}s"]
        user = UserFactory(username=role, groups=groups, is_superuser=role == "administrator")
        user.set_password(password)
        user.save()
    assert get_user_model().objects.filter(username__in=roles).count() == len(roles)


def plant_secrets(pages: dict, page_password: str) -> None:
    """pages: label → page, as tests.whole_site makes them."""
    import datetime

    from django.utils import timezone
    from wagtail.models import PageViewRestriction

    from tests.factories import DocumentFactory, StandardPageFactory, StatementFactory

    StatementFactory(title=DRAFT, body=f"<p>{DRAFT}</p>", slug=DRAFT.lower(), live=False)
    live = StatementFactory(title="A statement with a draft", slug="statement-with-draft")
    live.title, live.body = REVISION, f"<p>{REVISION}</p>"
    live.save_revision()
    private = StandardPageFactory(
        title=PRIVATE, search_description=PRIVATE, slug="behind-a-password", show_in_menus=False
    )
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password=page_password
    )
    scheduled = StatementFactory(title=SCHEDULED, body=f"<p>{SCHEDULED}</p>", slug=SCHEDULED.lower(), live=False)
    scheduled.go_live_at = timezone.now() + datetime.timedelta(days=1)
    scheduled.save_revision().publish()
    DocumentFactory(title=DOCUMENT, file=pdf_with(DOCUMENT))


def pdf_with(text: str):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.factories import pdf

    content = pdf(1).read() + f"\n% {text}\n".encode()  # after the end of file, where readers take no notice
    return SimpleUploadedFile(f"{text.lower()}.pdf", content, "application/pdf")


def paths_of_pages() -> list[str]:
    """The path of every live page, as a visitor asks for it."""
    from urllib.parse import urlsplit

    from wagtail.models import Page

    return sorted({urlsplit(page.full_url).path for page in Page.objects.live().filter(depth__gt=1) if page.full_url})

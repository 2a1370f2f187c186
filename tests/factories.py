"""Factories for everything that tests need. A page is added to the tree below its parent, and published."""

import datetime
import io
from contextlib import contextmanager, nullcontext
from unittest import mock

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from modelsearch import signal_handlers as search_signals
from PIL import Image
from pypdf import PdfWriter
from wagtail.signal_handlers import disable_reference_index_auto_update

from news import models as news
from news.models.inbox import url_key
from pages import models as pages


def png(width=40, height=30, color="#1b2a41"):
    """An upload of a picture of one colour; width and height in pixels."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), color).save(file, "PNG")
    return SimpleUploadedFile("picture.png", file.getvalue(), "image/png")


def pdf(page_count=3):
    writer = PdfWriter()
    for _ in range(page_count):
        writer.add_blank_page(595, 842)
    file = io.BytesIO()
    writer.write(file)
    return SimpleUploadedFile("report.pdf", file.getvalue(), "application/pdf")


def stream(*blocks):
    """The value of a StreamField from (type, value) pairs."""
    return [{"type": kind, "value": value} for kind, value in blocks]


class UserFactory(factory.django.DjangoModelFactory):
    """groups: names of groups that exist."""

    username = factory.Sequence("person{}".format)
    email = factory.LazyAttribute("{0.username}@example.org".format)

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    @factory.post_generation
    def groups(self, create, names):
        self.groups.set(Group.objects.filter(name__in=names or []))


class ImageFactory(factory.django.DjangoModelFactory):
    title = "A picture"
    description = "Two stars above a line of hills"
    file = factory.LazyFunction(png)

    class Meta:
        model = pages.SiteImage


class DocumentFactory(factory.django.DjangoModelFactory):
    title = "A report"
    file = factory.LazyFunction(pdf)
    file_size = factory.LazyAttribute(lambda document: document.file.size)

    class Meta:
        model = pages.SiteDocument


class PersonFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Person {}".format)

    class Meta:
        model = pages.Person


class TermFactory(factory.django.DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    role = pages.Term.Role.EXECUTIVE
    title = "Executive Director"
    starts_on = datetime.date(1992, 1, 1)

    class Meta:
        model = pages.Term


@contextmanager
def without_indexing():
    """Publishing updates the indexes of references and of the search: the draft before it need not."""
    with disable_reference_index_auto_update(), mock.patch.object(search_signals, "insert_or_update_object_task"):
        yield


class PageFactory(factory.django.DjangoModelFactory):
    """parent: the page below which it is added; live=False leaves it a draft."""

    title = factory.Sequence("Page {}".format)
    search_description = factory.LazyAttribute("{0.title}, in one sentence.".format)

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, parent, live=True, **fields):
        page = model_class(live=False, **fields)
        with without_indexing() if live else nullcontext():
            parent.add_child(instance=page)
            revision = page.save_revision(clean=live)  # a draft may be incomplete
        if live:
            revision.publish()
            page.refresh_from_db()
        return page


def home():
    return pages.Home.objects.get()


def get_or_create(page_factory):
    """A function that returns the first page of the factory's type, created when it is first needed."""
    return lambda: page_factory._meta.model.objects.first() or page_factory()


class BelowHomeFactory(PageFactory):
    parent = factory.LazyFunction(home)
    show_in_menus = True

    class Meta:
        abstract = True


class AboutFactory(BelowHomeFactory):
    title = "About us"
    slug = "about"

    class Meta:
        model = pages.About


class HistoryFactory(PageFactory):
    title = "History"
    parent = factory.LazyFunction(get_or_create(AboutFactory))

    class Meta:
        model = pages.History


class PeopleFactory(PageFactory):
    title = "People"
    parent = factory.LazyFunction(get_or_create(AboutFactory))

    class Meta:
        model = pages.People


class MemberOrganizationsFactory(PageFactory):
    title = "Member organizations"
    parent = factory.LazyFunction(get_or_create(AboutFactory))

    class Meta:
        model = pages.MemberOrganizations


class ProgramIndexFactory(BelowHomeFactory):
    title = "Programs"

    class Meta:
        model = pages.ProgramIndex


class ProgramFactory(PageFactory):
    title = factory.Sequence("Program {}".format)
    parent = factory.LazyFunction(get_or_create(ProgramIndexFactory))

    class Meta:
        model = pages.Program


class ContactFactory(BelowHomeFactory):
    title = "Contact"

    class Meta:
        model = pages.Contact


class DonateFactory(BelowHomeFactory):
    title = "Donate"

    class Meta:
        model = pages.Donate


class SignUpFactory(BelowHomeFactory):
    title = "Sign up"

    class Meta:
        model = pages.SignUp


class StandardPageFactory(BelowHomeFactory):
    title = "Accessibility"

    class Meta:
        model = pages.StandardPage


class NewsIndexFactory(BelowHomeFactory):
    title = "News"

    class Meta:
        model = news.NewsIndex


class WeeklyUpdateFactory(PageFactory):
    """Each is dated a week after the one before; title and slug follow from the date."""

    date = factory.Sequence(lambda number: datetime.date(2015, 1, 2) + datetime.timedelta(weeks=number))
    title = ""
    search_description = "What happened this week, in one sentence."
    letter = "<p>Dear Friend,</p><p>This week we write to you.</p>"
    parent = factory.LazyFunction(get_or_create(NewsIndexFactory))

    class Meta:
        model = news.WeeklyUpdate


class StatementIndexFactory(BelowHomeFactory):
    title = "Statements"

    class Meta:
        model = news.StatementIndex


class StatementFactory(PageFactory):
    title = factory.Sequence("Statement {}".format)
    date = datetime.date(2025, 2, 3)
    body = "<p>We say this.</p>"
    parent = factory.LazyFunction(get_or_create(StatementIndexFactory))

    class Meta:
        model = news.Statement


class PublicationIndexFactory(BelowHomeFactory):
    title = "Publications"

    class Meta:
        model = news.PublicationIndex


class PublicationFactory(PageFactory):
    title = factory.Sequence("Report {}".format)
    date = datetime.date(2024, 5, 1)
    external_url = "https://example.org/report"
    parent = factory.LazyFunction(get_or_create(PublicationIndexFactory))

    class Meta:
        model = news.Publication


class CountryIndexFactory(BelowHomeFactory):
    title = "Countries"

    class Meta:
        model = news.CountryIndex


class CountryFactory(PageFactory):
    title = "Ukraine"
    iso_code = "UA"
    parent = factory.LazyFunction(get_or_create(CountryIndexFactory))

    class Meta:
        model = news.Country


class InboxItemFactory(factory.django.DjangoModelFactory):
    url = "https://wire.example/2026/a-story"
    key = factory.LazyAttribute(lambda item: url_key(item.url))

    class Meta:
        model = news.InboxItem


def clipping(headline="A headline", source="Example Wire", **more):
    """A clipping's block, as a StreamField takes it."""
    return {"type": "clipping", "value": {"headline": headline, "source": source} | more}

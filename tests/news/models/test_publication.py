"""Publications: a PDF whose pages are counted, or a URL on another site."""

from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from news.models import Publication
from pages.models import SiteDocument
from tests import forms
from tests.factories import DocumentFactory, ImageFactory, PublicationFactory, PublicationIndexFactory, pdf
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text


@pytest.fixture
def publications(home):
    return PublicationIndexFactory()


def upload(client, file):
    return client.post(reverse("wagtaildocs:add"), {"title": "A report", "file": file})


def not_a_pdf(content=b"This is a text file"):
    return SimpleUploadedFile("report.pdf", content, "application/pdf")


@pytest.mark.parametrize("page_count", [1, 12])
def test_the_pages_of_a_pdf_are_counted(db, page_count):
    assert DocumentFactory(file=pdf(page_count)).page_count == page_count


def test_the_pages_are_counted_again_when_the_file_is_replaced(db):
    document = DocumentFactory(file=pdf(3))
    document.file = pdf(5)
    document.save()
    assert SiteDocument.objects.get().page_count == 5


@pytest.mark.parametrize("content", [b"This is a text file", b"", b"%PDF-1.7\nbroken", pdf(2).read()[:200]])
def test_what_is_not_a_pdf_is_refused_at_its_field(db, content):
    document = SiteDocument(title="A report", file=not_a_pdf(content))
    with pytest.raises(ValidationError) as refusal:
        document.clean()
    assert "file" in refusal.value.message_dict


def test_an_editor_who_uploads_a_pdf_finds_its_pages_counted(editor):
    response = editor.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": pdf(4), "title": "A report"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.json()["success"]
    assert SiteDocument.objects.get().page_count == 4


def test_an_editor_who_uploads_something_else_is_told(editor):
    response = editor.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": not_a_pdf(), "title": "A report"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert not response.json()["success"]
    assert "PDF" in response.json()["error_message"]
    assert not SiteDocument.objects.exists()


def test_an_editor_is_asked_where_a_publication_can_be_read(editor, publications):
    response = forms.add(editor, publications, forms.publication(), PUBLISH)
    assert list(forms.errors(response)) == ["document"]
    assert not Publication.objects.exists()


def test_an_editor_is_told_that_it_is_the_pdf_or_the_url(editor, publications):
    form = forms.publication(document=DocumentFactory().pk, external_url="https://example.org/report")
    response = forms.add(editor, publications, form, PUBLISH)
    assert list(forms.errors(response)) == ["external_url"]


@pytest.mark.parametrize("url", ["ftp://example.org/report", "javascript:alert(1)", "report"])
def test_the_url_of_a_publication_must_be_one_that_a_browser_opens(editor, publications, url):
    response = forms.add(editor, publications, forms.publication(external_url=url), PUBLISH)
    assert list(forms.errors(response)) == ["external_url"]
    assert not Publication.objects.exists()


def test_a_draft_may_wait_for_its_pdf(editor, publications):
    response = forms.add(editor, publications, forms.publication(), SAVE_DRAFT)
    assert response.status_code == HTTPStatus.FOUND
    assert not Publication.objects.get().live


def test_a_reader_is_told_the_pages_and_the_size_before_following_the_link(publications, visitor):
    document = DocumentFactory(file=pdf(7))
    publication = PublicationFactory(document=document, external_url="")
    for url in (publication.url, publications.url):
        page = parse(visitor.get(url))
        assert "7 pages" in text(page.main)
        assert "bytes" in text(page.main) or "KB" in text(page.main)
    link = parse(visitor.get(publication.url)).main.find("a", href=document.url)
    assert visitor.get(link["href"]).status_code == HTTPStatus.OK


def test_a_reader_opens_the_pdf_in_the_browser(publications, visitor):
    document = DocumentFactory()
    PublicationFactory(document=document, external_url="")
    response = visitor.get(document.url)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")


def test_a_report_elsewhere_says_where_it_leads(publications, visitor):
    page = parse(visitor.get(PublicationFactory(external_url="https://www.example.org/report").url))
    assert text(page.main.find("a", href="https://www.example.org/report")) == "Read at example.org"


def test_a_pdf_that_a_publication_links_cannot_be_deleted(administrator, publications):
    document = DocumentFactory()
    PublicationFactory(document=document, external_url="")
    administrator.post(reverse("wagtaildocs:delete", args=[document.pk]))
    assert SiteDocument.objects.filter(pk=document.pk).exists()


def test_a_publication_without_a_picture_of_its_cover_has_one_set_in_type(publications, visitor):
    report = PublicationFactory(title="Warm rooms", kind="ukraine-update", number=2)
    for url in (publications.url, report.url):
        (cover,) = parse(visitor.get(url)).select(".cover")
        assert cover["aria-hidden"] == "true"  # it repeats the text beside it
        assert {"Ukraine Update", "2", "Warm rooms"} <= {text(line) for line in cover.select("span")}


def test_a_picture_of_the_cover_takes_the_place_of_the_set_one(publications, visitor):
    report = PublicationFactory(cover=ImageFactory())
    for url in (publications.url, report.url):
        page = parse(visitor.get(url))
        assert page.select(".cover") == []
        assert page.main.find("img")

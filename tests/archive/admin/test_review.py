"""An editor looks at an imported issue beside its source, and settles it with a few presses."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import ImportedIssue, ImportedSource
from archive.reading import Form, SourceText
from tests.archive.issues import issue, take
from tests.html import parse, text


def show(client, imported, **parameters):
    return parse(client.get(reverse("archive_issue", args=[imported.pk]), parameters))


def press(client, name, imported, **values):
    response = client.post(reverse(f"archive_{name}", args=[imported.pk]), values, follow=True)
    imported.refresh_from_db()
    return response


def test_the_queue_has_the_least_sure_first_and_leads_to_each(editor, import_many):
    first, second = import_many(2)
    ImportedIssue.objects.filter(pk=second.pk).update(confidence=0.5)
    page = parse(editor.get(reverse("archive")))
    links = [link["href"] for link in page.select(".archive__title a")]
    assert links == [reverse("archive_issue", args=[each.pk]) for each in (second, first)]
    assert "Confidence 0.50" in text(page.select_one(".archive__row"))
    doubtful = parse(editor.get(reverse("archive"), {"doubtful": "1"}))
    assert len(doubtful.select(".archive__row")) == 1
    assert not parse(editor.get(reverse("archive"), {"state": "reviewed"})).select(".archive__row")


def test_the_queue_costs_the_same_however_many_wait(editor, import_many):
    import_many(2)
    editor.get(reverse("archive"))  # reads what a process keeps
    with CaptureQueriesContext(connection) as few:
        editor.get(reverse("archive"))
    import_many(4, first=ImportedIssue.objects.latest("page__date").page.date.replace(year=2018))
    with CaptureQueriesContext(connection) as more:
        assert len(parse(editor.get(reverse("archive"))).select(".archive__row")) == 6
    assert len(more) == len(few)


def test_the_source_stands_beside_the_fields_and_what_is_suggested_is_marked(editor, imported):
    page = show(editor, imported)
    source, fields = page.select(".archive__side")
    assert "TO: NCSEJ Leadership and Interested Parties" in text(source)
    assert source.select_one('a[href="https://www.jta.org/2017/04/05/restitution"]')
    assert "Parliament in Kyiv passes a law on restitution" in text(fields)
    assert "Ukraine: “Kyiv” (capital, in the headline)" in text(fields)
    assert len(fields.select(".archive__suggested")) == 3  # of the summary, and of two clippings


def test_nothing_of_a_source_runs_in_the_browser(editor, news_index):
    head = "<p>NCSEJ WEEKLY NEWS UPDATE</p><p>WASHINGTON, D.C. April 7, 2017</p><p>TO: All</p><p>Dear Friend,</p>"
    body = '<p onclick="x()">The <a href="javascript:x()">letter</a> &lt;script&gt;x()&lt;/script&gt;</p>'
    html = f'{head}{body}<script>x()</script><img src="https://tracker.example/pixel"><p>Mark Levin<br>CEO</p>'
    take(SourceText(path="a.html", form=Form.HTML, text=html))
    source = show(editor, ImportedIssue.objects.get()).select_one(".archive__text")
    assert "<script>x()</script>" in text(source)
    assert not source.select("script, img, [onclick], [href^=javascript]")


def test_one_press_agrees_to_all_suggestions(editor, imported):
    response = press(editor, "agree", imported)
    assert imported.suggested == []
    assert not parse(response).select(".archive__suggested")


def test_one_press_reviews_it_and_shows_the_next(editor, import_many):
    first, second = import_many(2)
    response = press(editor, "reviewed", first)
    assert response.request["PATH_INFO"] == reverse("archive_issue", args=[second.pk])
    response = press(editor, "reviewed", second)
    assert response.request["PATH_INFO"] == reverse("archive")
    assert "Nothing waits any more" in response.content.decode()
    assert (first.state, first.reviewed_by.username) == (ImportedIssue.State.REVIEWED, "editor")


@pytest.mark.parametrize(
    ("place", "field", "expected"),
    [
        ("letter", "letter", "<p>Picture: &lt;b&gt;the hall&lt;/b&gt;</p>"),
        ("signature", "signature", "Picture: <b>the hall</b>"),
        ("nowhere", "unplaced_lines", "A second line"),
    ],
)
def test_a_line_without_a_place_is_moved_by_one_press(editor, imported, place, field, expected):
    press(editor, "place", imported, line="Picture: <b>the hall</b>", place=place)
    draft = imported.page.get_latest_revision_as_object()
    assert getattr(draft, field).endswith(expected)
    assert draft.unplaced_lines == "A second line"


def test_a_line_is_moved_into_the_excerpt_of_a_clipping(editor, imported):
    choices = [option["value"] for option in show(editor, imported).select(".archive__place option")]
    press(editor, "place", imported, line="A second line", place=next(each for each in choices if "excerpt" in each))
    draft = imported.page.get_latest_revision_as_object()
    assert draft.clippings[0].value["excerpt"].endswith("on Tuesday.\n\nA second line")


@pytest.mark.parametrize(
    "values", [{"line": "Not there", "place": "letter"}, {"line": "A second line", "place": "x"}, {}]
)
def test_a_line_or_a_place_that_has_gone_changes_nothing(editor, imported, values):
    response = press(editor, "place", imported, **values)
    assert "the draft has changed meanwhile" in response.content.decode()
    assert imported.page.revisions.latest("pk").pk == imported.stored_revision


def test_nothing_is_moved_in_a_page_that_somebody_has_locked(editor, imported):
    page = imported.page
    page.locked = True
    page.save()
    response = press(editor, "place", imported, line="A second line", place="letter")
    assert "the page is locked" in response.content.decode()


def test_the_longer_text_of_a_twin_and_the_differences_are_for_staff(editor, news_index):
    mail = issue(form=Form.MAIL_TEXT, path="a.eml")
    longer = "in the presence of the president. " + "Many more people came to see it than anybody had expected. " * 5
    pdf = mail.text.replace("in the presence of the president.", longer).replace("Daniel Rubin", "Dan Rubin")
    take(mail, SourceText(path="a.pdf", form=Form.PDF, text=pdf))
    imported = ImportedIssue.objects.get()
    page = show(editor, imported)
    assert "anybody had expected" in text(page.select_one(".archive__clippings details"))
    assert text(page.select_one(".archive__differences strong")) == "From"
    assert "a.pdf has “Dan Rubin" in text(page.select_one(".archive__differences"))
    twin = ImportedSource.objects.get(path="a.pdf")
    assert "anybody had expected" in text(show(editor, imported, source=twin.pk).select_one(".archive__text"))


def test_the_original_is_sent_as_an_attachment_that_nothing_runs(editor, imported):
    source = imported.sources.get()
    response = editor.get(reverse("archive_original", args=[source.pk]))
    assert b"".join(response.streaming_content) == source.original.read()
    assert response["Content-Disposition"] == 'attachment; filename="2017-04-07.txt"'
    assert response["Content-Type"] == "application/octet-stream"


def test_media_never_serves_an_original(administrator, imported):
    name = imported.sources.get().original.name
    assert administrator.get(f"/media/{name}").status_code == HTTPStatus.NOT_FOUND


def test_an_original_whose_file_is_lost_is_not_found(editor, imported):
    source = imported.sources.get()
    source.original.storage.delete(source.original.name)
    assert editor.get(reverse("archive_original", args=[source.pk])).status_code == HTTPStatus.NOT_FOUND


def test_who_may_not_add_updates_sees_nothing_of_it(nobody, visitor, imported):
    source = imported.sources.get()
    for path in (reverse("archive"), reverse("archive_original", args=[source.pk])):
        assert nobody.get(path).status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)
        assert visitor.get(path).status_code == HTTPStatus.FOUND


def test_contributors_review_drafts_and_change_nothing_that_is_live(contributor, imported):
    assert "Reviewed, next" in str(show(contributor, imported))
    imported.page.latest_revision.publish()
    assert "Reviewed, next" not in str(show(contributor, imported))
    press(contributor, "agree", imported)
    assert imported.suggested


def test_the_menu_leads_to_it(editor, news_index):
    assert reverse("archive") in editor.get("/admin/").content.decode()

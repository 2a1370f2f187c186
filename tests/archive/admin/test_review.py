"""An editor looks at an imported issue beside its source, and settles it with a few presses."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.admin.source_lines import read_lines
from archive.models import ImportedIssue, ImportedSource
from news.models import WeeklyUpdate
from pages.trash.trashing import TrashPageAction
from tests.archive.issues import issue, take
from tests.factories import UserFactory
from tests.html import parse, text

from .review_page import press, show


def test_the_queue_has_the_least_sure_first_and_leads_to_each(editor, imported, import_another):
    doubtful = import_another(confidence=0.5)
    page = parse(editor.get(reverse("archive")))
    links = [link["href"] for link in page.select(".section__title a")]
    assert links == [reverse("archive_issue", args=[each.pk]) for each in (doubtful, imported)]
    assert "Confidence 50%" in text(page.select_one(".section__row"))
    assert "2 lines not placed" not in text(page.select_one(".section__row"))
    assert len(parse(editor.get(reverse("archive"), {"doubtful": "1"})).select(".section__row")) == 1
    assert not parse(editor.get(reverse("archive"), {"state": "reviewed"})).select(".section__row")


def test_a_row_of_the_queue_says_what_is_in_the_issue_and_the_most_serious_reason_first(editor, imported):
    reasons = ["A sentence.", "Some articles were guessed.", "A date is written otherwise.", "No letter was found."]
    imported.record["reasons"] = reasons
    imported.save()
    row = parse(editor.get(reverse("archive"))).select_one(".section__row")
    assert imported.page.search_description[:40] in text(row)
    order = ["No letter was found.", "Some articles were guessed.", "A sentence.", "A date is written otherwise."]
    assert [text(each) for each in row.select(".section__doubt")] == order
    page = show(editor, imported)
    assert [text(each) for each in page.select(".section__doubt")[: len(order)]] == order
    assert not page.select_one(".archive__sides .section__doubt")  # before the source, which is long


def test_a_source_is_called_by_its_name_and_not_by_its_folders(editor, imported):
    imported.sources.update(path="Years/2017/April/issue.eml, message 3")
    assert "Years" not in text(show(editor, imported).select_one(".archive__side"))
    assert "issue.eml, message 3" in text(show(editor, imported).select_one(".archive__side"))


def test_the_queue_costs_the_same_however_many_wait(editor, import_another):
    editor.get(reverse("archive"))  # reads what a process keeps
    with CaptureQueriesContext(connection) as few:
        editor.get(reverse("archive"))
    for _ in range(3):
        import_another()
    with CaptureQueriesContext(connection) as more:
        assert len(parse(editor.get(reverse("archive"))).select(".section__row")) == 4
    assert len(more) == len(few)


def test_the_source_stands_beside_the_fields_and_what_is_suggested_is_marked(editor, imported):
    page = show(editor, imported)
    source, fields = page.select(".archive__side")
    assert "TO: NCSEJ Leadership and Interested Parties" in text(source)
    assert source.select_one('a[href="https://www.jta.org/2017/04/05/restitution"]')
    assert "Parliament in Kyiv passes a law on restitution" in text(fields)
    assert "Ukraine: “Kyiv” (capital, in the headline)" in text(fields)
    assert len(fields.select(".archive__suggested")) == 3  # of the summary, and of two clippings


def test_nothing_of_a_source_runs_in_the_browser(editor, imported):
    body = '<p onclick="x()">The <a href="javascript:x()">letter</a> &lt;script&gt;x()&lt;/script&gt;</p>'
    imported.sources.update(text=f'{body}<script>x()</script><img src="https://tracker.example/pixel"><p>End</p>')
    source = show(editor, imported).select_one(".archive__text")
    assert "The letter <script>x()</script>" in text(source)
    assert not source.select("script, img, [onclick], [href^=javascript]")


def test_a_source_that_is_very_long_is_cut(monkeypatch):
    monkeypatch.setattr("archive.admin.source_lines.MAX_LINES", 2)
    shown = read_lines("One\n\nTwo\nhttps://example.org/three")
    assert (len(shown.lines), shown.is_cut) == (2, True)


def test_one_press_agrees_to_all_suggestions(editor, imported):
    response = press(editor, "agree", imported)
    assert imported.suggested == []
    assert not parse(response).select(".archive__suggested")


def test_one_press_reviews_it_and_shows_the_next(editor, imported, import_another):
    other = import_another()
    response = press(editor, "reviewed", imported)
    assert response.request["PATH_INFO"] == reverse("archive_issue", args=[other.pk])
    response = press(editor, "reviewed", other)
    assert response.request["PATH_INFO"] == reverse("archive")
    assert "Nothing waits any more" in response.content.decode()
    assert (imported.state, imported.reviewed_by.username) == (ImportedIssue.State.REVIEWED, "editor")


def test_one_press_publishes_it_on_its_own_day_and_shows_the_next(editor, imported, import_another):
    following = import_another()
    fields = {"revision": show(editor, imported).select_one("input[name=revision]")["value"]}
    response = press(editor, "publish", imported, **fields)
    assert response.redirect_chain[-1][0] == reverse("archive_issue", args=[following.pk])
    assert f"{imported.page} is published. This is the next." in text(parse(response))
    page = WeeklyUpdate.objects.get(pk=imported.page_id)
    assert (page.live, page.has_unpublished_changes) == (True, False)
    assert timezone.localtime(page.first_published_at).date() == page.date
    assert (imported.state, imported.suggested) == ("reviewed", [])
    assert not show(editor, imported).find("button", string="Publish, next")


def test_a_draft_that_is_incomplete_locked_or_changed_meanwhile_is_not_published(editor, imported):
    page = imported.page
    seen = {"revision": page.latest_revision_id}
    assert "the draft has changed meanwhile" in text(parse(press(editor, "publish", imported, revision="1")))
    draft = page.get_latest_revision_as_object()
    draft.search_description = ""
    draft.save_revision(clean=False)
    assert "the draft has changed meanwhile" in text(parse(press(editor, "publish", imported, **seen)))
    page.refresh_from_db()
    response = press(editor, "publish", imported, revision=page.latest_revision_id)
    assert "Nothing was published. Summary: missing." in text(parse(response))
    type(page).objects.filter(pk=page.pk).update(locked=True, locked_by=UserFactory())
    response = press(editor, "publish", imported, revision=page.latest_revision_id)
    assert "Nothing was published: the page is locked." in text(parse(response))
    assert not WeeklyUpdate.objects.get(pk=page.pk).live
    assert imported.state == "to-review"


def test_a_draft_that_is_to_go_live_later_is_not_published_at_once(editor, imported):
    draft = imported.page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=400)
    revision = draft.save_revision(clean=False)
    response = press(editor, "publish", imported, revision=revision.pk)
    assert "Nothing was published. It is to go live " in text(parse(response))
    assert "Edit the page, and publish it there." in text(parse(response))
    assert parse(response).select_one(".messages a")["href"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    assert imported.state == "to-review"


def test_contributors_publish_nothing(contributor, imported):
    assert not show(contributor, imported).find("button", string="Publish, next")
    address = reverse("archive_publish", args=[imported.pk])
    assert_sent_home(contributor.post(address, {"revision": imported.page.latest_revision_id}))
    assert not WeeklyUpdate.objects.get(pk=imported.page_id).live


def test_the_longer_text_of_a_twin_and_the_differences_are_for_staff(editor, imported):
    block = imported.page.get_latest_revision_as_object().clippings[1]
    imported.long_texts = {block.id: "Many more people came."}
    imported.differences = [{"field": "clippings.2.url", "kept": "https://a.example", "other": "", "path": "a.pdf"}]
    imported.save()
    page = show(editor, imported)
    assert "Many more people came." in text(page.select_one(".archive__clippings details"))
    assert text(page.select_one(".archive__differences strong")) == "Clipping 2, address"
    assert "“https://a.example” stands here; a.pdf has nothing." in text(page.select_one(".archive__differences"))


def test_an_earlier_sending_is_shown_when_it_is_chosen(editor, imported):
    earlier = ImportedSource.objects.create(
        issue=imported, path="b.eml", form="mail, text", role="history", text="The first sending"
    )
    page = show(editor, imported, source=earlier.pk)
    assert text(page.select_one(".archive__text")) == "The first sending"
    assert "(earlier)" in text(page.select_one(".archive__side .section__states"))


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
    imported.sources.update(original="archive/lost.txt")
    source = imported.sources.get()
    assert editor.get(reverse("archive_original", args=[source.pk])).status_code == HTTPStatus.NOT_FOUND


def assert_sent_home(response):
    assert response.status_code == HTTPStatus.FOUND
    assert response.url == reverse("wagtailadmin_home")


def test_who_may_not_add_updates_sees_nothing_of_it(corrector, nobody, visitor, imported):
    source = imported.sources.get()
    for path in (
        reverse("archive"),
        reverse("archive_upload"),
        reverse("archive_issue", args=[imported.pk]),
        reverse("archive_original", args=[source.pk]),
    ):
        assert_sent_home(corrector.get(path))
        for client in (nobody, visitor):
            assert client.get(path).url.startswith(reverse("wagtailadmin_login"))
    assert reverse("archive") not in corrector.get("/admin/").content.decode()


@pytest.mark.parametrize("name", ["agree", "reviewed", "place"])
def test_who_may_not_add_updates_changes_nothing(corrector, imported, name):
    before = (imported.suggested, imported.state, imported.page.latest_revision_id)
    assert_sent_home(corrector.post(reverse(f"archive_{name}", args=[imported.pk]), {"line": "A second line"}))
    imported.refresh_from_db()
    assert (imported.suggested, imported.state, imported.page.latest_revision_id) == before


def test_contributors_review_drafts_and_change_nothing_that_is_live(contributor, imported):
    assert "Reviewed, next" in str(show(contributor, imported))
    imported.page.latest_revision.publish()
    ImportedIssue.objects.update(suggested=["kicker"])
    assert "Reviewed, next" not in str(show(contributor, imported))
    press(contributor, "agree", imported)
    assert imported.suggested


def test_the_menu_leads_to_it(editor, imported):
    assert reverse("archive") in editor.get("/admin/").content.decode()


def test_doubts_stand_at_their_clipping_and_their_count_in_the_list(editor, imported, import_another):
    record = imported.record
    doubts = ["The headline reads like a paragraph.", "There is no text below the source."]
    record["clippings"][1]["doubts"] = doubts
    record["reasons"] = ["1 article has doubts."]
    imported.save()
    first, second = show(editor, imported).select(".archive__clippings > li")
    assert not first.select(".section__doubt")
    assert [text(each) for each in second.select(".section__doubt")] == doubts[:1]  # the draft has a text
    assert "1 article has doubts." in text(parse(editor.get(reverse("archive"))).select_one(".section__row"))


def test_a_clipping_with_another_headline_than_was_read_has_no_doubts_any_more(editor, imported):
    imported.record["clippings"][0] |= {"headline": "Read otherwise", "doubts": ["The month is misspelt."]}
    imported.save()
    assert not show(editor, imported).select(".archive__clippings .section__doubt")


def test_the_lines_that_were_left_out_are_shown_with_their_rules(editor, imported):
    left_out = [text(each) for each in show(editor, imported).select(".archive__left-out li")]
    assert "Place and date: WASHINGTON, D.C. April 7, 2017" in left_out
    assert "Address: 1120 20th Street NW, Suite 300N, Washington, DC 20036" in left_out


def test_an_issue_in_the_trash_leads_there_and_its_file_says_so_when_it_is_imported_again(administrator, imported):
    TrashPageAction(imported.page, user=UserFactory(is_superuser=True), batch="0" * 32).execute()
    response = administrator.get(reverse("archive_issue", args=[imported.pk]), follow=True)
    assert response.redirect_chain[-1][0] == reverse("trash")
    assert "This issue is in the trash" in text(parse(response).select_one(".messages"))
    assert administrator.get(reverse("archive_issue", args=[imported.pk + 1])).status_code == HTTPStatus.NOT_FOUND
    (row,) = take(issue())
    assert "An update of that date is in the trash" in row.message

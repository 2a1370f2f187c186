"""The records are what readers see: after every way in which a page is published, changed or taken away."""

import datetime
from unittest import mock

import pytest
from django.contrib.postgres.search import SearchQuery
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from news.models import Record, StatementBill, WeeklyUpdate
from news.records.folding import fold
from pages.models import TrashedRow
from pages.tasks import publish_revision
from tests.factories import (
    CountryFactory,
    NewsIndexFactory,
    PeopleFactory,
    PersonFactory,
    StandardPageFactory,
    StatementFactory,
    WeeklyUpdateFactory,
    clipping,
)
from tests.ncsej_site.worker_queue import run_queue
from tests.pages.trash.steps import delete, restore

FRIDAY = datetime.date(2025, 2, 21)


@pytest.fixture
def update(home):
    clippings = [clipping("Kyiv rebuilds a school", countries=["UA"]), clipping("A museum opens", date="2025-02-18")]
    return WeeklyUpdateFactory(date=FRIDAY, clippings=clippings)


def headlines():
    return list(Record.objects.listed().clippings().order_by("position").values_list("title", flat=True))


def keys():
    return dict(Record.objects.clippings().values_list("title", "key"))


def change_clippings(update, change):
    """Save a draft with other clippings. change: is given the list of blocks, to change it."""
    draft = update.get_latest_revision_as_object()
    blocks = draft.clippings.get_prep_value()
    change(blocks)
    draft.clippings = blocks
    return draft.save_revision()


def test_each_clipping_is_a_record_with_what_it_is_filtered_by(update):
    school, museum = Record.objects.clippings().order_by("position")
    assert (school.position, school.title, school.source_name) == (1, "Kyiv rebuilds a school", "Example Wire")
    assert (school.countries, school.sources, school.date) == (["UA"], ["example-wire"], FRIDAY)
    assert museum.date == datetime.date(2025, 2, 18)
    assert museum.page_url == f"{update.get_url()}#clipping-2"


def test_a_clipping_keeps_its_key_when_it_is_changed_moved_and_published_again(update):
    before = keys()

    def swap_and_correct(blocks):
        blocks.reverse()
        blocks[1]["value"]["headline"] = "Kyiv rebuilds two schools"

    change_clippings(update, swap_and_correct).publish()
    assert headlines() == ["A museum opens", "Kyiv rebuilds two schools"]
    assert keys() == {
        "A museum opens": before["A museum opens"],
        "Kyiv rebuilds two schools": before["Kyiv rebuilds a school"],
    }


def test_a_draft_of_a_published_update_changes_nothing(update):
    change_clippings(update, lambda blocks: blocks.pop())
    assert headlines() == ["Kyiv rebuilds a school", "A museum opens"]


def test_a_new_draft_has_no_records(home):
    WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping()], live=False)
    assert headlines() == []


def test_a_clipping_that_was_removed_is_gone_with_the_next_publication(update):
    change_clippings(update, lambda blocks: blocks.pop()).publish()
    assert headlines() == ["Kyiv rebuilds a school"]


def test_what_is_scheduled_has_records_when_its_time_has_come(update, monkeypatch):
    revision = change_clippings(update, lambda blocks: blocks.pop())
    draft = revision.as_object()
    draft.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = draft.save_revision()
    revision.publish()
    assert len(headlines()) == 2
    later = timezone.now() + datetime.timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish_revision.func(revision.pk)
    assert headlines() == ["Kyiv rebuilds a school"]


def test_an_earlier_version_brings_its_clippings_back(update):
    first = update.get_latest_revision()
    change_clippings(update, lambda blocks: blocks.pop()).publish()
    first.publish(previous_revision=update.get_latest_revision())
    assert headlines() == ["Kyiv rebuilds a school", "A museum opens"]


def test_an_update_that_is_unpublished_has_no_records(update):
    update.unpublish()
    assert not Record.objects.filter(page=update).exists()


def test_what_is_unpublished_with_the_page_above_it_has_no_records(update, editor):
    """Wagtail saves those pages without the columns that it has not read."""
    index = update.get_parent().specific
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[index.pk]), {"include_descendants": "on"})
    assert not WeeklyUpdate.objects.live().exists()
    assert not Record.objects.filter(page__in=[index, update]).exists()


def test_a_page_that_moves_has_its_new_address(home):
    page, target = StandardPageFactory(title="Charter"), StandardPageFactory(title="Documents", slug="documents")
    page.move(target, pos="last-child")
    assert Record.objects.get(page=page).page_url == f"/documents/{page.slug}/"


def test_what_is_private_is_not_listed_until_it_is_public_again(update):
    restriction = PageViewRestriction.objects.create(
        page=update.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert headlines() == []
    restriction.delete()
    assert len(headlines()) == 2


def test_a_page_that_is_moved_below_a_private_one_is_not_listed(home):
    page, private = StandardPageFactory(title="Charter"), StandardPageFactory(title="Board", slug="board")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert Record.objects.listed().filter(page=page).exists()
    page.move(private, pos="last-child")
    assert not Record.objects.listed().filter(page=page).exists()


def test_a_deleted_update_has_no_records(update):
    update.delete()
    assert headlines() == []


def test_an_update_comes_back_from_the_trash_with_its_records(update, editor):
    before = keys()
    delete(editor, update)
    assert headlines() == []
    restore(editor, update, live="on")
    assert keys() == before


def test_an_update_that_comes_back_as_a_draft_has_no_records(update, editor):
    delete(editor, update)
    restore(editor, update)
    assert WeeklyUpdate.objects.get().live is False
    assert not Record.objects.clippings().exists()


def test_the_trash_keeps_no_records(update, editor):
    delete(editor, update)
    assert not TrashedRow.objects.filter(model="news.record").exists()


def test_another_date_of_an_update_is_that_of_its_undated_clippings(update):
    draft = update.get_latest_revision_as_object()
    draft.date = datetime.date(2025, 2, 28)
    draft.save_revision().publish()
    assert list(Record.objects.clippings().order_by("position").values_list("date", flat=True)) == [
        datetime.date(2025, 2, 28),
        datetime.date(2025, 2, 18),
    ]


def test_what_is_imported_by_a_plain_save_has_records(home):
    update = WeeklyUpdate(date=FRIDAY, letter="<p>Dear Friend,</p>", search_description="x", clippings=[clipping()])
    NewsIndexFactory().add_child(instance=update)
    assert headlines() == ["A headline"]
    update.clippings = [clipping("Another")]
    update.save()
    assert headlines() == ["Another"]


def test_a_statement_is_found_by_the_bills_that_are_added_to_it(home):
    statement = StatementFactory(live=False)
    draft = statement.get_latest_revision_as_object()
    draft.bill_rows = [StatementBill(congress=118, kind="hr", number=1911)]
    draft.save_revision().publish()
    assert Record.objects.get(page=statement).bills == ["118-hr-1911"]


def test_a_copy_has_records_of_its_own_once_it_is_published(home):
    statement = StatementFactory(title="On Moldova")
    copied = statement.copy(update_attrs={"slug": "copied"}, keep_live=False)
    assert not Record.objects.filter(page=copied).exists()
    copied.get_latest_revision().publish()
    assert Record.objects.filter(title="On Moldova").count() == 2


def test_an_alias_is_found_once_as_its_original(home):
    page = StandardPageFactory(title="Charter")
    alias = page.create_alias(update_slug="charter-too")
    page.get_latest_revision().publish()
    assert Page.objects.get(pk=alias.pk).live
    assert [record.page_id for record in Record.objects.filter(title="Charter")] == [page.pk]


def test_an_alias_that_becomes_a_page_of_its_own_is_found_at_once(home, editor):
    page = StandardPageFactory(title="Charter")
    alias = page.create_alias(update_slug="charter-too")
    editor.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert set(Record.objects.filter(title="Charter").values_list("page", flat=True)) == {page.pk, alias.pk}


def test_what_is_withdrawn_is_not_found_where_its_records_cannot_be_made_anew(update, worker):
    with mock.patch("news.records.write.build_records", side_effect=ValueError):
        change_clippings(update, lambda blocks: blocks.pop()).publish()
    assert headlines() == []
    run_queue(worker)
    assert headlines() == ["Kyiv rebuilds a school"]


def test_what_the_worker_cannot_make_anew_is_not_left_as_it_was(home, worker):
    people, person = PeopleFactory(), PersonFactory(name="Ada Example")
    run_queue(worker)
    assert Record.objects.filter(page=people, kind=Record.Kind.PERSON).exists()
    person.delete()
    with mock.patch("news.records.write.build_records", side_effect=ValueError):
        run_queue(worker)
    assert not Record.objects.filter(page=people).exists()


def test_a_country_is_found_by_its_other_names(home):
    country = CountryFactory(other_names="Україна, Ukrayina")
    record = Record.objects.get(page=country)
    assert (record.kind, record.countries) == (Record.Kind.COUNTRY, ["UA"])
    assert Record.objects.filter(vector=SearchQuery(fold("Україна"), config="english")).get() == record


def test_publishing_writes_the_records_in_one_statement_however_many_clippings(update, django_assert_max_num_queries):
    def publish(number):
        draft = update.get_latest_revision_as_object()
        draft.clippings = [clipping(f"Report {position}") for position in range(number)]
        revision = draft.save_revision()
        with django_assert_max_num_queries(1000) as queries:
            revision.publish()
        return [query["sql"] for query in queries.captured_queries if '"news_record"' in query["sql"]]

    few, many = publish(2), publish(60)
    assert len(few) == len(many) == 2
    assert [sql.split()[0] for sql in many] == ["DELETE", "INSERT"]
    assert Record.objects.clippings().count() == 60


def test_every_page_of_the_site_has_a_record(full):
    pages = Page.objects.live().filter(depth__gt=1)
    assert pages.count() > 10
    assert not pages.exclude(pk__in=Record.objects.values("page")).exists()

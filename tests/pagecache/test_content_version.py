"""The content version: another after every change that visitors see, and the same after all others."""

from functools import partial
from http import HTTPStatus

import pytest
from django.apps import apps
from django.db import connection, transaction
from psycopg import sql
from wagtail.models import Site
from wagtail.test.utils.form_data import rich_text

from ncsej_site.visible_models import UNSEEN, VISIBLE, is_visible, visible_tables
from pagecache.triggers import EVENTS, PREFIX, find_triggers, install_triggers
from pagecache.version import compact_changes, read_version
from pages.models import Person
from tests import forms
from tests.factories import StatementFactory, WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.whole_site import FIRST_FRIDAY

MODELS = {
    model._meta.db_table: model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label != "pagecache"  # what it counts with
}
VALUES = {"boolean": "true", "jsonb": "'{}'", "uuid": "gen_random_uuid()", "bytea": "'x'", "inet": "'127.0.0.1'"}
VALUES |= {"tsvector": "''", "ARRAY": "'{}'"}
TEXTS = ("character varying", "text")


@pytest.fixture
def forget(db):
    """Calling it, what is counted of this test's one transaction is as in a new one."""

    def forget():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pagecache.noted', '', true)")

    forget()
    return forget


@pytest.fixture
def changes(forget):
    """changes(function): whether calling it changed the version."""

    def changes(function):
        forget()
        before = read_version()
        function()
        return read_version() != before

    return changes


def columns_of(table):
    """(name, type) of the columns that a row must have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_name = %s AND is_generated = 'NEVER' AND is_nullable = 'NO'",
            [table],
        )
        return cursor.fetchall()


def insert(table):
    """A row whose numbers are all 1 and whose texts are all "1"; what they refer to is missed at a commit only."""
    columns = [(sql.Identifier(name), value_of(kind, 1)) for name, kind in columns_of(table)]
    execute("DELETE FROM {}", table)
    names, values = (sql.SQL(", ").join(part) for part in zip(*columns, strict=True))
    execute("INSERT INTO {} ({}) VALUES ({})", table, names, values)


def value_of(kind, number):
    """A value of that type; of numbers, texts and times one that the number tells from others."""
    if kind in ("date", "timestamp with time zone"):
        return sql.Literal(f"{2000 + number}-01-01")
    return sql.SQL(VALUES[kind]) if kind in VALUES else sql.Literal(str(number) if kind in TEXTS else number)


def execute(statement, table, *parts):
    """Run it with these parts, a table's name the first, in the place of its {}."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(sql.Identifier(table), *parts))


@pytest.fixture
def tolerant(db):
    """Rules that a made-up row would break are left out; the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid"
            " WHERE contype IN ('c', 'f') AND relnamespace = 'public'::regnamespace"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"')


def test_a_row_of_every_model_that_visitors_see_changes_the_version_and_of_no_other(tolerant, changes, home):
    """Every table is written to, with an insertion, an update, a deletion, and by emptying it."""
    seen = {}
    for table, model in MODELS.items():
        column, kind = next((name, kind) for name, kind in columns_of(table) if kind not in VALUES or kind == "uuid")
        column, value = sql.Identifier(column), value_of(kind, home.pk)  # another live page, where it names one
        statements = [
            partial(insert, table),
            partial(execute, "UPDATE {} SET {} = {}", table, column, value),
            partial(execute, "DELETE FROM {}", table),
            partial(execute, "TRUNCATE {}", table),
        ]
        seen[model._meta.label] = {changes(statement) for statement in statements}
    assert seen == {model._meta.label: {is_visible(model._meta.label)} for model in MODELS.values()}


def test_every_list_names_only_models_that_there_are():
    labels = {model._meta.label for model in MODELS.values()}
    assert {*UNSEEN, *VISIBLE} <= labels
    with pytest.raises(LookupError):
        is_visible("another.Model")


def test_a_statement_that_touches_no_row_or_changes_none_counts_for_nothing(changes, home):
    assert not changes(lambda: execute("DELETE FROM {} WHERE id < 0", "pages_term"))
    assert not changes(lambda: execute("UPDATE {} SET title = title", "wagtailcore_page"))
    assert changes(lambda: execute("UPDATE {} SET title = title || '.'", "wagtailcore_page"))


def test_a_transaction_counts_once_and_one_that_is_rolled_back_not_at_all(changes, forget):
    def add_two():
        Person.objects.create(name="First")
        Person.objects.create(name="Second")

    def count():
        return int(read_version().rpartition(".")[2])

    forget()
    before = count()
    add_two()
    assert count() == before + 1
    forget()
    with transaction.atomic():
        Person.objects.create(name="Third")
        transaction.set_rollback(True)
    assert count() == before + 1


def test_what_follows_a_savepoint_that_was_rolled_back_is_counted(changes):
    def change():
        with transaction.atomic():
            Person.objects.create(name="First")
            transaction.set_rollback(True)
        Person.objects.create(name="Second")

    assert changes(change)


def test_counted_changes_become_a_number_and_the_version_stays(changes, forget):
    Person.objects.create(name="First")
    assert not changes(compact_changes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM content_change")
        assert cursor.fetchone() == (0,)
    assert changes(lambda: Person.objects.create(name="Second"))


def test_saving_drafts_again_and_again_changes_nothing_that_visitors_see(changes, editor):
    """As the editor's autosave does every few seconds; publishing does."""
    live = StatementFactory(slug="a-statement")
    never_published = WeeklyUpdateFactory(date=FIRST_FRIDAY, live=False)
    update_form = forms.weekly_update(date=FIRST_FRIDAY.isoformat())
    forms.edit(editor, never_published, update_form, SAVE_DRAFT)  # what the page itself still has is not of a draft

    def save_drafts():
        for number in range(3):
            text = rich_text(f"<p>Draft number {number}</p>")
            saved = forms.edit(editor, live, forms.statement(title=f"Draft {number}"), SAVE_DRAFT)
            assert saved.status_code == HTTPStatus.FOUND
            saved = forms.edit(editor, never_published, update_form | {"letter": text}, SAVE_DRAFT)
            assert saved.status_code == HTTPStatus.FOUND

    assert not changes(save_drafts)
    assert changes(lambda: forms.edit(editor, live, forms.statement(title="Published"), PUBLISH))


def test_migrating_makes_what_triggers_are_missing_and_begins_a_new_epoch(changes, db):
    wanted = {(table, event, seen) for table, seen in visible_tables().items() for event in EVENTS}
    with connection.cursor() as cursor:
        assert find_triggers(cursor) == wanted
        cursor.execute(f"DROP TRIGGER {PREFIX}delete ON pages_term")
        cursor.execute(
            f"CREATE TRIGGER {PREFIX}insert AFTER INSERT ON django_session FOR EACH STATEMENT"
            " EXECUTE FUNCTION note_content_change()"
        )
        assert changes(lambda: install_triggers(visible_tables()))
        assert find_triggers(cursor) == wanted


def test_every_page_is_the_same_without_the_rows_of_what_visitors_do_not_see(full, visitor):
    paths = [page.url for page in full.values()]
    paths += ["/news/feed/", "/clippings/", "/sources/", "/bills/", "/sitemap.xml", "/feeds/", "/no-such-page/"]
    before = {path: visitor.get(path).content for path in paths}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # deletes without looking for references
        for table, model in MODELS.items():
            if not is_visible(model._meta.label) and not model._meta.proxy:
                execute("DELETE FROM {}", table)
        after = {path: visitor.get(path).content for path in paths}
        transaction.set_rollback(True)
    assert after == before


def test_a_database_that_was_emptied_or_whose_triggers_were_disabled_counts_again_after_migrate(home, changes):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM content_version_base")
        cursor.execute("ALTER TABLE wagtailcore_site DISABLE TRIGGER USER")
    assert read_version() is None
    install_triggers(visible_tables())
    assert read_version()
    assert changes(lambda: Site.objects.update(site_name="Another"))


def test_a_dump_is_restored_with_an_empty_search_path(home, changes):
    def restore():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL search_path = ''")
            cursor.execute("UPDATE public.wagtailcore_site SET site_name = 'Restored'")
            cursor.execute("SET LOCAL search_path = public")

    assert changes(restore)

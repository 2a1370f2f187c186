"""Old addresses: a list of them is checked before it is stored, and a visitor is led in whatever letter case."""

import io
from http import HTTPStatus

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from tests.factories import NewsIndexFactory, StandardPageFactory

THERE = "There is a page at this address, and visitors see that."


@pytest.fixture
def import_list(home, tmp_path):
    """import_list("/old,https://…", …, option=…): what is printed. Each argument is a row."""

    def import_list(*rows, **options):
        source = tmp_path / "old.csv"
        source.write_text("\n".join(["from,to", *rows]))
        out = io.StringIO()
        call_command("import_redirects", src=str(source), stdout=out, **options)
        return out.getvalue()

    return import_list


def stored():
    return dict(Redirect.objects.values_list("old_path", "redirect_link"))


def test_a_list_is_stored_and_a_path_of_this_site_is_a_target(import_list):
    printed = import_list("/Old/Page.html,/news/", "/about.asp?id=2,https://example.org/about")
    root = Site.objects.get().root_url
    assert stored() == {"/Old/Page.html": f"{root}/news/", "/about.asp?id=2": "https://example.org/about"}
    assert "Created: 2" in printed


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["/a,/news/", "/A/,/about/"], ["Row 2: /A/ leads to ROOT/about/, and by row 1 to ROOT/news/."]),
        (["/a,/A/"], ["Row 1: a loop, /a → ROOT/A/."]),
        (["/a,/b", "/b,/c", "/C,/a", "/d,/b"], ["Row 1: a loop, /a → /b → /C → ROOT/a."]),
        (["/q,/q?x=1"], ["Row 1: a loop, /q → ROOT/q?x=1."]),
        (["/a,/b?x=1", "/b,/a?y=1"], ["Row 1: a loop, /a → /b → ROOT/a?y=1."]),
        (["/sited,/of-site"], ["Row 1: a loop, /sited → /of-site → ROOT/sited."]),
        (["/fine,/x", "/known,/x"], ["Row 2: /known leads to ROOT/x, and by a redirect that there is to ROOT/news/."]),
        (["/a,nowhere at all"], ["Row 1: /a → nowhere at all: Enter a valid URL."]),
        ([",/news/"], ["Row 1: (nothing) → ROOT/news/: This field is required."]),
        (["/a,"], ["Row 1: /a → (nothing): It leads nowhere."]),
        (["/a,//other.example/x"], ["Row 1: /a → //other.example/x: Write the whole address, with https:."]),
        (["/clippings/by/country/,/x"], ["Row 1: /clippings/by/country/ → ROOT/x: THERE"]),
        (["/sitemap-pages-1.xml,/x"], ["Row 1: /sitemap-pages-1.xml → ROOT/x: THERE"]),
        (["/admin/pages/1/edit/,/x"], ["Row 1: /admin/pages/1/edit/ → ROOT/x: THERE"]),
        (["/there/?x=1,/x"], ["Row 1: /there/?x=1 → ROOT/x: THERE"]),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_stored(import_list, rows, told):
    root = Site.objects.get().root_url
    Redirect.objects.create(old_path="/known", redirect_link=f"{root}/news/")
    Redirect.objects.create(old_path="/of-site", redirect_link=f"{root}/sited", site=Site.objects.get())
    StandardPageFactory(slug="there")
    with pytest.raises(CommandError) as error:
        import_list(*rows)
    printed = str(error.value).replace(root, "ROOT").replace(THERE, "THERE")
    assert printed.splitlines() == ["Nothing was stored.", *told]
    assert set(stored()) == {"/known", "/of-site"}


def test_a_row_without_the_column_is_told(import_list):
    with pytest.raises(CommandError, match="Row 2 has only 1 columns"):
        import_list("/a,/news/", "/b")


def test_two_addresses_that_a_visitor_finds_apart_are_two(import_list, visitor):
    import_list("/straße,https://example.org/a", "/strasse,https://example.org/b")
    assert [visitor.get(path)["Location"] for path in ("/STRAßE", "/STRASSE")] == [
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_a_chain_is_shortened_and_told(import_list):
    root = Site.objects.get().root_url
    Redirect.objects.create(old_path="/c", redirect_link=f"{root}/news/")
    printed = import_list("/a,/B/", "/b,/c")
    assert stored()["/a"] == stored()["/b"] == f"{root}/news/"
    assert f"Row 1: /a leads to {root}/news/ at once, not by {root}/B/." in printed


def test_a_list_with_a_chain_is_imported_again(import_list):
    rows = ["/a,/b", "/b,/news/"]
    import_list(*rows)
    before = stored()
    assert "Row 1: /a says the same as a redirect that there is, and is left out." in import_list(*rows)
    assert stored() == before


def test_a_target_at_which_there_is_no_page_is_told(import_list):
    StandardPageFactory(slug="there")
    printed = import_list("/a,/there/", "/b,/not-there/", "/c,/robots.txt", "/d,https://example.org/x")
    assert [line for line in printed.splitlines() if "no page" in line] == [
        f"Row 2: there is no page at {Site.objects.get().root_url}/not-there/ yet."
    ]
    assert len(stored()) == 4


def test_an_address_of_a_view_that_has_nothing_there_may_lead_on(import_list, visitor):
    rows = ["/media/report.pdf", "/documents/2015/annual-report.pdf", "/sources/old-name/"]
    import_list(*(f"{row},https://example.org/x" for row in rows))
    assert [visitor.get(row)["Location"] for row in rows] == ["https://example.org/x"] * 3


def test_a_redirect_that_a_new_one_leads_on_is_told(import_list):
    root = Site.objects.get().root_url
    Redirect.objects.create(old_path="/x", redirect_link=f"{root}/a")
    printed = import_list("/a,/b")
    assert f"Row 1: /x, which leads to {root}/a, now leads on to {root}/b." in printed


def test_one_site_may_have_another_redirect_than_all_sites(import_list):
    Redirect.objects.create(old_path="/a", redirect_link="https://example.org/all")
    import_list("/a,https://example.org/one", site=Site.objects.get().pk)
    assert sorted(Redirect.objects.values_list("redirect_link", flat=True)) == [
        "https://example.org/all",
        "https://example.org/one",
    ]


def test_a_list_that_is_imported_again_changes_nothing(import_list):
    import_list("/a,/news/")
    printed = import_list("/A,/news/")
    assert "Row 1: /A says the same as a redirect that there is, and is left out." in printed
    assert list(stored()) == ["/a"]


def test_a_dry_run_stores_nothing(import_list):
    assert "/a -> " in import_list("/a,/news/", dry_run=True)
    assert stored() == {}


def test_the_options_of_the_command_still_choose_rows_columns_and_site(import_list):
    site = Site.objects.get()
    rows = ["x,/a,/news/", "x,/b,/news/", "x,/c,/news/"]
    import_list(*rows, offset=1, limit=1, site=site.pk, **{"from": 1, "to": 2})
    (redirect,) = Redirect.objects.all()
    assert (redirect.old_path, redirect.site) == ("/b", site)


def test_a_file_of_no_known_kind_and_one_that_is_missing_are_refused(home, tmp_path):
    (tmp_path / "old.ods").write_text("x")
    for name, told in [("old.ods", "is no .csv, .tsv or .xlsx file"), ("missing.csv", "cannot be read")]:
        with pytest.raises(CommandError, match=told):
            call_command("import_redirects", src=str(tmp_path / name))


@pytest.mark.parametrize("path", ["/old/page.html", "/OLD/Page.HTML", "/Old/Page.html?utm_source=x"])
def test_a_visitor_is_led_in_whatever_letter_case(visitor, path):
    news = NewsIndexFactory()
    Redirect.objects.create(old_path="/Old/Page.html", redirect_page=news)
    response = visitor.get(path)
    assert (response.status_code, response["Location"]) == (HTTPStatus.MOVED_PERMANENTLY, news.url)


def test_an_address_with_its_query_string_comes_before_one_without(visitor):
    Redirect.objects.create(old_path="/view.asp", redirect_link="/a/")
    Redirect.objects.create(old_path="/view.asp?ID=2", redirect_link="/b/", is_permanent=False)
    response = visitor.get("/View.asp?id=2")
    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, "/b/")


def test_nobody_is_led_in_a_circle_by_letter_case(visitor):
    Redirect.objects.create(old_path="/Gone", redirect_link="/gone/")
    assert visitor.get("/gone/").status_code == HTTPStatus.NOT_FOUND


def test_editors_keep_redirects(editor):
    assert editor.get("/admin/redirects/").status_code == HTTPStatus.OK

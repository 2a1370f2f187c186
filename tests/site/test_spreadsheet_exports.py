"""What the admin exports opens in a spreadsheet as text: no title, name or address that somebody planted runs."""

import csv
import io
import zipfile
from http import HTTPStatus

import pytest
from django.urls import URLPattern, get_resolver, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Workflow, WorkflowState

from pages.models import ContactMessage
from pages.spreadsheet_cells import neutralize
from tests.factories import PersonFactory, StandardPageFactory, UserFactory

FORMULA = "=HYPERLINK(A1)"


def admin_paths():
    """Every path of the admin that needs no argument."""

    def walk(patterns, prefix):
        for pattern in patterns:
            path = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
            if isinstance(pattern, URLPattern):
                yield f"/{path}"
            else:
                yield from walk(pattern.url_patterns, path)

    paths = walk(get_resolver().url_patterns, "")
    return sorted({path for path in paths if path.startswith("/admin/") and not set("<(.*") & set(path)})


@pytest.fixture
def exports(home, administrator):
    """exports(format): path → body, of every listing of the admin that exports, each with a formula in it."""
    planter = UserFactory(username=FORMULA, first_name=FORMULA, last_name=FORMULA, groups=["Editors"])
    page = StandardPageFactory(title=FORMULA, owner=planter)
    page.save_revision(user=planter, log_action=True)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=planter)
    Workflow.objects.first().start(page.specific, planter)
    assert WorkflowState.objects.exists()
    Redirect.objects.create(old_path=FORMULA, redirect_link=FORMULA)
    PersonFactory(name=FORMULA)
    ContactMessage.objects.create(name=FORMULA, email="a@example.org", text=FORMULA)

    def exports(export_format):
        administrator.raise_request_exception = False  # Wagtail has an address that fails on purpose
        found = {}
        for path in admin_paths():
            if path == reverse("wagtailadmin_logout"):
                continue
            response = administrator.get(path, {"export": export_format})
            if "attachment" in response.get("Content-Disposition", ""):
                assert response.status_code == HTTPStatus.OK, path
                found[path] = b"".join(response.streaming_content)
        return found

    return exports


def test_no_cell_of_a_csv_export_begins_as_a_formula_does(exports):
    bodies = exports("csv")
    assert {"/admin/reports/site-history/", "/admin/reports/aging-pages/", "/admin/redirects/"} <= set(bodies)
    for path, body in bodies.items():
        cells = [cell for row in csv.reader(io.StringIO(body.decode())) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], path
    assert sum(f"'{FORMULA}" in body.decode() for body in bodies.values()) >= 5


def test_no_cell_of_an_xlsx_export_is_a_formula(exports):
    for path, body in exports("xlsx").items():
        sheet = zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet, path


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\tx", "\rx", "＝1"])
def test_a_text_that_begins_as_a_formula_gets_an_apostrophe(cell):
    assert neutralize(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=1", "", -5, None])
def test_other_cells_stay_as_they_are(cell):
    assert neutralize(cell) is cell

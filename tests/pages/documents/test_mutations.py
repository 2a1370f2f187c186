"""Damaged PDFs, always the same ones: each is counted or refused, and none is an error page."""

import pytest
from django.core.exceptions import ValidationError

from pages.documents import count_pdf_pages
from pages.models import SiteDocument
from quality.mutations import mutations
from tests.factories import pdf
from tests.pages.documents import pdf_files
from tests.pages.documents.uploads import upload

SOUND = {
    "plain": lambda: pdf(3).read(),
    "protected": lambda: pdf_files.protected("secret"),
    "protected without a password": lambda: pdf_files.protected(""),
    "tree": lambda: pdf_files.shared_kids(3, 2),
}
REFUSALS = {"password", "encrypted", "unreadable", "memory"}


@pytest.mark.parametrize("kind", SOUND)
def test_every_damaged_pdf_has_pages_or_is_refused(kind):
    results = [count_pdf_pages.examine(damaged) for damaged in mutations(SOUND[kind](), seed=15, count=150)]
    for result in results:
        ((name, value),) = result.items()
        assert value in REFUSALS if name == "refused" else value is None or 0 < value <= count_pdf_pages.MAX_PAGES
    assert len({str(result) for result in results}) > 1  # the damage is neither too small nor too great


def test_damaged_pdfs_go_through_the_form_s_own_path():
    outcomes = set()
    for damaged in mutations(pdf(3).read(), seed=14, count=12):
        try:
            document = SiteDocument(title="A report", file=upload(damaged))
            document.clean()
            outcomes.add(document.page_count)
        except ValidationError as error:
            outcomes.update(error.message_dict["file"])
    assert len(outcomes) > 1
    assert all(isinstance(outcome, int) or outcome.startswith("This PDF cannot") for outcome in outcomes)

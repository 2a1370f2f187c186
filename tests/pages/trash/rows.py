"""What a page consists of in the database, to compare."""

from wagtail.models import Page, ReferenceIndex

from pages.trash.rows import Deletion


def all_rows(page):
    """Every row that belongs to the page and those below it, what elsewhere refers to them, and what they refer to."""
    pages = Page.objects.filter(path__startswith=page.path)
    deletion = Deletion(pages)
    references = ReferenceIndex.objects.filter(object_id__in=[str(pk) for pk in pages.values_list("pk", flat=True)])
    return (
        {(row["model"], row["pk"]): row["fields"] for row in deletion.rows()},
        sorted(map(str, deletion.emptied_references())),
        sorted(references.values_list("object_id", "to_object_id", "model_path", "content_path")),
    )

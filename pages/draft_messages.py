"""What a saved draft has instead of what was typed is said, where the database cannot hold that."""

from django.contrib import messages
from django.utils.dateformat import format as format_date


def say_what_a_draft_keeps(request, page):
    """Hooks after_create_page and after_edit_page. Autosave accepts only JSON, so it would be told too late."""
    if not request.accepts("text/html"):
        return
    slug = request.POST.get("slug")
    if slug and slug != page.slug:
        kept = f"“{slug}” is not free or cannot be an address, so the draft is kept as “{page.slug}”."
        messages.warning(request, f"{kept} Another one can be chosen under Promote.")
    if request.POST.get("date") == "" and page.date:
        messages.warning(request, f"The date was empty, so the draft keeps {format_date(page.date, 'l, F j, Y')}.")

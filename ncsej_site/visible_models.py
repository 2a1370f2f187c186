"""Which models visitors see, and which they do not: every model stands in one of the two lists.

Whatever changes a row of one of the first begins a new content version, and all pages are made anew. A test empties the
tables of the second list, and finds every page as it was. A new model is named in one of them.
"""

from django.apps import apps
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex

from pagecache.triggers import WHOLE_ROW

# All models of these apps are seen, but those of UNSEEN.
VISIBLE_APPS = ("news", "pages", "taggit", "wagtaildocs", "wagtailembeds", "wagtailimages", "wagtailredirects")
# Of the other apps, these.
VISIBLE = (
    "contenttypes.ContentType",
    "wagtailcore.Collection",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.CollectionViewRestriction_groups",
    "wagtailcore.Locale",
    "wagtailcore.Page",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.PageViewRestriction_groups",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Site",
)
# What staff and the site's own machinery keep.
UNSEEN = (
    "news.DraftLink",
    "news.Handover",
    "news.InboxFinder",
    "news.InboxItem",
    "news.UnansweredSearch",
    "pages.ContactMessage",
    "pages.TrashedPage",
    "pages.TrashedRow",
)
UNSEEN_APPS = (
    "archive",
    "auth",
    "django_otp_webauthn",
    "django_tasks_database",
    "ncsej_site",
    "otp_totp",
    "pagecache",
    "sessions",
    "staff",
    "wagtailadmin",
    "wagtailcore",
    "wagtailsearch",
    "wagtailusers",
)


# Autosave writes a page that is not live again and again. A link to it shows its address; nothing else of it is seen.
_OF_A_PAGE = "CASE WHEN r.live THEN to_jsonb(r) ELSE jsonb_build_object('id', r.id, 'url_path', r.url_path) END"
_OF_A_LIVE_PAGE = (
    "CASE WHEN EXISTS (SELECT FROM wagtailcore_page WHERE wagtailcore_page.id = r.{column} AND live)"
    " THEN to_jsonb(r) END"
)
# What a page that is not live refers to.
_OF_A_REFERENCE = (
    "CASE WHEN NOT EXISTS (SELECT FROM wagtailcore_page JOIN django_content_type ON app_label = 'wagtailcore'"
    " AND model = 'page' WHERE django_content_type.id = r.base_content_type_id"
    " AND wagtailcore_page.id::text = r.object_id AND NOT live) THEN to_jsonb(r) END"
)


def visible_tables() -> dict[str, str]:
    """The tables of all that visitors see, those of many-to-many relations too → SQL: what they see of a row `r`."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: what_is_seen(model)
        for model in models
        if is_visible(model._meta.label) and not model._meta.proxy
    }


def what_is_seen(model: type[Model]) -> str:
    """SQL for pagecache.triggers. A page's own tables, and rows that are part of it, count while the page is live."""
    if model is Page:
        return _OF_A_PAGE
    if model is ReferenceIndex:
        return _OF_A_REFERENCE
    for field in model._meta.local_fields:
        is_part = isinstance(field, ParentalKey) or field.primary_key
        if is_part and field.remote_field and issubclass(field.remote_field.model, Page):
            return _OF_A_LIVE_PAGE.format(column=field.column)
    return WHOLE_ROW


def is_visible(label: str) -> bool:
    """Whether visitors see rows of the model, such as "news.Statement". Raises LookupError where no list names it."""
    app = label.partition(".")[0]
    if label in UNSEEN:
        return False
    if label in VISIBLE or app in VISIBLE_APPS:
        return True
    if app in UNSEEN_APPS:
        return False
    raise LookupError(f"{label}: do visitors see it? Name it in ncsej_site/visible_models.py")

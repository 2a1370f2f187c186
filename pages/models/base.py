"""BasePage, from which every page type inherits, and the privacy conditions of its querysets."""

from collections.abc import Collection

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.urls import get_script_prefix
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from .. import tasks
from ..eastern_time import format_eastern
from ..forms import BasePageForm, CopyPageForm
from ..sharing import social_images, structured_data
from ..sharing.social_image_drawing import SocialImage
from .media import collect_renditions, place_renditions


def is_at_or_below(queryset, path, own_path="path"):
    """A condition on pages: the page is, or is below, one whose path is in the field `path` of `queryset`.

    own_path: where the page's own path is, for rows that are not pages but refer to one.
    """
    own = ExpressionWrapper(OuterRef(own_path), output_field=models.CharField())
    return Exists(queryset.alias(own_path=own).filter(own_path__startswith=F(path)))


def is_private(own_path="path"):
    """A condition on pages: a view restriction applies to the page. own_path: see is_at_or_below."""
    return is_at_or_below(PageViewRestriction.objects.all(), "page__path", own_path)


def is_alias():
    """A condition on pages: the page is, or is below, an alias, whose original may be private."""
    return is_at_or_below(Page.objects.filter(alias_of__isnull=False), "path")


class BasePageQuerySet(PageQuerySet):
    def for_page(self):
        """With all that the template of a single page shows, which its unpack() puts in place. One query."""
        if not self.model.picture_place:
            return self
        field, renditions = self.model.picture_place
        return self.select_related(field).annotate(picture_renditions=collect_renditions(field, renditions))

    def listed(self):
        """Live and not below a private page: `live().public()`, without the query that `public()` makes first."""
        return self.live().exclude(is_private())


class BasePage(Page):
    """Title, slug and a one-sentence summary.

    The summary is Wagtail's `search_description`, a column of the table that all page types share: lists, search
    results, feeds and the meta description show the same sentence, and a list of several types needs no join.
    """

    objects = PageManager.from_queryset(BasePageQuerySet)()

    base_form_class = BasePageForm
    copy_form_class = CopyPageForm
    date = None  # page types with a date replace it by a field
    is_about_organization = False  # whether its structured data has the organization's details
    schema_type = "WebPage"  # its type in schema.org
    picture_place: tuple[str, str] | None = None  # field and rendition set of the picture that its template shows

    is_known_public = False  # set by Home.route()

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel(
            "search_description",
            heading="Summary",
            help_text="One sentence. It stands under the title in lists, search engines, feeds and shared links.",
        ),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title", help_text="The browser tab’s title, where it should differ from the page’s."),
                FieldPanel(
                    "show_in_menus",
                    heading="Show in the main menu",
                    help_text="For pages directly below Home, in their order. What does not fit stands under More.",
                ),
            ],
            heading="Address and menu",
        ),
    ]

    class Meta:
        abstract = True

    def minimal_clean(self):
        """What Wagtail asks of a draft's row. One without a title is called “Untitled …” until it has one."""
        untitled = not self.title
        self.title = self.title or self.untitled
        super().minimal_clean()
        if untitled:
            self.title = ""

    @property
    def untitled(self) -> str:
        return f"Untitled {self.get_verbose_name().lower()}"

    def get_admin_display_title(self):
        return super().get_admin_display_title() or self.untitled

    def get_url(self, request=None, current_site=None):
        """Replaces Wagtail's method where it can only come to the same: the path below the root page of the only site,
        once that is known to the request; stays.
        """
        root_paths = getattr(request, "_wagtail_cached_site_root_paths", ())
        if len(root_paths) != 1 or not self.url_path.startswith(root_paths[0].root_path) or not self.url_path.isascii():
            return super().get_url(request, current_site)
        return f"{get_script_prefix()}{self.url_path[len(root_paths[0].root_path) :]}"

    def get_view_restrictions(self):
        """Spares Wagtail two queries before it serves a page that Home.route() has found to be public."""
        return PageViewRestriction.objects.none() if self.is_known_public else super().get_view_restrictions()

    def unpack(self):
        """Put in place what for_page() has brought as plain values."""
        brought = vars(self).pop("picture_renditions", None)
        if self.picture_place and brought is not None and (picture := getattr(self, self.picture_place[0])):
            place_renditions(picture, brought)

    @property
    def summary(self):
        return self.search_description

    def get_delete_warnings(self) -> list[str]:
        """What an editor is told before the page goes into the trash; page types add to it."""
        warnings = []
        if self.live:
            warnings.append("Readers see this page. Its address will stop working.")
        scheduled = self.scheduled_revision
        if scheduled:
            when = format_eastern(scheduled.approved_go_live_at)
            warnings.append(f"It is scheduled for {when}. It will not go out, not after it is restored either.")
        below = self.get_descendants().live().count()
        if below:
            warnings.append(f"Readers see {below} page{'s' if below > 1 else ''} below it, which will go too.")
        return warnings

    def before_deletion(self) -> None:
        """Called before the page goes into the trash; page types let go what it holds elsewhere."""

    def after_restoration(self) -> None:
        """Called when the page has come back from the trash."""

    @classmethod
    def find_holders(cls, field: str, values: Collection) -> dict[object, Page]:
        """Value → the page that has this value of a unique field, and so keeps another from having it."""
        return {getattr(page, field): page for page in cls._base_manager.filter(**{f"{field}__in": values})}

    def headline(self, organization):
        """The title as messengers and search engines show it."""
        return self.title

    @property
    def social_image(self) -> SocialImage:
        """The words on the page's social image."""
        return SocialImage(self.title)

    def structured_data(self, metadata: structured_data.PageMetadata, publisher: dict) -> dict:
        """The page's node of JSON-LD; subclasses add to it."""
        return structured_data.web_page(self.schema_type, metadata, publisher)

    def save(self, *args, **kwargs):
        """Queue a live page's social image if it is missing. A draft of a live page is saved with `update_fields`."""
        super().save(*args, **kwargs)
        if self.live and "update_fields" not in kwargs and not social_images.is_stored(self):
            tasks.make_social_image.enqueue(self.pk)


def line_field(*args, limit: int, **kwargs):
    """A line of text with at most `limit` characters, which is asked when the page is published: a draft may exceed it.

    PostgreSQL stores a column without a limit in the same way.
    """
    return models.CharField(*args, validators=[MaxLengthValidator(limit)], **kwargs)


def page_to_read_on_field():
    """An optional link from a few words to a page; they stay when the page is deleted."""
    return page_field("page to read on")


def page_field(verbose_name, help_text=""):
    """An optional page; what refers to it stays when the page is deleted."""
    return models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=verbose_name,
        help_text=help_text,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


def picture_field(**kwargs):
    """An optional picture of the library; the page stays when the picture is deleted."""
    return models.ForeignKey(
        "pages.SiteImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", **kwargs
    )

"""What every page of the site has."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


class BasePageQuerySet(PageQuerySet):
    def listed(self):
        """Live and not below a private page: `live().public()`, without the query that `public()` makes first."""
        path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
        private = PageViewRestriction.objects.alias(outer_path=path)
        return self.live().exclude(Exists(private.filter(outer_path__startswith=F("page__path"))))


class BasePageForm(WagtailAdminPageForm):
    """Asks for the summary before a page is published; a draft may wait."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["search_description"].required = True
        for name in {"go_live_at", "expire_at"} & set(self.fields):
            self.fields[name].help_text = "Eastern time."


class BasePage(Page):
    """Title, address and a one-sentence summary.

    The summary is Wagtail's `search_description`, which lives on the common table: lists, search results, feeds
    and the page's meta description all show the same sentence, and a mixed list reads it without a join.
    """

    base_form_class = BasePageForm

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

    @property
    def summary(self):
        return self.search_description


def picture_field(**kwargs):
    """A picture from the library that may be missing, and may be deleted there without taking its page along."""
    return models.ForeignKey(
        "pages.SiteImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", **kwargs
    )

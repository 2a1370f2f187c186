"""The editors' guide, docs/editors.md, as pages of the admin, and the menu that leads to them.

The file is the one source: whoever reads it in the repository reads the same. A section ("## …") is a page; a link to
a section, as GitHub names it ("#signing-in"), leads to its page. Takes the place of Wagtail's help menu, which leads to
the release notes and the manual of Wagtail.
"""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import Http404
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import markdown

GUIDE = settings.BASE_DIR / "docs" / "editors.md"
SECTION_LINK = re.compile(r"\]\(#([\w-]+)\)")


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    slug: str
    text: str  # Markdown

    @property
    def url(self) -> str:
        return reverse("help_section", args=[self.slug])

    @property
    def html(self) -> str:
        linked = SECTION_LINK.sub(lambda found: f"]({reverse('help_section', args=[found[1]])})", self.text)
        return mark_safe(markdown.to_html(linked))


def make_slug(title: str) -> str:
    """The fragment by which GitHub links to a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def split_sections(text: str) -> list[Section]:
    parts = re.split(r"^## +", text, flags=re.MULTILINE)[1:]
    titles_and_texts = (part.partition("\n") for part in parts)
    return [Section(title.strip(), make_slug(title.strip()), body.strip()) for title, _, body in titles_and_texts]


@cache
def get_sections() -> list[Section]:
    """Read once by each process: a new guide comes with a new version of the site."""
    return split_sections(GUIDE.read_text(encoding="utf-8"))


class HelpView(WagtailAdminTemplateMixin, TemplateView):
    """The contents of the guide."""

    template_name = "ncsej_site/help_contents.html"
    page_title = "Help"
    header_icon = "help"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(sections=get_sections(), **kwargs)


class SectionView(HelpView):
    """One section, with those before and after it. 404 for a slug that the guide does not have."""

    template_name = "ncsej_site/help_section.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        sections = get_sections()
        position = next((at for at, section in enumerate(sections) if section.slug == kwargs["slug"]), None)
        if position is None:
            raise Http404
        self.section = sections[position]
        self.page_title = self.section.title
        self.earlier = sections[position - 1] if position else None
        self.later = sections[position + 1] if position + 1 < len(sections) else None

    def get_breadcrumbs_items(self):
        contents = {"url": reverse("help"), "label": "Help"}
        return [*self.breadcrumbs_items, contents, {"url": "", "label": self.section.title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(section=self.section, earlier=self.earlier, later=self.later, **kwargs)


urlpatterns = [
    path("help/", HelpView.as_view(), name="help"),
    path("help/<slug:slug>/", SectionView.as_view(), name="help_section"),
]


def show_guide_in_help_menu(request, items):
    """Hook construct_help_menu: the sections of the guide, and of Wagtail's items the keyboard shortcuts."""
    guide = [MenuItem(section.title, section.url, icon_name="doc-full") for section in get_sections()]
    items[:] = [*guide, *(item for item in items if item.name == "keyboard-shortcuts-trigger")]

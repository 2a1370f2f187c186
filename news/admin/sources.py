"""The sources in the admin: their form, which also merges two, and the listing with their clippings."""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Count, Func, OuterRef, Subquery
from django.db.models.functions import Coalesce
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from ..feed_response import FORMATS
from ..models import Record, Source
from ..models.source import split_lines
from ..parser.urls import get_host
from ..records.sources import comparable
from ..records.tasks import resolve_sources

RETURNS = "Clippings that name it bring it back. To make it a spelling of another source, edit it and choose that one."


def read_host(line: str) -> str:
    """The host of what was typed: "https://www.rferl.org/a/1" → "rferl.org". Empty where it is none."""
    host = get_host(line if "//" in line else f"https://{line}").removeprefix("www.")
    return host if "." in host and not any(character.isspace() for character in host) else ""


class SourceForm(WagtailAdminModelForm):
    same_as = forms.ModelChoiceField(
        Source.objects.none(),
        required=False,
        label="Is the same as",
        help_text="Its names and hosts become those of the source that you choose, and this one goes.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.may_delete():
            self.fields["same_as"].queryset = Source.objects.exclude(pk=self.instance.pk)
        else:
            del self.fields["same_as"]

    def may_delete(self) -> bool:
        """Whether the user may merge: it deletes a source."""
        return bool(self.for_user) and self.for_user.has_perm("news.delete_source")

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not comparable(name):
            raise ValidationError("The name has no letters.")
        return name

    def clean_spellings(self):
        return "\n".join(dict.fromkeys(split_lines(self.cleaned_data["spellings"])))

    def clean_hosts(self):
        lines = split_lines(self.cleaned_data["hosts"])
        if unreadable := [line for line in lines if not read_host(line)]:
            raise ValidationError(f"“{unreadable[0]}” is not a host, such as “rferl.org”.")
        return "\n".join(dict.fromkeys(map(read_host, lines)))

    def clean(self):
        cleaned = super().clean()
        self.refuse_taken(cleaned)
        return cleaned

    def refuse_taken(self, cleaned) -> None:
        """No spelling and no host may belong to two sources: a clipping could not tell which."""
        names, hosts = {}, {}
        target = cleaned.get("same_as")
        for source in Source.objects.exclude(pk__in=[self.instance.pk, target and target.pk]):
            names |= {comparable(name): source for name in source.names}
            hosts |= dict.fromkeys(source.host_list, source)
        for field, typed, taken, key in (
            ("name", [cleaned.get("name", "")], names, comparable),
            ("spellings", split_lines(cleaned.get("spellings", "")), names, comparable),
            ("hosts", split_lines(cleaned.get("hosts", "")), hosts, str),
        ):
            for text in typed:
                if other := taken.get(key(text)):
                    self.add_error(field, taken_message(text, other))

    def save(self, commit=True):
        source = super().save(commit)
        resolve_sources.enqueue()
        return source


def taken_message(text: str, other: Source) -> str:
    if comparable(text) == comparable(other.name):
        return f"“{text}” is a source of its own. If it is the same, edit that one and choose under “Is the same as”."
    return f"“{text}” belongs to “{other}” already."


def merge(source: Source, target: Source) -> Source:
    """Give the target all that the source has, and delete the source; its addresses lead to the target's."""
    before = Source.objects.get(pk=source.pk)  # the form may have changed what is in memory
    with transaction.atomic():
        spellings = [*split_lines(target.spellings), *before.names, *split_lines(source.spellings)]
        target.spellings = "\n".join(dict.fromkeys(spellings))
        target.hosts = "\n".join(dict.fromkeys([*target.host_list, *before.host_list, *source.host_list]))
        target.save()
        log(instance=before, action="wagtail.delete")
        source.delete()
        redirect_source(before.slug, target.slug)
        log(instance=target, action="wagtail.edit", content_changed=True)
        resolve_sources.enqueue()
    return target


def redirect_source(old: str, new: str) -> None:
    """Lead the page and the feeds of one source to those of the other: Wagtail's redirects leave the query out."""
    for query in ("", *(f"?format={format}" for format in FORMATS)):
        Redirect.objects.update_or_create(
            old_path=Redirect.normalise_path(f"/sources/{old}/{query}"),
            site=None,
            defaults={"redirect_link": f"/sources/{new}/{query}"},
        )


class EditSourceView(generic.EditView):
    def save_instance(self):
        """The source that was saved; the other one where the form says that they are the same."""
        target = self.form.cleaned_data.get("same_as")
        if not target:
            return super().save_instance()
        return merge(self.form.instance, target)


class DeleteSourceView(generic.DeleteView):
    @property
    def confirmation_message(self):
        return f"{super().confirmation_message} {RETURNS}"

    def delete_action(self):
        super().delete_action()
        resolve_sources.enqueue()


def commas(lines: str) -> str:
    return ", ".join(split_lines(lines))


class SourceIndexView(generic.IndexView):
    """With the number of clippings of each, by which a source can be told that was added for a slip of the pen."""

    def get_base_queryset(self):
        slug = Func(
            OuterRef("slug"), template="ARRAY[%(expressions)s]::varchar[]", output_field=ArrayField(CharField())
        )
        clippings = Record.objects.clippings().filter(sources__contains=slug).order_by().values("kind")
        count = Subquery(clippings.annotate(count=Count("pk")).values("count"))
        return super().get_base_queryset().annotate(clippings=Coalesce(count, 0))


class SourceViewSet(ModelViewSet):
    model = Source
    icon = "openquote"
    menu_order = 100
    index_view_class = SourceIndexView
    list_display = [
        "name",
        Column("clippings", label="Clippings", sort_key="clippings", width="10%"),
        Column("spellings", label="Other spellings", accessor=lambda source: commas(source.spellings)),
        Column("hosts", label="Hosts", accessor=lambda source: commas(source.hosts)),
    ]
    search_fields = ["name", "spellings", "hosts"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("spellings"), FieldPanel("hosts"), FieldPanel("same_as")],
        base_form_class=SourceForm,
    )
    copy_view_enabled = False
    edit_view_class = EditSourceView
    delete_view_class = DeleteSourceView

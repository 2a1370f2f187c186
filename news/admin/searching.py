"""What staff keep for those who look for something: sources, bills of Congress, and names with several spellings."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import SpellingGroup, TrackedBill
from ..models.source import split_lines
from ..records.folding import fold
from .sources import SourceViewSet


class SpellingGroupForm(WagtailAdminModelForm):
    def clean_names(self):
        """Two spellings at least; none that another group has, because a search must know which it is."""
        names = list(dict.fromkeys(split_lines(self.cleaned_data["names"])))
        if len({fold(name) for name in names} - {""}) < 2:
            raise ValidationError("Give two spellings at least, each on a line of its own.")
        taken = {
            fold(name): group
            for group in SpellingGroup.objects.exclude(pk=self.instance.pk)
            for name in group.name_list
        }
        for name in names:
            if other := taken.get(fold(name)):
                raise ValidationError(f"“{name}” stands in another row already: {other}.")
        return "\n".join(names)


class SpellingGroupViewSet(ModelViewSet):
    model = SpellingGroup
    icon = "title"
    menu_label = "Spellings"
    menu_order = 300
    search_fields = ["names"]
    edit_handler = ObjectList([FieldPanel("names")], base_form_class=SpellingGroupForm)
    copy_view_enabled = False


class TrackedBillViewSet(ModelViewSet):
    model = TrackedBill
    icon = "clipboard-list"
    menu_label = "Bills"
    menu_order = 200
    list_display = ["__str__", "status", "status_on"]
    search_fields = ["title", "status"]
    copy_view_enabled = False


class SearchGroup(ViewSetGroup):
    """The items of a menu of their own."""

    menu_label = "Reference"
    menu_icon = "list-ul"
    menu_order = 260
    items = (SourceViewSet("sources"), TrackedBillViewSet("bills"), SpellingGroupViewSet("spellings"))

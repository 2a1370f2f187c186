"""The list of what was found for the next weekly update, and what is done with it, by whoever may start an update."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView, UpdateView

from ...inbox.adding import MAX_LINKS, add
from ...inbox.earlier import find_earlier
from ...inbox.merging import lock_waiting, merge_near, put_back
from ...inbox.tasks import read_again
from ...models import InboxItem, Source
from ...models.inbox import is_near
from ..primary_keys import read_pks
from ..section import PER_PAGE, SectionView, paginate, read_state
from ..start import can_start_update
from .forms import AddForm, EditForm, read_shared

LIST, ADD, EDIT, ANYWHERE, MANIFEST = "inbox", "inbox_add", "inbox_edit", "inbox_anywhere", "inbox_manifest"
DISMISS, PUT_BACK, READ_AGAIN = "inbox_dismiss", "inbox_put_back", "inbox_read_again"
MAX_NAMED, MAX_NAMED_LENGTH = 20, 120  # URLs that a message names, and their characters
OVERTAKEN = "A colleague was faster: look at the article as it stands now."
NOT_SAVED = "What you typed is not saved; it stands below."


class InboxBase(SectionView):
    """For views of whoever may start weekly updates."""

    header_icon = "download"
    section = LIST, "Inbox"
    may_enter = staticmethod(can_start_update)


class InboxView(InboxBase, TemplateView):
    """What waits; with `?state=`, what was used or dismissed. A POST dismisses every `item` that waits still."""

    page_title = InboxBase.section[1]
    template_name = "news/admin/inbox/list.html"

    def get_context_data(self, **kwargs):
        state = read_state(self.request, InboxItem.State.WAITING)
        paged = paginate(self.request, InboxItem.objects.filter(state=state).with_dismissals().for_list())
        earlier = find_earlier(paged["page"])
        rows = [(item, earlier.get(item.pk)) for item in paged["page"]]
        return (
            super().get_context_data(**kwargs)
            | paged
            | {"state": state, "states": InboxItem.State.choices, "rows": rows}
        )

    def post(self, request):
        pks = set(read_pks(request.POST.getlist("item"), PER_PAGE))
        n_dismissed = InboxItem.objects.filter(pk__in=pks).dismiss()
        if n_dismissed:
            message = f"{count_articles(n_dismissed)} dismissed. What stands under “Dismissed” can be put back."
            messages.success(request, message)
        if n_dismissed < len(pks):
            return say_overtaken(request)
        if not pks:
            messages.warning(request, "Tick the articles that you want to dismiss.")
        return redirect(LIST)


class AddView(InboxBase, FormView):
    """A form: a GET fills it from `?url=&title=&text=` and stores nothing; a POST stores."""

    page_title = "Add to this week"
    template_name = "news/admin/inbox/add.html"
    form_class = AddForm

    def get_initial(self):
        shared = [self.request.GET.get(name, "") for name in ("url", "title", "text")]
        return read_shared(*shared, Source.objects.as_table)

    def form_valid(self, form):
        note = form.cleaned_data["note"].strip()
        added = [add(found, self.request.user, note, form.typed) for found in form.found]
        self.say_what_was_added(added)
        if form.beyond:
            messages.warning(self.request, f"{MAX_LINKS} are added at once. Not added: {name_urls(form.beyond)}")
        if form.left_out:
            urls = name_urls(form.left_out)
            messages.info(self.request, f"Left out, since they seem to lead to no article: {urls}")
        return redirect(LIST)

    def say_what_was_added(self, added) -> None:
        """added: (item, whether it is new) of each article."""
        n_new = sum(is_new for _, is_new in added)
        in_draft = [item for item, _ in added if item.state == InboxItem.State.USED]
        n_known = len(added) - n_new - len(in_draft)
        if n_new:
            messages.success(self.request, f"{count_articles(n_new)} added. What is not known yet is being read.")
        if n_known:
            messages.info(self.request, f"{count_articles(n_known)} waited already: you are named beside the others.")
        for item in in_draft:
            draft = item.update.get_admin_display_title()
            messages.info(self.request, f"“{item}” is in “{draft}” already: you are named beside the others.")


def name_urls(urls: list[str]) -> str:
    """In one line, which has an end however many there are."""
    more = len(urls) - MAX_NAMED
    named = " ".join(url[:MAX_NAMED_LENGTH] for url in urls[:MAX_NAMED])
    return f"{named} and {more} more" if more > 0 else named


def count_articles(n: int) -> str:
    return "One article" if n == 1 else f"{n} articles"


class EditItemView(InboxBase, UpdateView):
    """Corrects what was read of one article that waits. A POST locks it first, as whoever merges items does.

    Where it does not wait any more, nothing that was typed is lost: the form is shown again, with the reason; of what
    is dismissed, it can be sent so that the item is put back first.
    """

    page_title = "Correct"
    template_name = "news/admin/inbox/edit.html"
    form_class = EditForm

    def dispatch(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return super().dispatch(request, *args, **kwargs)
        except InboxItem.DoesNotExist:
            return self.show_overtaken() if request.method == "POST" else say_overtaken(request)

    def show_overtaken(self):
        """The form as it was sent. It leads to the item that waits now with this story, if there is one."""
        posted, pk = self.request.POST, self.kwargs["pk"]
        successor = find_successor(posted)
        item = successor or InboxItem.objects.filter(pk=pk).first()
        self.object = item or InboxItem(pk=pk)
        if successor:
            where = f"The story waits as “{successor}”: Save writes it there."
        else:
            where = item.describe_state() if item else "It is in the inbox no more."
        messages.warning(self.request, f"{OVERTAKEN} {NOT_SAVED} {where}")
        form = self.form_class(posted, instance=self.object)
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.CONFLICT)

    def get_object(self, queryset=None):
        pk = self.kwargs["pk"]
        if self.request.method == "POST":
            lock_waiting()
            dismissed = InboxItem.objects.filter(pk=pk, state=InboxItem.State.DISMISSED)
            if "put_back" in self.request.POST and (item := dismissed.first()):
                put_back(item)
        return InboxItem.objects.waiting().get(pk=pk)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"item": self.object, "media": context["form"].media}

    def form_valid(self, form):
        merge_near(form.save())
        messages.success(self.request, "Saved.")
        return redirect(LIST)


def find_successor(posted) -> InboxItem | None:
    """What waits now with the story of a form: with its address, or near the headline that it showed or has now."""
    waiting = list(InboxItem.objects.waiting())
    headlines = [posted.get("initial-headline", ""), posted.get("headline", "")]
    same = [each for each in waiting if each.key == posted.get("key")]
    near = [each for each in waiting if any(is_near(each.headline, headline) for headline in headlines)]
    return next(iter([*same, *near]), None)


def say_overtaken(request):
    """Back to the list, with the reason: the item is used, dismissed, waits again, or went into another one."""
    messages.warning(request, OVERTAKEN)
    return redirect(LIST)


def act(action, message: str):
    """A view that does one thing with one item, by POST, and goes back to the list.

    action: takes an item, and says whether it could be done in the state that the item has now.
    """

    @require_POST
    def view(request, pk):
        if not can_start_update(request.user):
            raise PermissionDenied
        item = InboxItem.objects.filter(pk=pk).first()
        if item is None or not action(item):
            return say_overtaken(request)
        messages.success(request, message.format(item))
        return redirect(LIST)

    return view


dismiss_item = act(InboxItem.dismiss, "“{}” is dismissed. It stands under “Dismissed”, and can be put back.")
put_item_back = act(put_back, "“{}” waits again.")
read_item_again = act(read_again, "“{}” is being read again.")

"""The way from a call (“take that down”) to the press that does it, and back, by an administrator."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView

from ...models import NewsIndex, WeeklyUpdate, Withdrawal
from ...search.backend import SearchTimeoutError
from ..primary_keys import read_pk
from ..section import SectionView
from .acting import FoundClipping, all_clippings, restore, withdraw
from .aftermath import describe_aftermath
from .finding import MAX_CHOSEN, MAX_SPELLINGS_LENGTH, Findings, find, find_chosen
from .remaining import check_names, has_names
from .same_story import Twin, find_twins

FIND, CONFIRM, DONE, RESTORE = "withdraw", "withdraw_confirm", "withdraw_done", "withdraw_restore"  # names of URLs
WHOLE, NAMES = "whole", "names"
TWIN, EVERY_TWIN, EVERYWHERE = "twin", "every_twin", "everywhere"  # of the form: a tick, all there are, the button
MAX_LISTED = 50


def may_withdraw(user) -> bool:
    """Whoever may publish weekly updates may take their clippings from readers."""
    index = NewsIndex.objects.first()
    return index is not None and index.permissions_for_user(user).can_publish_subpage()


class WithdrawBase(SectionView):
    """For views of whoever may withdraw."""

    header_icon = "no-view"
    section = FIND, "Withdraw"
    may_enter = staticmethod(may_withdraw)


class FindView(WithdrawBase, TemplateView):
    """Finds clippings by link or words (`?q=`), or lists those of an issue (`?page=`), and what is withdrawn."""

    page_title = "Withdraw"
    template_name = "news/admin/withdrawals/find.html"

    def get_context_data(self, **kwargs):
        query, page = self.request.GET.get("q", "").strip(), read_pk(self.request.GET.get("page", ""))
        update, findings, is_slow = None, None, False
        if page is not None:
            update = get_object_or_404(WeeklyUpdate, pk=page)
            findings = Findings.of(all_clippings(update))
        elif query:
            try:
                findings = find(query)
            except SearchTimeoutError:
                is_slow = True
        in_force = Withdrawal.objects.in_force().select_related("page", "by")
        return super().get_context_data(**kwargs) | {
            "query": query,
            "update": update,
            "findings": findings,
            "is_slow": is_slow,
            "withdrawals": in_force[:MAX_LISTED],
            "n_more": max(in_force.count() - MAX_LISTED, 0),
        }


class WithdrawForm(forms.Form):
    what = forms.ChoiceField(
        label="What readers lose",
        choices=[
            (WHOLE, "The whole article"),
            (NAMES, "Only a name: “[name withheld]” stands in its place, and the link to the article goes"),
        ],
        widget=forms.RadioSelect,
        initial=WHOLE,
    )
    names = forms.CharField(
        label="The name, as it is written",
        help_text="Every spelling and form on a line of its own. Only needed where the rest of the article stays.",
        widget=forms.Textarea({"rows": 4}),
        required=False,
        max_length=2000,
    )
    reason = forms.CharField(
        label="Why",
        help_text="For colleagues: it stands in the history of the issue, never on the site. May be left empty.",
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=1000,
    )

    def __init__(self, *args, clippings: list[FoundClipping], **kwargs):
        self.clippings = clippings
        super().__init__(*args, **kwargs)

    def clean_names(self) -> list[str]:
        return split_names(self.cleaned_data["names"])

    def clean(self):
        names = self.cleaned_data.get("names", [])
        if self.cleaned_data.get("what") == NAMES and not self.has_error("names"):
            if not names:
                self.add_error("names", "Write the name that is to go, as the article has it.")
            for found in self.clippings if names else []:
                if not found.goes_along and not has_names(found.block, names):
                    message = f"“{found.headline}” has none of these names, so nothing would change there."
                    self.add_error("names", ValidationError(message))
        return self.cleaned_data

    def names_asked(self) -> list[str]:
        """The names that it has, valid or not, where only names are to go."""
        return split_names(self["names"].value() or "") if self["what"].value() == NAMES else []


def split_names(text: str) -> list[str]:
    """The names of a text that has one on each line."""
    return list(filter(None, (" ".join(line.split()) for line in text.splitlines())))


class ConfirmView(WithdrawBase, FormView):
    """Says what will happen; a POST does it. The clippings are in the query string, each as its page and key."""

    page_title = "Withdraw from readers"
    template_name = "news/admin/withdrawals/confirm.html"
    form_class = WithdrawForm

    def dispatch(self, request, *args, **kwargs):
        self.clippings = find_chosen(request.GET.getlist("clipping"))
        self.twins = self.ticked_twins()
        if any(not update.permissions_for_user(request.user).can_publish() for update in self.updates):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if not self.open_clippings:
            messages.warning(request, "There is nothing to withdraw: tick an article that is not withdrawn already.")
            return redirect(FIND)
        return super().get(request, *args, **kwargs)

    @property
    def updates(self) -> list[WeeklyUpdate]:
        return list({found.update.pk: found.update for found in [*self.clippings, *self.twins]}.values())

    @property
    def open_clippings(self) -> list[FoundClipping]:
        return [found for found in self.clippings if not found.is_withdrawn]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"clippings": self.open_clippings}

    def get_initial(self):
        names = self.request.GET.getlist("name")
        return {"names": "\n".join(names), "what": NAMES if self.request.GET.get("what") == NAMES else WHOLE}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        names = context["form"].names_asked()
        return context | {
            "clippings": self.open_clippings,
            "n_left_out": max(len(self.request.GET.getlist("clipping")) - MAX_CHOSEN, 0),
            "aftermath": [self.describe_aftermath(update, names) for update in self.updates],
            **self.describe_twins(),
        }

    def describe_twins(self) -> dict:
        """The same story elsewhere, each with whether it is ticked: at first, where it has the same address."""
        twins = twins_or_none(self.clippings)
        ticked = set(self.request.POST.getlist(TWIN))
        is_first = self.request.method != "POST"
        choices = [(twin, twin.has_same_address if is_first else twin.token in ticked) for twin in twins or ()]
        return {"twins": choices, "n_with_twins": len(self.open_clippings) + len(choices), "is_slow": twins is None}

    def ticked_twins(self) -> list[FoundClipping]:
        """What the form names of the same story elsewhere, with what goes along, and is not asked about itself."""
        tokens = self.request.POST.getlist(EVERY_TWIN if EVERYWHERE in self.request.POST else TWIN)
        asked = {found.token for found in self.clippings}
        return [found for found in find_chosen(tokens) if found.token not in asked]

    def describe_aftermath(self, update, names):
        own = [found for found in self.open_clippings if found.update.pk == update.pk]
        return describe_aftermath(update, own, names)

    def form_valid(self, form):
        names = form.cleaned_data["names"] if form.cleaned_data["what"] == NAMES else []
        clippings = [*self.open_clippings, *self.twins]
        made = withdraw(clippings, self.request.user, form.cleaned_data["reason"].strip(), names)
        if not made:
            messages.warning(self.request, "Nothing was left to withdraw: somebody has done it meanwhile.")
            return redirect(FIND)
        return redirect(DONE, made[0].pk)


class DoneView(WithdrawBase, TemplateView):
    """What was withdrawn together, and what cannot be called back."""

    page_title = "Withdrawn"
    template_name = "news/admin/withdrawals/done.html"

    def get_context_data(self, **kwargs):
        one = get_object_or_404(Withdrawal, pk=self.kwargs["pk"])
        together = list(Withdrawal.objects.filter(at=one.at, by=one.by).select_related("page"))
        found = find_withdrawn(together)
        twins = [each for each in twins_or_none(found.values()) or () if not (one.names and each.clipping.in_force)]
        same_again = build_query(one.names)
        return super().get_context_data(**kwargs) | {
            "withdrawals": together,
            "names": one.names,
            "twins": twins,
            "same_again": same_again,
            "same_of_all": f"{urlencode([('clipping', twin.token) for twin in twins])}&{same_again}",
            "checked": [check_names(each, found[each.key]) for each in together if each.names and each.key in found],
            "aftermath": [
                describe_aftermath(own[0].page, [found[each.key] for each in own if each.key in found], one.names, own)
                for own in by_issue(together)
            ],
        }


def build_query(names: list[str]) -> str:
    """What the page that asks is to fill in, so that it withdraws the same of other clippings."""
    query = urlencode({"what": NAMES if names else WHOLE, "name": names}, doseq=True)
    return query if len(query) <= MAX_SPELLINGS_LENGTH else urlencode({"what": NAMES})


def twins_or_none(clippings: Iterable[FoundClipping]) -> list[Twin] | None:
    """The same story elsewhere, as much as one form may have; None where looking for it took too long."""
    try:
        return find_twins(list(clippings))[:MAX_CHOSEN]
    except SearchTimeoutError:
        return None


def find_withdrawn(withdrawals: list[Withdrawal]) -> dict[str, FoundClipping]:
    """The clippings of withdrawals by their keys, those that their issues still have."""
    keys = {each.key for each in withdrawals}
    clippings = (found for own in by_issue(withdrawals) for found in all_clippings(own[0].page))
    return {found.key: found for found in clippings if found.key in keys}


def by_issue(withdrawals: list[Withdrawal]) -> list[list[Withdrawal]]:
    issues: dict[int, list[Withdrawal]] = {}
    for each in withdrawals:
        issues.setdefault(each.page_id, []).append(each)
    return list(issues.values())


class RestoreView(WithdrawBase, TemplateView):
    """Asks an administrator before readers have it again; a POST gives it back."""

    page_title = "Restore to readers"
    template_name = "news/admin/withdrawals/restore.html"
    header_icon = "rotate"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        self.withdrawal = get_object_or_404(Withdrawal.objects.in_force(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"withdrawal": self.withdrawal}

    def post(self, request, *args, **kwargs):
        restore(self.withdrawal, request.user)
        messages.success(request, f"Readers have “{self.withdrawal.headline}” again, wherever its issue is published.")
        return redirect(FIND)

"""The filter of the table: a form in the address, whose answer is the same for everybody who sees the same acts."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.coding.models import Act, Involvement
from cases.core.translated import in_language
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Group, Witness

from .acts import CaseView


class ActFilter(forms.Form):
    """Which acts: each box narrows the others. Codes are typed, since a case has thousands of them."""

    use_required_attribute = False

    family = forms.ChoiceField(label=gettext_lazy("Family"), required=False)
    category = forms.CharField(label=gettext_lazy("Code of a category, such as WGE-02"), required=False, max_length=20)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("all")), *Act.State.choices]
    )
    event = forms.CharField(label=gettext_lazy("Event, by its code"), required=False, max_length=20)
    actor = forms.ChoiceField(label=gettext_lazy("Actor"), required=False)
    victim = forms.CharField(
        label=gettext_lazy("Victim: a person or group, by its code"), required=False, max_length=20
    )
    teller = forms.CharField(label=gettext_lazy("Told by, by their code"), required=False, max_length=20)

    def __init__(self, *args: Any, view: CaseView, actors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view = view
        for box in self.fields.values():
            if isinstance(box, forms.CharField):
                box.widget.attrs.update({"autocomplete": "off", "size": 14, "spellcheck": "false"})
        self.fields["family"].choices = [("", _("all")), *families()]  # type: ignore[attr-defined]
        self.fields["actor"].choices = [("", _("all")), *actors]  # type: ignore[attr-defined]

    def clean_event(self) -> Any:
        return self._found(self.view.events.order_by(), "event")

    def clean_category(self) -> Any:
        return self._found(AbuseCategory.objects.filter(facet=AbuseCategory.Facet.ACT), "category")

    def clean_victim(self) -> Any:
        people = Witness.objects.visible_to(self.view.user).filter(case=self.view.case)
        groups = Group.objects.visible_to(self.view.user).filter(case=self.view.case)
        return self._found(groups if self._typed("victim").startswith("GRP") else people, "victim")

    def clean_teller(self) -> Any:
        return self._found(Witness.objects.visible_to(self.view.user).filter(case=self.view.case), "teller")

    def narrow(self, acts: QuerySet[Act]) -> QuerySet[Act]:
        """The acts that answer every box; all of them while a box cannot be read."""
        if not self.is_valid():
            return acts
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if "family" in chosen:
            acts = acts.filter(category__family__code=chosen["family"])
        if "actor" in chosen:
            seen = Involvement.objects.visible_to(self.view.user).filter(act=OuterRef("pk"))
            named = Q(actor=chosen["actor"]) | Q(actor__merged_into=chosen["actor"])
            acts = acts.filter(Exists(seen.filter(named)))
        if "victim" in chosen:
            acts = acts.filter(Exists(self.view.victims.filter(_of(chosen["victim"]), act=OuterRef("pk"))))
        if "teller" in chosen:
            acts = acts.filter(testimony__witness__person=chosen["teller"].person)
        same = {name: chosen[name] for name in ("category", "state", "event") if name in chosen}
        return acts.filter(**same)

    def _typed(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "").strip().upper()

    def _found(self, rows: QuerySet[Any], name: str) -> Any:
        """The record of a typed code; a code that leads nowhere is said to, and is never silently ignored."""
        typed = self._typed(name)
        if not typed:
            return None
        found = rows.filter(code=typed).first()
        if found is None:
            raise forms.ValidationError(
                _("There is no %(code)s here that you see: correct the code, or empty the box.") % {"code": typed}
            )
        return found


def families() -> list[tuple[str, str]]:
    """The families of acts by code, in the vocabulary's order. One statement."""
    found = AbuseCategory.objects.filter(facet=AbuseCategory.Facet.ACT, family=None).order_by("code")
    return [(one.code, f"{one.code} {in_language(one.labels)}") for one in found]


def _of(victim: Witness | Group) -> Q:
    """A group, or all records of one human being."""
    return Q(group=victim) if isinstance(victim, Group) else Q(witness__person=victim.person)

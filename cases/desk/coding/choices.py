"""Who, when and how sure: the choices beside the codes, which stay for the next code, and those of one act."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.accounts.models import User
from cases.coding.models import Act, Actor, Confidence, Involvement
from cases.core import sealing
from cases.core.quick_boxes import QUICK
from cases.core.quick_select import LongList, QuickSelect
from cases.core.staff_forms import EdtfField, text_box, text_line
from cases.desk.logging.details import named_places
from cases.intake.models import Testimony
from cases.vocabulary.models import Place
from cases.witnesses.models import Group, Witness

from .texts import REASON

GROUPS = 12
"""So many groups of the case can be ticked."""
NOT_SAID = ("", gettext_lazy("not said"))


@dataclass(frozen=True)
class Offer:
    """Who and where can be chosen in a testimony's case."""

    user: User
    testimony: Testimony
    victims: Mapping[str, tuple[Witness | Group, str]]
    actors: Mapping[str, tuple[Actor, str]]

    @property
    def usual(self) -> list[str]:
        """Whoever told it."""
        told = self.testimony.witness_id or self.testimony.group_id
        return [str(told)]

    @cached_property
    def places(self) -> list[tuple[str, str, str]]:
        """Name, code and kind of every place of the vocabulary, read once for all lists of the page."""
        return named_places()

    def places_of_acts(self) -> list[tuple[str, str]]:
        """What an act's list of places offers."""
        return [("", _("that of the labour situation")), *((code, name) for name, code, _kind in self.places)]


def offer(testimony: Testimony, user: User, *, named: bool = True) -> Offer:
    """What the boxes offer, in a fixed number of statements.

    ``named``: by names and descriptions, opened with one event each; else by codes, which is enough to read a form.
    """
    groups = _groups(testimony, user)
    actors = list(Actor.objects.visible_to(user).filter(case=testimony.case, merged_into=None))
    described = sealing.open_rows(groups, "description", by=user, reason=REASON) if named else {}
    names = sealing.open_rows(actors, "name", by=user, reason=REASON) if named else {}
    victims: dict[str, tuple[Witness | Group, str]] = {}
    if testimony.witness is not None:
        told = _("%(code)s, who told it") % {"code": testimony.witness.code}
        victims[str(testimony.witness.pk)] = (testimony.witness, told)
    for group in groups:
        victims[str(group.pk)] = (group, _of_group(group, described.get(group.pk) or ""))
    known = sorted(((one, names.get(one.pk) or one.code) for one in actors), key=lambda pair: pair[1].casefold())
    return Offer(user, testimony, victims, {str(one.pk): (one, name) for one, name in known})


def _groups(testimony: Testimony, user: User) -> list[Group]:
    """The case's newest groups: a case can have very many, the others are chosen by their codes."""
    newest = Group.objects.visible_to(user).filter(case=testimony.case).order_by("-created_at")[:GROUPS]
    return [*([testimony.group] if testimony.group else []), *(g for g in newest if g.pk != testimony.group_id)]


def _of_group(group: Group, description: str) -> str:
    return ": ".join(part for part in (group.code, description) if part) + f" ({number_of(group)})"


def number_of(group: Group) -> str:
    """How many a group is, in words; an unknown number is said to be unknown."""
    low, high = group.count_min, group.count_max
    if low is None and high is None:
        return _("number not known")
    if low == high and low is not None:
        return ngettext("%(count)s person", "%(count)s people", low) % {"count": low}
    if high is None:
        return _("at least %(count)s people") % {"count": low}
    if low is None:
        return _("at most %(count)s people") % {"count": high}
    return _("%(low)s to %(high)s people") % {"low": low, "high": high}


class PlaceField(forms.CharField):
    """One of the vocabulary's places, by its code. What is offered is read only when the box is drawn."""

    def to_python(self, value: Any) -> Place | None:  # type: ignore[override]
        if not value:
            return None
        self.run_validators(value)  # now, since a database refuses to look for some letters
        try:
            return Place.objects.get(code=value)
        except Place.DoesNotExist as unknown:
            raise ValidationError(_("This place is not known: choose one of the list.")) from unknown


class DeskForm(forms.Form):
    """Boxes that belong to the page's one form, wherever they stand: none of them is needed for every button."""

    use_required_attribute = False
    default_renderer = QUICK

    def __init__(self, *args: Any, offered: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        for box in self.fields.values():
            box.widget.attrs["form"] = "desk"


class ActForm(DeskForm):
    """The values of an act that is coded already."""

    state = forms.ChoiceField(
        label=gettext_lazy("What the words say of it"),
        choices=Act.State.choices,
        initial=Act.State.PRESENT,
        widget=forms.RadioSelect,
    )
    victims = forms.MultipleChoiceField(
        label=gettext_lazy("To whom"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = text_line(gettext_lazy("other people or groups, by their codes"), help_text=gettext_lazy("W-12, GRP-3"))
    method = text_box(gettext_lazy("method"), rows=2)
    date_as_said = text_line(gettext_lazy("when, in the words used"))
    date = EdtfField(label=gettext_lazy("when, as a date"))
    place = PlaceField(label=gettext_lazy("Place"), required=False, widget=QuickSelect)
    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure you are"),
        required=False,
        choices=[NOT_SAID, *Confidence.choices],
        widget=QuickSelect,
    )
    note = text_box(gettext_lazy("note"), rows=2)

    def __init__(self, *args: Any, offered: Offer, **kwargs: Any) -> None:
        super().__init__(*args, offered=offered, **kwargs)
        boxes: Any = self.fields
        boxes["place"].widget.choices = LongList(offered.places_of_acts)
        boxes["victims"].choices = [(key, label) for key, (_victim, label) in offered.victims.items()]
        self.initial.setdefault("victims", offered.usual)

    def clean_others(self) -> list[Witness | Group]:
        """Whoever is named by code; the action says what it thinks of somebody of another case."""
        codes = self.cleaned_data["others"].replace(",", " ").upper().split()
        found: dict[str, Witness | Group] = {}
        if codes:
            for model in (Witness, Group):
                found |= {one.code: one for one in model.objects.visible_to(self.offered.user).filter(code__in=codes)}
        if missing := [code for code in codes if code not in found]:
            text = _("%(code)s is not known: look the code up in the list of witnesses or groups.")
            raise ValidationError(text % {"code": missing[0]})
        return list(found.values())

    def act_values(self) -> dict[str, Any]:
        """What the actions take of an act, as far as somebody said it."""
        told = self.cleaned_data
        values = {name: told[name] for name in ("method", "place", "confidence", "note")}
        return {**values, "date": told["date"].said(told["date_as_said"])}

    def victims_chosen(self) -> list[Witness | Group]:
        """Nobody where the act is not present."""
        if self.cleaned_data["state"] != Act.State.PRESENT:
            return []
        chosen = [self.offered.victims[key][0] for key in self.cleaned_data["victims"]]
        return list({victim.pk: victim for victim in [*chosen, *self.cleaned_data["others"]]}.values())


class ChoicesForm(ActForm):
    """The same for the next codes, with who did it, and for a public source where it stands there and who said it."""

    actor = forms.ChoiceField(label=gettext_lazy("By whom"), required=False, widget=QuickSelect)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=Involvement.InvolvementRole.choices,
        initial=Involvement.InvolvementRole.CARRIED_OUT,
        widget=QuickSelect,
    )
    degree = forms.ChoiceField(
        label=gettext_lazy("How directly"),
        choices=Involvement.Degree.choices,
        initial=Involvement.Degree.DIRECT,
        widget=QuickSelect,
    )
    locator = text_line(gettext_lazy("where in the source"))
    attribution = text_line(gettext_lazy("said by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nobody named")), *((key, name) for key, (_actor, name) in self.offered.actors.items())]
        box: Any = self.fields["actor"]
        box.choices = choices
        self.initial.setdefault("locator", self.offered.testimony.locator)

    def actor_chosen(self) -> Actor | None:
        key = self.cleaned_data["actor"]
        return self.offered.actors[key][0] if key else None


class InvolvementForm(DeskForm):
    """One more who had a part in an act."""

    actor = forms.ChoiceField(label=gettext_lazy("Who else"), widget=QuickSelect)
    role = ChoicesForm.base_fields["role"]
    degree = ChoicesForm.base_fields["degree"]
    identified_by = text_line(gettext_lazy("recognised by"))
    confidence = ActForm.base_fields["confidence"]

    def __init__(self, *args: Any, offered: Offer, **kwargs: Any) -> None:
        super().__init__(*args, offered=offered, **kwargs)
        box: Any = self.fields["actor"]
        box.choices = [("", _("choose")), *((key, name) for key, (_actor, name) in offered.actors.items())]


def values_of(act: Act, offered: Offer) -> dict[str, Any]:
    """What an act's form shows at first; its method and note are opened with an event."""
    texts = sealing.open_record(act, ("method", "note"), by=offered.user, reason=REASON)
    victims = list(act.victims.all())
    others = [row.witness or row.group for row in victims if str(row.victim_uuid) not in offered.victims]
    return {
        "state": act.state,
        "victims": [str(row.victim_uuid) for row in victims if str(row.victim_uuid) in offered.victims],
        "others": ", ".join(str(one) for one in others),
        "method": texts["method"] or "",
        "note": texts["note"] or "",
        "date": act.date.to_edtf(),
        "date_as_said": act.date_as_said,
        "place": act.place.code if act.place else "",
        "confidence": act.confidence,
    }

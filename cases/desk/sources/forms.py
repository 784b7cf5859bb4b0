"""What is asked for when a source is registered, and when its text is pasted later."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core import permissions
from cases.core.plain_text import PlainTextField
from cases.core.staff_forms import ActionForm, EdtfField, text_box, text_line
from cases.evidence.actions import check_size_text
from cases.intake.models import Credibility, Reliability, Source

ATTACH = "evidence.attach_evidence"
MOST_LINES = 5000


class DayInput(forms.DateInput):
    """A day by the browser's own calendar, or typed where it has none."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TitledChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Records by code and title: a code alone says little to whoever chooses."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} · {obj.title}"


def source_text(**kwargs: Any) -> forms.CharField:
    """The box for a text as published."""
    help_text = _("Paste it whole, unchanged, with its line breaks: claims are cited by line. It is sealed.")
    box = text_box(_("text as published"), rows=16, help_text=help_text, **kwargs)
    box.widget.attrs["dir"] = "auto"
    return box


def check_lines(text: str) -> str:
    """The text, where it can be read line by line. Raises ValidationError with what to do."""
    if (count := len(text.splitlines())) > MOST_LINES:
        raise ValidationError(
            gettext(
                "This text has %(count)s lines, and this box holds %(most)s: paste the part that speaks of the case."
            )
            % {"count": count, "most": MOST_LINES}
        )
    return text


class TextForm(forms.Form):
    """The text of a source that was registered without it."""

    text = source_text(required=True)

    def clean_text(self) -> str:
        return check_lines(self.cleaned_data["text"])


class SourceForm(ActionForm):
    """Everything about a source on one page. Letter and digit are two questions, and are asked apart."""

    case = TitledChoice(Case.objects.all(), label=_("Case"))
    title = PlainTextField(longest=300, label=_("Title"), help_text=_("As published, in its own language."))
    publisher = PlainTextField(longest=200, label=_("Publisher"), required=False)
    author = PlainTextField(longest=200, label=_("Author"), required=False, help_text=_("Empty where none is named."))
    language = PlainTextField(
        longest=10,
        label=_("Language"),
        help_text=_("Its short code: en, ko, ru …"),
        widget=forms.TextInput(attrs={"size": 6, "autocapitalize": "none"}),
    )
    date_as_said = text_line(
        _("date of publication, in the words used"), help_text=_("Empty where the source gives none.")
    )
    date = EdtfField(label=_("date of publication, as a date"))
    url = forms.URLField(
        label=_("Address on the web"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"size": 60}),
    )
    retrieved_on = forms.DateField(label=_("Retrieved on"), required=False, widget=DayInput())
    file = forms.FileField(
        label=_("Own copy of the original"),
        required=False,
        allow_empty_file=True,
        help_text=_("The page or document as a file, up to 25 MB. It is sealed at once and never changed."),
    )
    obtained_how = text_line(_("from whom and how the file was obtained"))
    text = source_text()
    derived_from = TitledChoice(
        Source.objects.all(),
        label=_("Copied from"),
        required=False,
        empty_label=_("not known to be a copy"),
        help_text=_("The source that this one retells. Copies of one root confirm a fact once."),
    )
    reliability = forms.ChoiceField(
        label=_("The source: how reliable is it?"), choices=Reliability, widget=forms.RadioSelect, initial=Reliability.F
    )
    credibility = forms.ChoiceField(
        label=_("What it says: how credible is that?"),
        choices=Credibility,
        widget=forms.RadioSelect,
        initial=Credibility.UNKNOWN,
    )

    field_order = (
        "case", "kind", "title", "publisher", "author", "language", "date_as_said", "date", "url", "retrieved_on", "text",
        "file", "obtained_how", "derived_from", "reliability", "credibility",
    )  # fmt: skip

    class Meta:
        model = Source
        fields = ("kind",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cases: Any = self.fields["case"]
        cases.queryset = cases.queryset.filter(status=Case.Status.OPEN)
        if len(found := list(cases.queryset[:2])) == 1:
            self.initial.setdefault("case", found[0].pk)
        user: Any = self.request.user
        if not permissions.may(user, ATTACH):
            del self.fields["file"], self.fields["obtained_how"]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        return check_lines(text if text.strip() else "")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and (refusal := check_size_text(file.size)):
            raise ValidationError(refusal)
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        retrieved, published = values.get("retrieved_on"), values.get("date")
        if retrieved and retrieved > timezone.localdate():
            self.add_error(
                "retrieved_on", ValidationError(gettext("This day is still to come: give the day you saved it."))
            )
        elif retrieved and published and published.earliest and retrieved < published.earliest:
            words = gettext("It cannot have been retrieved before it was published: look at both dates.")
            self.add_error("retrieved_on", ValidationError(words))
        if values.get("obtained_how") and not values.get("file") and "file" not in self.errors:
            self.add_error("file", ValidationError(gettext("You say how the file was obtained: choose the file too.")))
        return values

    @property
    def lost_file(self) -> bool:
        """Whether a file came with a form that is shown again: browsers do not keep it."""
        return bool(self.is_bound and self.errors and self.files)


def source_form(request: HttpRequest, *, sent: bool = False) -> SourceForm:
    """The form, empty or as sent; the address may name the case and what is copied (``?case=…&derived_from=…``)."""
    kind = type("SourceForm", (SourceForm,), {"request": request, "may_change": True})
    asked = {name: request.GET[name] for name in ("case", "derived_from") if name in request.GET}
    form: SourceForm = kind(request.POST, request.FILES) if sent else kind(initial=asked)
    return form

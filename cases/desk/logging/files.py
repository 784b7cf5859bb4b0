"""Files that belong to the account: attached one by one, sealed at once."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.evidence.actions import attach_evidence, check_size_text

from .fields import StepForm, ToldField, line
from .interview import Interview
from .steps import Step, sent_by
from .writing import Forms


class FileForm(StepForm):
    """One file. Going on without one is as good."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("Up to 25 MB. It is sealed at once and never changed."),
        allow_empty_file=True,
    )
    description = ToldField(label=gettext_lazy("What it shows"), rows=2)
    obtained_how = line(gettext_lazy("From whom and how it was obtained"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and (refusal := check_size_text(file.size)):
            raise forms.ValidationError(refusal)
        return file

    def clean(self) -> dict[str, Any]:
        """Words about a file that was not chosen would be lost without a sentence."""
        values = super().clean() or self.cleaned_data
        described = values.get("description") or values.get("obtained_how")
        if described and "file" in values and not values["file"]:
            self.add_error(
                "file", _("Choose the file that these words are about: a browser forgets it when a page comes back.")
            )
        return values


def make_forms(interview: Interview, request: HttpRequest) -> Forms:
    """An empty form: what is attached is listed and never changed."""
    return {"file": FileForm(sent_by(request), request.FILES or None)}


def store(interview: Interview, sent: Forms) -> None:
    """Attach the file, where one was chosen."""
    values = sent["file"].cleaned_data
    file = values.pop("file")
    if file:
        testimony = interview.testimony
        attach_evidence(
            by=interview.user, case=testimony.case, testimony=testimony, content=file.read(), name=file.name, **values
        )


def state(interview: Interview) -> str:
    """In plain words, for the list of steps."""
    count = len(interview.files)
    return ngettext("%(count)s file", "%(count)s files", count) % {"count": count} if count else _("None attached")


STEP = Step("files", gettext_lazy("Files"), make_forms, store, state)

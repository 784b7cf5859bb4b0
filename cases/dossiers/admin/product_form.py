"""The form of a document: what kind, on which release, which parts of it, and the words of one's own."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.errors import Refused
from cases.core.staff_forms import ActionForm, text_box, text_line
from cases.core.translated import LANGUAGES, in_language
from cases.dossiers import products
from cases.dossiers.models import TEXTS, Product
from cases.published.models import PublishedRelease
from cases.reports.choice import Report
from cases.reports.common_sections import pickable
from cases.reports.kinds import REPORTS
from cases.reports.labels import Labels
from cases.reports.said import language

HELP: dict[str, Promise] = {
    "addressee": gettext_lazy(
        "As it stands in the title after “Review of”: “the Russian Federation”, “러시아 연방”, “Российской Федерации”."
    ),
    "asks": gettext_lazy("One a line, each beginning with a dash: who should do what by when."),
    "embargo": gettext_lazy("Until when it may not be used, with the hour and the place of the clock."),
}
ONE_LINE = ("addressee", "embargo")
IN = {"en": gettext_lazy("in English"), "ko": gettext_lazy("in Korean"), "ru": gettext_lazy("in Russian")}


def text_fields(name: str) -> tuple[str, ...]:
    """The boxes of one text, a language each."""
    return tuple(f"{name}_{one}" for one in LANGUAGES)


def named(report: Report, name: str) -> str:
    """What a text is called in this kind of document."""
    found = (section.name for section in report.sections if section.writes == name)
    return str(next(found, capfirst(Product._meta.get_field(name).verbose_name)))  # type: ignore[union-attr]


def _kinds() -> list[tuple[str, Any]]:
    """Each kind with what it is for."""
    return [
        (one.key, format_html("<strong>{}</strong> <span>{}</span>", one.name, one.purpose)) for one in REPORTS.values()
    ]


def _releases() -> list[tuple[str, Any]]:
    rows = PublishedRelease.objects.exclude(status=PublishedRelease.Status.WITHDRAWN).only("status").order_by("-slot")
    return [(row.pk, f"{row.pk} ({row.get_status_display()})") for row in rows]


class ProductForm(ActionForm):
    """A new document asks for its kind and its release only; the rest follows from them."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=_kinds, widget=forms.RadioSelect)
    release = forms.ChoiceField(label=gettext_lazy("Release whose figures it uses"), choices=_releases)
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Parts"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Beside these stand the parts that no such document may do without."),
    )  # fmt: skip
    tables = forms.MultipleChoiceField(
        label=gettext_lazy("Tables"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: the ones that the kind of document has by itself."),
    )  # fmt: skip
    figures = forms.CharField(
        label=gettext_lazy("Figures told one by one"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Their names out of the list of figures, one a line. Empty: the ones that stand out."),
    )  # fmt: skip
    quote = forms.ChoiceField(label=gettext_lazy("Quote"), required=False)
    word_limit = forms.IntegerField(
        label=gettext_lazy("Limit in words"), required=False, min_value=1, max_value=100_000,
        help_text=gettext_lazy(
            "The usual limit as far as we know, not verified: look into the current rules and change it. Without title, "
            "notes, tables and charts. A joint submission to the Universal Periodic Review may have more (5,630 as far "
            "as we know)."
        ),
    )  # fmt: skip
    translated = TEXTS
    fixed = ("case", "kind")

    class Meta:
        model = Product
        fields = ("case",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored:
            self._show_chosen(self.instance)
            self._choose_from(self.instance)
        else:
            self._begin()

    def values(self) -> dict[str, Any]:
        """What the action takes; a new document begins without words."""
        if not self.stored:
            return {name: self.cleaned_data[name] for name in ("case", "kind", "release")}
        values = super().values()
        if len(values["sections"]) == len(_sections(self.instance)):
            values["sections"] = None  # all of them, as before anybody chose: saved as it stands, nothing has changed
        values["figures"] = [line.strip().strip("[]") for line in values["figures"].splitlines() if line.strip()]
        return values

    def _begin(self) -> None:
        """Only what cannot be changed later is asked, with what most people choose: the current release, their one case."""
        for name in [name for name in self.fields if name not in ("case", "kind", "release")]:
            del self.fields[name]
        current = PublishedRelease.objects.filter(status=PublishedRelease.Status.CURRENT).values_list("pk", flat=True)
        cases = list(self.fields["case"].queryset[:2])  # type: ignore[attr-defined]
        self.initial.setdefault("release", current.first())
        if len(cases) == 1:
            self.initial.setdefault("case", cases[0].pk)

    def _show_chosen(self, product: Product) -> None:
        sections = [key for key, _name in _sections(product)]
        self.initial.update(
            {
                "kind": product.kind,
                "release": product.release,
                "sections": sections if product.sections is None else product.sections,
                "tables": product.tables,
                "figures": "\n".join(product.figures),
                "quote": product.quote,
                "word_limit": product.word_limit,
            }
        )

    def _choose_from(self, product: Product) -> None:
        releases = _releases()
        if product.release not in dict(releases):
            releases = [(product.release, _("%(release)s (withdrawn)") % {"release": product.release}), *releases]
        self.fields["release"].choices = releases  # type: ignore[attr-defined]
        self.fields["kind"].widget = forms.Select(choices=Product.Kind.choices)
        self.fields["sections"].choices = _sections(product)  # type: ignore[attr-defined]
        self.fields["tables"].choices = _tables(product)  # type: ignore[attr-defined]
        self.fields["quote"].choices = _quotes(product)  # type: ignore[attr-defined]
        for name in TEXTS:
            label = named(products.report_of(product), name)
            for one in LANGUAGES:
                self.fields[f"{name}_{one}"].label = f"{label}, {IN[one]}"


def _box(name: str, one: str) -> forms.CharField:
    """The box of a text in a language; its help stands once, below the first."""
    help_text = HELP.get(name, "") if one == LANGUAGES[0] else ""
    box = text_line("", help_text=help_text) if name in ONE_LINE else text_box("", rows=6, help_text=help_text)
    box.widget.attrs["lang"] = one
    return box


# Declared as if each stood in the class.
ProductForm.declared_fields.update({f"{name}_{one}": _box(name, one) for name in TEXTS for one in LANGUAGES})


def _sections(product: Product) -> list[tuple[str, Any]]:
    return [(one.key, one.name) for one in products.report_of(product).sections if not one.fixed]


def _tables(product: Product) -> list[tuple[str, str]]:
    """Those of its release; what was chosen before from another one stays to be seen and unticked."""
    try:
        release = products.release_of(product)
    except Refused:
        return [(key, key) for key in product.tables]
    labels = Labels(release, language())
    known = [(table.key, labels.table(table)) for table in pickable(release)]
    return known + [(key, key) for key in product.tables if key not in dict(known)]


def _quotes(product: Product) -> list[tuple[str, str]]:
    found = [(key, in_language(quote.text)) for key, quote in products.quotes().items()]
    gone = [(product.quote, _("(public no more)"))] if product.quote and product.quote not in dict(found) else []
    return [("", _("none")), *gone, *found]

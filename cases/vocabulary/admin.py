"""Staff pages to browse the vocabulary, edit labels and retire codes."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin
from cases.core.staff_forms import ActionForm, text_line
from cases.core.translated import LANGUAGES, in_language

from . import actions
from .models import AbuseCategory, LegalInstrument, Place, Sector, StateTreaty

_DRAFTS = _(
    "The Korean and Russian texts came as drafts, native review needed. The English text is the one that counts."
)


class CategoryForm(ActionForm):
    labels_en = text_line(_("label, English"), required=True)
    labels_ko = text_line(_("label, Korean"))
    labels_ru = text_line(_("label, Russian"))
    legal_basis_en = text_line(_("legal basis, English"))
    legal_basis_ko = text_line(_("legal basis, Korean"))
    legal_basis_ru = text_line(_("legal basis, Russian"))
    interview_signs_en = text_line(_("interview signs, English"))
    interview_signs_ko = text_line(_("interview signs, Korean"))
    interview_signs_ru = text_line(_("interview signs, Russian"))
    definition_shown = text_line(_("definition"), help_text=_("A code never changes its meaning: retire it instead."))
    translated = ("labels", "interview_signs", "legal_basis")

    class Meta:
        model = AbuseCategory
        fields = ("code", "facet", "family", "valid_to", "replaced_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["definition_shown"] = in_language(self.instance.definition)
        for name in ("code", "facet", "family", "definition_shown"):
            self.fields[name].disabled = True
        if self.instance.valid_to:
            self.fields["valid_to"].disabled = self.fields["replaced_by"].disabled = True

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {name: given[name] for name in self.translated}


@admin.register(AbuseCategory)
class AbuseCategoryAdmin(ActionAdmin):
    form = CategoryForm
    change_action = actions.edit_category
    record_argument = "category"
    fieldsets = (
        (None, {"fields": ("code", "facet", "family")}),
        (_("Definition"), {"fields": ("definition_shown",), "description": _DRAFTS}),
        (_("Labels"), {"fields": ("labels_en", "labels_ko", "labels_ru")}),
        (
            _("Interview signs"),
            {"fields": ("interview_signs_en", "interview_signs_ko", "interview_signs_ru"), "description": _DRAFTS},
        ),
        (
            _("Legal basis"),
            {"fields": ("legal_basis_en", "legal_basis_ko", "legal_basis_ru"), "description": _DRAFTS},
        ),
        (_("Retire"), {"fields": ("valid_to", "replaced_by")}),
    )
    list_display = ("code", "english", "korean", "russian", "facet", "legal_review", "restricted", "valid_to")
    list_filter = ("facet", ("family", admin.RelatedOnlyFieldListFilter), "legal_review", "restricted")
    search_fields = ("code", *(f"{text}__{language}" for text in ("labels", "legal_basis") for language in LANGUAGES))

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """Retiring comes first: when it is refused, the labels are not stored either."""
        if (on := form.cleaned_data.get("valid_to")) and obj.valid_to is None:
            replaced_by = form.cleaned_data["replaced_by"]
            actions.retire_category(by=request.user, category=obj, on=on, replaced_by=replaced_by)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("English"), ordering="code")
    def english(self, category: AbuseCategory) -> str:
        return str(category.labels.get("en", ""))

    @admin.display(description=_("Korean"))
    def korean(self, category: AbuseCategory) -> str:
        return str(category.labels.get("ko", ""))

    @admin.display(description=_("Russian"))
    def russian(self, category: AbuseCategory) -> str:
        return str(category.labels.get("ru", ""))


class BrowseAdmin(ActionAdmin):
    """Terms that are looked up and not changed here."""

    form = ActionForm
    search_fields = ("code", "labels__en", "labels__ko", "labels__ru")

    @admin.display(description=_("label"), ordering="code")
    def label(self, term: Any) -> str:
        return str(term)


@admin.register(Sector)
class SectorAdmin(BrowseAdmin):
    list_display = ("label",)


@admin.register(Place)
class PlaceAdmin(BrowseAdmin):
    list_display = ("label", "kind", "parent", "iso", "public_area")
    list_filter = ("kind", "public_area")
    list_select_related = ("parent",)


@admin.register(LegalInstrument)
class LegalInstrumentAdmin(BrowseAdmin):
    list_display = ("label", "kind", "year", "short_name")
    list_filter = ("kind",)


@admin.register(StateTreaty)
class StateTreatyAdmin(ActionAdmin):
    list_display = ("state", "instrument", "status", "from_year", "until", "verified", "note")
    list_filter = ("state", "status", "verified")
    search_fields = ("state__code", "instrument__code", "note")
    list_select_related = ("state", "instrument")

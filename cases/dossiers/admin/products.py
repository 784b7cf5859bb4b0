"""Staff pages of documents: one person drafts, another reads exactly what is sent and approves it, and files are kept."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cases.core import audit, permissions
from cases.core.admin import ActionAdmin, Step
from cases.core.errors import Refused
from cases.core.translated import LANGUAGES
from cases.documents import counting
from cases.documents.html import html_body
from cases.dossiers import actions, policies, products
from cases.dossiers.models import Product, ProductFile
from cases.published.data import Release
from cases.published.models import PublishedRelease
from cases.releases.quotes.scan import Hit
from cases.reports import said
from cases.reports.figure_sentences import Figure, Figures
from cases.reports.labels import Labels

from .product_form import ProductForm, named, text_fields

WITHDRAWN = PublishedRelease.Status.WITHDRAWN


@admin.register(Product)
class ProductAdmin(ActionAdmin):
    """The draft with its figures, its length, what is still missing, and the files that were made of it."""

    form = ProductForm
    change_form_template = "admin/cases/product_form.html"
    add_form_template = "admin/cases/product_add.html"
    add_action = actions.draft_product
    change_action = actions.edit_product
    steps = (
        Step(
            "approve", _("Approve"), actions.approve_product, lambda one: one.approved_at is None,
            takes=("content_sha256",),
        ),
        Step(
            "make", _("Make the file"), actions.make_product_file, lambda one: one.approved_at is not None,
            takes=("language", "form", "recipient"),
        ),
    )  # fmt: skip
    list_display = ("code", "case", "kind", "figures_of", "state", "drafted_by")
    list_filter = ("kind", "release")
    search_fields = ("code", "case__code")
    list_select_related = ("case", "drafted_by")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what has become of the release of each."""
        release = PublishedRelease.objects.filter(pk=OuterRef("release"))
        return super().get_queryset(request).annotate(release_status=Subquery(release.values("status")[:1]))

    @admin.display(description=_("release"), ordering="release")
    def figures_of(self, product: Any) -> str:
        """Whether its figures still stand shows in the list."""
        status = product.release_status and PublishedRelease.Status(product.release_status).label
        return f"{product.release} ({status})" if status else product.release

    @admin.display(description=_("state"))
    def state(self, product: Product) -> str:
        return str(_("in drafting") if product.approved_at is None else _("approved as it stands"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What its kind of document takes: no box that nothing would come of."""
        if obj is None:
            return [(None, {"fields": ("case", "kind", "release")})]
        report = products.report_of(obj)
        chosen = ["sections", *["tables"] * report.takes_tables, "figures", *["quote"] * report.takes_quote]
        return [
            (None, {"fields": (("case", "kind", "release"),)}),
            *(_text_fieldset(obj, name) for name in report.writes),
            (_("What it shows"), {"fields": (*chosen, "word_limit")}),
        ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        preview = path(
            "<path:object_id>/preview/<str:language>/", view(self.preview_view), name="cases_product_preview"
        )
        file = path("<path:object_id>/files/<int:number>/", view(self.file_view), name="cases_product_file")
        return [preview, file, *super().get_urls()]

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """A new document is written at once: to its own page."""
        return redirect("admin:cases_product_change", obj.pk)

    def step_answer(self, request: HttpRequest, step: Step, record: Any, result: Any) -> HttpResponseBase | None:
        if isinstance(result, ProductFile):
            messages.success(request, _("%(file)s is made and kept below.") % {"file": result.name})
            return None
        return super().step_answer(request, step, record, result)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        product = kwargs.get("obj")
        if product is None:
            context["without_release"] = not PublishedRelease.objects.exclude(status=WITHDRAWN).exists()
            return super().render_change_form(request, context, *args, **kwargs)
        answer: Any = super().render_change_form(request, context | self._about(request, product), *args, **kwargs)
        answer.context_data["title"] = product.get_kind_display()
        return answer  # type: ignore[no-any-return]

    def _about(self, request: HttpRequest, product: Product) -> dict[str, Any]:
        user: Any = request.user
        return {
            "standing": products.standing(product),
            **_made_of(product, figures=self.may_change(request, product)),
            "formats": ProductFile.Format.choices,
            "written": products.written_languages(product),
            "languages": _languages(),
            "files": product.files.select_related("product", "made_by").defer("content", "inputs"),
            "content_sha256": products.sha256(product),
            "wrote_it": user.pk in (product.drafted_by_id, product.changed_by_id),
            **_search(user, product),
        }

    def preview_view(self, request: HttpRequest, object_id: str, language: str) -> HttpResponse:
        """The document as it would be sent, or why it cannot be made yet."""
        product = self.get_object(request, object_id)
        if product is None or language not in LANGUAGES:
            raise Http404
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Preview of %(code)s") % {"code": product.code},
            "product": product,
            "opts": self.opts,
            "language": language,
            "languages": _languages(),
        }
        try:
            context["body"] = SafeString(html_body(products.document(product, language)))
        except Refused as refusal:
            context["refused"] = str(refusal)
        audit.record_shown(by=request.user, subject=product)  # type: ignore[arg-type]
        return TemplateResponse(request, "admin/cases/product_preview.html", context)

    def file_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """A file as it was made."""
        product = self.get_object(request, object_id)
        file = product and product.files.filter(number=number).first()
        if not file:
            raise Http404
        audit.exported(request.user, "productfile", 1, file.name)  # type: ignore[arg-type]
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
        return HttpResponse(bytes(file.content), content_type=products.MEDIA_TYPES[file.format], headers=headers)


def _languages() -> list[tuple[str, str]]:
    return [(one, get_language_info(one)["name_translated"]) for one in LANGUAGES]


def _text_fieldset(product: Product, name: str) -> tuple[str, dict[str, Any]]:
    """A text in its languages, side by side. One that nobody needs and nobody wrote is folded."""
    report = products.report_of(product)
    needed = name in products.needed(report)
    told = _("Needed in each language that is sent.") if needed else _("May stay empty: the document goes without it.")
    folded = not needed and not any(getattr(product, name).values())
    classes = ("texts", *["collapse"] * folded)
    return named(report, name), {"fields": (text_fields(name),), "description": told, "classes": classes}


def _made_of(product: Product, *, figures: bool) -> dict[str, Any]:
    """How long it is in each language, and for whoever writes the figures to name, from one reading of the release."""
    try:
        release = products.release_of(product)
    except Refused as refusal:
        return {"lengths": [{"name": name, "refused": refusal} for _code, name in _languages()]}
    return {
        "lengths": [_length(product, release, *one) for one in _languages()],
        "figures": _by_table(release) if figures else [],
    }


def _length(product: Product, release: Release, language: str, name: str) -> dict[str, Any]:
    """How long it is in a language, or why it cannot be made yet."""
    told: dict[str, Any] = {"code": language, "name": name}
    try:
        words = counting.words(products.document(product, language, release))
    except Refused as refusal:
        return {**told, "refused": refusal}
    left = product.word_limit - words if product.word_limit else 0
    return {**told, "words": words, "left": max(left, 0), "over": max(-left, 0)}


def _by_table(release: Release) -> list[tuple[str, list[Figure]]]:
    """Every shown figure by table, with the name that a placeholder gives it."""
    labels = Labels(release, said.language())
    titles = {table.key: labels.table(table) for table in release.tables}
    by_table: dict[str, list[Figure]] = {}
    for figure in Figures(release).shown.values():
        by_table.setdefault(titles.get(figure.table, figure.table), []).append(figure)
    return list(by_table.items())


def _search(user: Any, product: Product) -> dict[str, Any]:
    """What the search found in its words, for whoever may approve it and until it is approved."""
    if product.approved_at is not None or not permissions.may(user, "dossiers.scan_product"):
        return {"searched": False}
    found = actions.scan_product(by=user, product=product)
    return {"searched": True, "hits": _by_language(found), "betrays": bool(policies.serious(found))}


def _by_language(hits: list[Hit]) -> list[dict[str, Any]]:
    """The hits of each kind together, each once."""
    found: dict[tuple[str, Any], list[str]] = {}
    for hit in hits:
        found.setdefault((hit.language, hit.kind), []).append(hit.words)
    names = dict(_languages())
    return [
        {"language": language, "name": names[language], "kind": kind.label, "words": dict.fromkeys(words)}
        for (language, kind), words in found.items()
    ]

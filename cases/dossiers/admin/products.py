"""Staff pages of documents: one person drafts, another reads exactly what is sent and approves it, and files are kept."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
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
from cases.reports.figure_sentences import Figure, Figures

from .product_form import ProductForm, text_fields


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
    list_display = ("code", "case", "kind", "release", "state", "drafted_by")
    list_filter = ("kind", "release")
    search_fields = ("code", "case__code")
    list_select_related = ("case", "drafted_by")

    @admin.display(description=_("state"))
    def state(self, product: Product) -> str:
        return str(_("in drafting") if product.approved_at is None else _("approved as it stands"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What its kind of document takes: no box that nothing would come of."""
        if obj is None:
            return [(None, {"fields": ("case", "kind", "release")})]
        report = products.report_of(obj)
        chosen = [
            "sections",
            *["tables"] * report.takes_tables,
            "figures",
            *["quote"] * report.takes_quote,
            "word_limit",
        ]
        return [
            (None, {"fields": ("case", "kind", "release")}),
            *((_named(report, name), {"fields": text_fields(name)}) for name in report.writes),
            (_("What it shows"), {"fields": tuple(chosen)}),
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
        if product is not None:
            context |= self._about(request, product)
        return super().render_change_form(request, context, *args, **kwargs)

    def _about(self, request: HttpRequest, product: Product) -> dict[str, Any]:
        user: Any = request.user
        stored = self.get_object(request, str(product.pk))  # not what is typed in the form
        return {
            "standing": products.standing(stored),
            "lengths": list(_lengths(stored)),
            "figures": _figures(stored),
            "formats": ProductFile.Format.choices,
            "written": products.written_languages(stored),
            "languages": [(one, get_language_info(one)["name_translated"]) for one in LANGUAGES],
            "files": stored.files.select_related("product", "made_by").defer("content", "inputs"),
            "content_sha256": products.sha256(stored),
            "wrote_it": user.pk in (stored.drafted_by_id, stored.changed_by_id),
            **_search(user, stored),
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
            "languages": [(one, get_language_info(one)["name_translated"]) for one in LANGUAGES],
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


def _named(report: Any, name: str) -> Any:
    """What a text is called in this kind of document."""
    found = (section.name for section in report.sections if section.writes == name)
    return next(found, Product._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _lengths(product: Product) -> Iterator[dict[str, Any]]:
    """For each language how long the document is, or why it cannot be made yet."""
    for language in LANGUAGES:
        told: dict[str, Any] = {"code": language, "name": get_language_info(language)["name_translated"]}
        try:
            told["words"] = counting.words(products.document(product, language))
            told["over"] = bool(product.word_limit) and told["words"] > product.word_limit
        except Refused as refusal:
            told["refused"] = str(refusal)
        yield told


def _figures(product: Product) -> list[tuple[str, list[Figure]]]:
    """Every shown figure of its release, by table, with the name that a placeholder gives it."""
    try:
        release = products.release_of(product)
    except Refused:
        return []
    by_table: dict[str, list[Figure]] = {}
    for figure in Figures(release).shown.values():
        by_table.setdefault(figure.table, []).append(figure)
    return list(by_table.items())


def _search(user: Any, product: Product) -> dict[str, Any]:
    """What the search found in its words, for whoever may approve it and until it is approved."""
    if product.approved_at is not None or not permissions.may(user, "dossiers.scan_product"):
        return {"searched": False}
    found = actions.scan_product(by=user, product=product)
    return {"searched": True, "hits": found, "betrays": bool(policies.serious(found))}

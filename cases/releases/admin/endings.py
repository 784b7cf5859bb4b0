"""The pages of withdrawals of faulty releases, and of certificates of destroyed noise: read, never edited."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Step
from cases.core.staff_forms import ActionForm
from cases.core.translated import in_language
from cases.releases import actions
from cases.releases.models import NoiseCertificate, ReleaseWithdrawal


class WithdrawalForm(ActionForm):
    class Meta:
        model = ReleaseWithdrawal
        fields = ("draft", "reason")


def _waits(withdrawal: ReleaseWithdrawal) -> bool:
    return withdrawal.confirmed_at is None


@admin.register(ReleaseWithdrawal)
class ReleaseWithdrawalAdmin(ActionAdmin):
    """Proposed on the page of the release; a second person reads the note and confirms it here."""

    form = WithdrawalForm
    record_argument = "withdrawal"
    steps = (Step("confirm", _("Withdraw the release at once"), actions.confirm_release_withdrawal, _waits),)
    fields = ("draft", "reason", "in_english", "in_korean", "in_russian", "proposed", "confirmed", "confirmed_at")
    readonly_fields = ("in_english", "in_korean", "in_russian", "proposed", "confirmed", "confirmed_at")
    list_display = ("code", "draft", "reason", "confirmed_at")
    search_fields = ("code", "draft__code")
    list_select_related = ("draft",)

    @admin.display(description=_("note in English"))
    def in_english(self, withdrawal: ReleaseWithdrawal) -> str:
        return in_language(withdrawal.note, "en")

    @admin.display(description=_("note in Korean"))
    def in_korean(self, withdrawal: ReleaseWithdrawal) -> str:
        return in_language(withdrawal.note, "ko")

    @admin.display(description=_("note in Russian"))
    def in_russian(self, withdrawal: ReleaseWithdrawal) -> str:
        return in_language(withdrawal.note, "ru")

    # Names as words: their own pages are the administrator's.
    @admin.display(description=_("proposed by"))
    def proposed(self, withdrawal: ReleaseWithdrawal) -> str:
        return str(withdrawal.proposed_by)

    @admin.display(description=_("confirmed by"))
    def confirmed(self, withdrawal: ReleaseWithdrawal) -> str:
        return str(withdrawal.confirmed_by or _("nobody yet: it takes a second person"))


class CertificateForm(ActionForm):
    class Meta:
        model = NoiseCertificate
        fields = ("series",)


@admin.register(NoiseCertificate)
class NoiseCertificateAdmin(ActionAdmin):
    form = CertificateForm
    fields = ("series", "rows", "destroyed", "created_at", "backups_gone_on")
    readonly_fields = ("rows", "destroyed", "created_at", "backups_gone_on")
    list_display = ("code", "series", "created_at", "backups_gone_on")
    search_fields = ("code", "series__code")
    list_select_related = ("series",)

    @admin.display(description=_("destroyed by"))
    def destroyed(self, certificate: NoiseCertificate) -> str:
        return str(certificate.destroyed_by)

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("destroyed_by")

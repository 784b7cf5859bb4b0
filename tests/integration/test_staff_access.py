"""Every staff page, for nobody, for a stranger to the case, and for its team."""

from http import HTTPStatus

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from cases.accounts.models import User
from cases.core import permissions
from cases.core.admin import ActionAdmin
from cases.core.records import action_name
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page
from tests.integration.records import Records
from tests.integration.tables import READ_LOGS, row_counts
from tests.sign_in import signed_in

ADMINS = {model: one for model, one in admin.site._registry.items() if isinstance(one, ActionAdmin)}
EVERYBODYS = {"User", "IdentityLock", "AbuseCategory", "Sector", "Place", "LegalInstrument", "StateTreaty"}
"""Models that hang on no case."""
OF_RELEASES = {"Series", "ReleaseDraft", "ReleaseWithdrawal", "NoiseCertificate", "OutgoingFigure"}
"""Models that those who build or sign releases see (test_release_pages)."""
OF_A_CASE = [model for model in ADMINS if model.__name__ not in EVERYBODYS | OF_RELEASES]


def test_every_page_of_a_case_is_tried(records: Records) -> None:
    """A new staff page needs a record here."""
    assert {model.__name__ for model in OF_A_CASE} - {model.__name__ for model in records} == set()


def test_anonymous_is_sent_to_sign_in(records: Records, client: Client) -> None:
    """Lists, forms, records, histories and steps; by GET and by POST."""
    paths = [page(model, name) for model in ADMINS for name in ("changelist", "add")]
    for model in OF_A_CASE:
        paths += [page(model, name, records[model].pk) for name in ("change", "history")]
        paths += [page(model, "step", records[model].pk, step.name) for step in ADMINS[model].steps]
    before = row_counts()
    login = reverse("admin:login")
    open_to_all = []
    for path in [*paths, reverse("admin:index"), reverse("admin:jsi18n"), reverse("admin:password_change")]:
        for answer in (client.get(path), client.post(path, {"title": "x"})):
            if answer.status_code != HTTPStatus.FOUND or not answer.headers["Location"].startswith(login):
                open_to_all.append((path, answer.status_code))
    assert open_to_all == []
    assert row_counts() == before


def test_stranger_finds_nothing_of_the_case(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """A record one may not see answers like one that is not there; lists are empty; a guess by filter finds nothing."""
    client = sign_in(cast.stranger)
    wrong = {}
    for model in OF_A_CASE:
        record = records[model]
        for name in ("change", "history"):
            wrong[model.__name__, name] = client.get(page(model, name, record.pk)).status_code
        wrong[model.__name__, "save"] = client.post(page(model, "change", record.pk), {"title": "x"}).status_code
        listed = client.get(page(model, "changelist"))
        nothing = listed.status_code == HTTPStatus.NOT_FOUND or listed.context["cl"].result_count == 0
        wrong[model.__name__, "list"] = HTTPStatus.NOT_FOUND if nothing else HTTPStatus.OK
    assert {key: status for key, status in wrong.items() if status != HTTPStatus.NOT_FOUND} == {}


def test_stranger_is_offered_no_record_in_any_form(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """A drop-down is a list too."""
    client = sign_in(cast.stranger)
    codes = {str(record) for record in records.values()}
    leaks = {}
    for model in OF_A_CASE:
        answer = client.get(page(model, "add"))
        if answer.status_code == HTTPStatus.OK:
            text = answer.content.decode()
            leaks[model.__name__] = sorted(code for code in codes if f">{code}<" in text or f"{code}:" in text)
    assert {name: found for name, found in leaks.items() if found} == {}


DPOS = {"Withdrawal", "ErasureCertificate", "FollowUp"}
"""What the data-protection officer alone sees; a follow-up also whoever has to do it."""
ASKED_FOR = {"IdentityRequest", "IdentityExport"}
HIDDEN = {
    # What its team does not see of the case of ``records``: the evidence is the coder's, the group in no testimony.
    "interviewer": {
        "Event", "Act", "Actor", "Involvement", "CommandLink", "LabourSituation", "PressCaseDraft", "EvidenceItem", "IdentityExport",
        "Quote", "Intervention", "Product", "Assignment",
    },
    "coder": {"Identity", "RiskAssessment", "PressCaseDraft", "Intervention", "Product"} | ASKED_FOR,
    "lead": {"Identity"},
    "legal": {"Identity", "RiskAssessment", "PressCaseDraft", "MatchDecision", "Quote", "Intervention", "Product", "Assignment"} | ASKED_FOR,
    "advocacy": {"Identity", "RiskAssessment", "EvidenceItem", "Passage", "Group", "MatchDecision", "Quote", "Assignment", "Flag"} | ASKED_FOR,
    "dpo": set[str](),
}  # fmt: skip
HIDDEN = {role: hidden | (DPOS if role != "dpo" else set()) for role, hidden in HIDDEN.items()}


@pytest.mark.parametrize("role", HIDDEN)
def test_team_sees_what_the_table_lets_each_role_see(cast: Cast, records: Records, sign_in: SignIn, role: str) -> None:
    client = sign_in(getattr(cast, role))
    found = {}
    for model in OF_A_CASE:
        pages = [client.get(page(model, name, records[model].pk)).status_code for name in ("change", "history")]
        listed = client.get(page(model, "changelist"))
        rows = listed.context["cl"].result_list if listed.status_code == HTTPStatus.OK else []
        found[model.__name__] = {*pages, HTTPStatus.OK if records[model].pk in [r.pk for r in rows] else 404}
    assert {name for name, statuses in found.items() if statuses == {HTTPStatus.NOT_FOUND}} == HIDDEN[role]
    assert {name for name, statuses in found.items() if statuses == {HTTPStatus.OK}} == set(found) - HIDDEN[role]


@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "legal", "advocacy", "dpo", "administrator"])
def test_form_for_a_new_record_opens_to_who_holds_its_action(cast: Cast, sign_in: SignIn, role: str) -> None:
    user: User = getattr(cast, role)
    client = sign_in(user)
    for model, one in ADMINS.items():
        action = type(one).add_action
        if model.__name__ == "ReleaseDraft":
            held = permissions.may(user, "releases.freeze_slot")  # the first step of a build
        else:
            held = action is not None and permissions.may(user, action_name(action))
        if model.__name__ == "Testimony":
            held = held or permissions.may(user, "intake.log_testimony")
        expected = HTTPStatus.OK if held else HTTPStatus.NOT_FOUND
        assert client.get(page(model, "add")).status_code == expected, model


@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "legal", "advocacy", "dpo"])
def test_accounts_are_for_the_administrator(cast: Cast, sign_in: SignIn, role: str) -> None:
    client = sign_in(getattr(cast, role))
    for path in (page(User, "changelist"), page(User, "add"), page(User, "change", cast.dpo.pk)):
        assert client.get(path).status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND), path
    assert sign_in(cast.administrator).get(page(User, "changelist")).status_code == HTTPStatus.OK


def test_administrator_sees_no_case(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """Who runs the machine holds no right over content (brief 6.4)."""
    client = sign_in(cast.administrator)
    for model in OF_A_CASE:
        assert client.get(page(model, "change", records[model].pk)).status_code == HTTPStatus.NOT_FOUND, model


def test_nothing_is_deleted_at_staff_pages(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """Neither from the record's page nor by the list's bulk action."""
    client = sign_in(cast.coder)
    before = row_counts(without=READ_LOGS)
    for model in OF_A_CASE:
        pk = str(records[model].pk)
        assert client.post(page(model, "delete", pk), {"post": "yes"}).status_code in (403, 404), model
        client.post(page(model, "changelist"), {"action": "delete_selected", "_selected_action": [pk], "post": "yes"})
    assert row_counts(without=READ_LOGS) == before


def test_reading_changes_no_record(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """Every page by GET, by those who see least and most; only the chain and sessions grow."""
    before = row_counts(without=READ_LOGS)
    for member in (cast.interviewer, cast.dpo):
        client = sign_in(member)
        client.get(reverse("admin:index"))
        for model in OF_A_CASE:
            for name in ("changelist", "add"):
                client.get(page(model, name))
            for name in ("change", "history"):
                client.get(page(model, name, records[model].pk))
    assert row_counts(without=READ_LOGS) == before


def test_post_without_a_csrf_token_is_refused(cast: Cast, records: Records) -> None:
    client = signed_in(cast.coder, client=Client(enforce_csrf_checks=True))
    for model in OF_A_CASE:
        assert client.post(page(model, "change", records[model].pk), {}).status_code == HTTPStatus.FORBIDDEN, model


def test_staff_pages_run_our_own_scripts_only(cast: Cast, records: Records, sign_in: SignIn) -> None:
    client = sign_in(cast.coder)
    for model in OF_A_CASE:
        answer = client.get(page(model, "change", records[model].pk))
        policy = {rule.split()[0]: rule.split()[1:] for rule in answer.headers["Content-Security-Policy"].split(";")}
        assert policy["script-src"] == ["'self'"], model
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_staff_pages_are_kept_in_no_cache(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """They show opened texts: nothing of them stays on a shared machine."""
    client = sign_in(cast.interviewer)
    for model in OF_A_CASE:
        answer = client.get(page(model, "change", records[model].pk))
        assert "no-store" in answer.headers.get("Cache-Control", ""), model

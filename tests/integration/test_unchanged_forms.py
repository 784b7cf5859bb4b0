"""Saving a page as it stands changes nothing: no revision, no event, no sealed text of another making."""

from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import FollowUp
from cases.coding.actions import (
    CommandValues,
    GivenName,
    describe_labour_situation,
    link_command,
    register_actor,
)
from cases.coding.models import Act
from cases.core.admin import ActionAdmin
from cases.core.models import AuditEvent, Revision
from cases.core.partial_dates import parse
from cases.desk.actions import withdraw
from cases.intake.actions import record_context_figure, register_source, return_testimony
from cases.witnesses.actions import register_group
from tests.conftest import Cast
from tests.drafting import drafted
from tests.freezing import freeze_as_a_release_would
from tests.integration.conftest import SignIn, page
from tests.intervening import recorded
from tests.quoting import proposed, quotable
from tests.sample_release import sample_release

WRITES = AuditEvent.objects.exclude(action="sealed.open")
STAFF_WITH_FORMS = sorted(
    model.__name__ for model, one in admin.site._registry.items() if isinstance(one, ActionAdmin) and one.change_action
)


def as_posted(form: Form) -> dict[str, Any]:
    """What a browser sends back of a form that nobody touched; locked boxes are not sent."""
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if field.disabled or value in (None, "", False):
            continue
        prepared = field.prepare_value(value)
        sent[name] = [str(one) for one in prepared] if isinstance(prepared, list) else str(prepared)
    return sent


def team_rows(answer: HttpResponse) -> dict[str, Any]:
    """The management form of inlines, with its rows as they stand."""
    rows: dict[str, Any] = {}
    for inline in answer.context["inline_admin_formsets"]:  # type: ignore[attr-defined]
        formset = inline.formset
        rows |= {f"{formset.prefix}-{name}": value for name, value in formset.management_form.initial.items()}
        for form in formset.initial_forms:
            for name, field in form.fields.items():
                if value := form.get_initial_for_field(field, name):
                    rows[form.add_prefix(name)] = str(value)
    return rows


@pytest.mark.parametrize("name", STAFF_WITH_FORMS)
def test_unchanged_form_changes_nothing(name: str, cast: Cast, act: Act, sign_in: SignIn) -> None:
    record, by = _record_and_editor(name, cast, act)
    browser, address = sign_in(by), page(type(record), "change", record.pk)
    shown = browser.get(address)
    before = (Revision.objects.count(), WRITES.count())
    answer = browser.post(address, as_posted(shown.context["adminform"].form) | team_rows(shown))
    assert answer.status_code == 302, answer.context["errors"]
    assert (Revision.objects.count(), WRITES.count()) == before


def _record_and_editor(name: str, cast: Cast, act: Act) -> tuple[models.Model, User]:
    """A stored record of a kind, and somebody who may change it now."""
    model = next(m for m in admin.site._registry if m.__name__ == name)
    assert act.testimony is not None
    if name == "Testimony":
        return return_testimony(by=cast.coder, testimony=act.testimony, return_reason="again"), cast.interviewer
    if name == "User":
        return cast.coder, cast.administrator
    if name == "FollowUp":
        witness = act.testimony.witness
        assert witness is not None
        given = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", scopes=["S2"])
        return FollowUp.objects.get(subject_uuid=given.pk), cast.dpo
    if name == "AbuseCategory":
        return act.category, cast.administrator
    if name == "Intervention":
        return recorded(cast, act.event.case), cast.advocacy
    if name == "Product":
        freeze_as_a_release_would(sample_release())
        return drafted(cast, act.event.case), cast.advocacy
    return _made(name, cast, act) or model._default_manager.all()[0], cast.coder


def _made(name: str, cast: Cast, act: Act) -> models.Model | None:
    case = act.event.case
    if name == "LabourSituation":
        assert act.testimony is not None
        return describe_labour_situation(
            by=cast.coder, case=case, witness=act.testimony.witness, hours_min=18, hours_basis="stated", task="x"
        )
    if name == "Quote":
        return proposed(cast, quotable(cast, case))
    if name in ("Actor", "CommandLink"):
        given = [GivenName("x2"), GivenName("x3", "alias")]
        over = register_actor(by=cast.coder, case=case, kind="unknown", name="o")
        actor = register_actor(by=cast.coder, case=case, kind="unknown", name="x", names=given, parent=over)
        values: CommandValues = {"note": "x", "date": parse("2019/..")}
        link = link_command(by=cast.coder, superior=over, subordinate=actor, basis="inferred", **values)
        return actor if name == "Actor" else link
    if name == "Group":
        return register_group(by=cast.coder, case=case, count_min=2, count_max=3, count_basis="listed", description="x")
    if name in ("Source", "ContextFigure"):
        source = register_source(by=cast.coder, case=case, kind="press", title="T", language="en", cites=["a", "b"])
        figure = record_context_figure(by=cast.coder, source=source, kind="statement", measure={"en": "m"}, locator="1")
        return source if name == "Source" else figure
    return None

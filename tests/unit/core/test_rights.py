"""The declared table of rights: whole, enforced, and drawn as it is."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from cases.casework.models import VERIFIED_STATES, CaseRecordQuerySet
from cases.core import permissions, privacy
from cases.core.admin import ActionAdmin
from cases.core.allowed import ALLOWED
from cases.core.rights import BEHIND_GLASS, READABLE, Role, Scope, Section
from cases.core.rights_table import drawing
from cases.intake.models import Status
from tests.conftest import Cast
from tests.sign_in import signed_in


def test_every_section_stands_in_the_table() -> None:
    assert set(READABLE) == set(Section)
    assert all(holders for holders in READABLE.values())


def test_every_record_with_a_page_has_a_section() -> None:
    for model, one in admin.site._registry.items():
        assert isinstance(one, ActionAdmin)
        assert model.section in Section, model  # type: ignore[attr-defined]


def test_whatever_hangs_on_a_case_is_reached_through_it() -> None:
    """A sealed column of a model without a reach could be opened past the teams."""
    for model in privacy.own_models():
        if hasattr(model, "reach"):
            assert isinstance(model._default_manager.all(), CaseRecordQuerySet), model


def test_verified_states_are_states() -> None:
    assert set(VERIFIED_STATES) < set(Status.values)


def test_identities_stay_behind_glass_and_out_of_reach() -> None:
    assert Section.IDENTITY not in BEHIND_GLASS
    assert set(READABLE[Section.IDENTITY]) == {Role.INTERVIEWER, Role.DPO}
    assert READABLE[Section.IDENTITY][Role.INTERVIEWER] == Scope.OWN


def test_an_administrator_reads_no_content() -> None:
    """Who runs the machine holds no right over what witnesses told (design, section 4)."""
    readable = {section for section, holders in READABLE.items() if Role.ADMINISTRATOR in holders}
    assert readable == {Section.STAFF, Section.VOCABULARY}


def test_the_widest_of_several_roles_counts(cast: Cast) -> None:
    class Both:
        pk = cast.lead.pk
        role_set = frozenset({Role.INTERVIEWER, Role.LEAD})

    assert permissions.readable(Both(), Section.TESTIMONY) == Scope.TEAM
    assert permissions.scope(Both(), "intake.submit_testimony") == Scope.OWN


def test_the_drawing_in_docs_is_the_table() -> None:
    assert (Path(settings.BASE_DIR) / "docs" / "rights.md").read_text(encoding="utf-8") == drawing()


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_everybody_reads_the_table(cast: Cast, role: str) -> None:
    shown = signed_in(getattr(cast, role)).get(reverse("admin:rights")).content.decode()
    for name in ALLOWED:
        assert f"<code>{name}</code>" in shown, name

"""The team of a case is changed on the case's page, by its lead, in one action."""

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core.models import AuditEvent
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page
from tests.integration.test_unchanged_forms import as_posted, team_rows


def test_lead_takes_one_off_the_team_and_puts_one_on(cast: Cast, case: Case, sign_in: SignIn) -> None:
    browser, address = sign_in(cast.coder), page(Case, "change", case.pk)
    shown = browser.get(address)
    rows = team_rows(shown)
    leaves = next(name for name, value in rows.items() if value == str(cast.legal.pk)).removesuffix("-user")
    new = f"members-{rows['members-INITIAL_FORMS']}"
    changes = {f"{leaves}-DELETE": "on", f"{new}-user": str(cast.stranger.pk)}
    answer = browser.post(address, as_posted(shown.context["adminform"].form) | rows | changes)
    assert answer.status_code == 302
    team = set(User.objects.filter(memberships__case=case))
    assert cast.stranger in team
    assert cast.legal not in team
    assert len(team) == 6
    assert AuditEvent.objects.filter(action="casework.set_case_members").count() == 2  # the fixture's and this one

"""No page, list, history or notification tells a coder what another coder of the same interview found, or who it is.

The second coder walks every staff page there is. Nothing that the first coder made may be named on it, by key or code,
nor any of their words; and the first coder's name may stand nowhere more often than that of a colleague who holds the
same role on the same team and has coded nothing. The same holds the other way round, until both have finished.
"""
# ruff: noqa: F811 (fixtures of another module)

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver, reverse

from cases.accounts.models import User
from cases.casework.actions import comment, give_work, raise_flag, take_work
from cases.casework.models import Case
from cases.coding import selection
from cases.coding.actions import Span, code_passages, describe_event, edit_act, edit_event, finish_coding, remove_act
from cases.coding.models import Act, Actor, Event, Involvement, LabourSituation, Passage
from cases.core import url_policies
from cases.core.errors import NotAllowed
from cases.core.models import Row
from cases.core.privacy import own_models
from cases.desk.start.queue import ORDER
from cases.intake.models import Testimony
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.sampling import sample
from tests.sign_in import signed_in
from tests.twice_coded import HOURS, MARK, PAPERS, PRIMA, SECUNDA, Twice, coder_named, once, twice  # noqa: F401

pytestmark = pytest.mark.usefixtures("vocabulary", "everything_is_chosen")
COLLEAGUE = "tertia"
FILLED = {
    "<slug:label>": ["testimony", "witness"],
    "<slug:name>": [make.__name__ for make in ORDER],
    "<slug:what>": ["comment"],
}
OWN_PAGES = (Testimony, Witness, Case, Event, Act, Actor, LabourSituation)
"""What pages beside the records' own are about."""
OF_ACCOUNTS = ("user", "abusecategory", "sector", "place", "legalinstrument")
"""Pages of whole lists, the same for everybody: of people, and of the vocabulary."""


def addresses() -> Iterator[str]:
    """Every staff page there is, of every record that is stored, whoever may see it."""
    keys = {
        model: [str(row.pk) for row in model._base_manager.all()[:30]]
        for model in own_models()
        if issubclass(model, Row)
    }
    for route, _view in url_policies.routes(get_resolver()):
        if not route.startswith("staff/") or "logout" in route or "jsi18n" in route:
            continue
        model = next((one for one in keys if f"/cases/{one._meta.model_name}/" in f"/{route}"), None)
        if model is not None and model._meta.model_name in OF_ACCOUNTS:
            continue
        keys_of = keys[model] if model is not None else [key for one in OWN_PAGES for key in keys[one]]
        yield from _filled(route, keys_of)


def _filled(route: str, keys: list[str]) -> Iterator[str]:
    parameters = re.findall(r"<[^>]+>", route)
    choices = [FILLED.get(one, keys if "uuid" in one or "object_id" in one else ["x"]) for one in parameters]
    for values in itertools.product(*choices):
        address = route
        for parameter, value in zip(parameters, values, strict=True):
            address = address.replace(parameter, value, 1)
        if "(" not in address:
            yield f"/{address}"


def made_by(user: User) -> set[str]:
    """The keys and codes of what a coder made, and of the events that only they speak of."""
    rows: list[Any] = [*Act.in_every_round.filter(coded_by=user), *Passage.objects.filter(marked_by=user)]
    rows += Involvement.objects.filter(act__coded_by=user)
    rows += Event.objects.filter(acts__coded_by=user).distinct()
    assert len(rows) > 3
    return {str(row.pk) for row in rows} | {row.code for row in rows if hasattr(row, "code")}


def told(reader: User, other: User, mark: str = MARK) -> list[str]:
    """What a walk over every page tells the reader about the other coder (``make test`` takes every fourth)."""
    client = signed_in(reader)
    client.raise_request_exception = False
    marks, found, shown = made_by(other), [], 0
    for address in sample(addresses(), 4):
        answer = client.get(address)
        if answer.status_code >= 400:
            assert answer.status_code < 500 or answer.status_code == 503, address
        shown += answer.status_code == 200
        text = answer.content.decode(errors="replace").replace(address, "")
        words = {mark for mark in marks if re.search(rf"\b{re.escape(mark)}\b", text) and mark not in address}
        if words or mark in text or text.count(other.username) != text.count(COLLEAGUE):
            found.append(
                f"{answer.status_code} {address}: {sorted(words)[:3]} {text.count(other.username)}/{text.count(COLLEAGUE)}"
            )
    assert shown > 10
    return found


@pytest.fixture
def talked(cast: Cast, case: Case, once: Twice) -> Twice:
    """The first coder has taken work, commented, flagged and mentioned; a colleague on the team has done nothing."""
    coder_named(cast, case, COLLEAGUE)
    comment(by=once.first, subject=once.testimony, text=f"coded, {MARK}", mentions=[once.second])
    assert once.testimony.witness is not None
    comment(by=once.first, subject=once.testimony.witness, text=f"coded too, {MARK}", mentions=[once.second])
    raise_flag(by=once.first, subject=once.testimony, kind="look_again", why=MARK)
    return once


@pytest.mark.slow
def test_before_and_while_the_second_coder_reads_nothing_tells_them(talked: Twice) -> None:
    assert told(talked.second, talked.first) == []
    talked.take()
    talked.code(talked.second, "WRK-01", HOURS)
    talked.code(talked.second, "CTL-02", PAPERS)
    assert told(talked.second, talked.first) == []


@pytest.mark.slow
def test_the_first_coder_is_not_told_either(talked: Twice) -> None:
    talked.take()
    talked.code(talked.second, "WRK-01", HOURS)
    talked.code(talked.second, "CTL-02", PAPERS)
    comment(by=talked.second, subject=talked.testimony, text="qxsecondqx", mentions=[talked.first])
    assert told(talked.first, talked.second, "qxsecondqx") == []


@pytest.mark.slow
def test_nor_is_a_coder_told_before_the_first_one_has_finished(
    cast: Cast, case: Case, submitted: Testimony, everything_is_chosen: None
) -> None:
    prima, secunda, _tertia = (coder_named(cast, case, name) for name in (PRIMA, SECUNDA, COLLEAGUE))
    given = give_work(by=cast.lead, subject=submitted, task="code", given_to=prima)
    assert given.given_to == prima
    take_work(by=prima, subject=submitted, task="code")
    for place, category in ((HOURS, "WRK-01"), (PAPERS, "CTL-01")):
        chosen = AbuseCategory.objects.get(code=category)
        code_passages(by=prima, testimony=submitted, spans=[Span("account", *place)], category=chosen, note=MARK)
    comment(by=prima, subject=submitted, text=MARK, mentions=[secunda])
    assert told(secunda, prima) == []


def test_when_both_have_finished_both_see_both(twice: Twice) -> None:
    for user in (twice.first, twice.second):
        answer = signed_in(user).get(reverse("admin:compare_codings", args=[twice.testimony.pk]))
        text = answer.content.decode()
        assert "agree on 1 of 3" in text
        assert PRIMA in text
        assert SECUNDA in text
        assert MARK in text


def test_the_history_says_when_it_is_shown(once: Twice) -> None:
    address = page(Testimony, "history", once.testimony.pk)
    answer = signed_in(once.second).get(address)
    assert answer.status_code == 403
    assert "when both codings are finished" in answer.content.decode()


def test_and_shows_it_then(twice: Twice) -> None:
    answer = signed_in(twice.second).get(page(Testimony, "history", twice.testimony.pk))
    assert PRIMA in answer.content.decode()


def test_a_lead_who_does_not_code_sees_the_first_coding(cast: Cast, once: Twice) -> None:
    assert Act.objects.visible_to(cast.lead).filter(testimony=once.testimony).count() == 3
    assert signed_in(cast.lead).get(page(Testimony, "history", once.testimony.pk)).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["coded_by__exact={first}", "double_coding__exact=first", "coded_at__isnull=False", "coded_by__username=prima"],
)
def test_a_list_is_not_filtered_by_who_coded_or_why_it_is_read_twice(once: Twice, query: str) -> None:
    answer = signed_in(once.second).get(page(Testimony, "changelist") + "?" + query.format(first=once.first.pk))
    assert answer.status_code in (302, 400, 404)


@pytest.mark.parametrize(
    "query", ["q=CTL-01", "state__exact=present", "category__family__uuid__exact={family}", "q=TST"]
)
def test_a_list_of_acts_counts_nothing_that_is_hidden(once: Twice, query: str) -> None:
    family = AbuseCategory.objects.get(code="CTL-01").family_id
    answer = signed_in(once.second).get(page(Act, "changelist") + "?" + query.format(family=family))
    assert answer.context is None or answer.context["cl"].result_count == 0


def test_a_step_on_what_is_hidden_says_the_same_as_on_what_is_not_there(cast: Cast, case: Case, once: Twice) -> None:
    act = Act.objects.filter(coded_by=once.first)[0]
    theirs, nobodys = Event.objects.filter(acts=act)[0], describe_event(by=cast.coder, case=case)
    said = []
    for call in (
        lambda: remove_act(by=once.second, act=act),
        lambda: edit_act(by=once.second, act=act, category=act.category, state="unclear"),
        lambda: edit_event(by=once.second, event=theirs, summary="x"),
    ):
        with pytest.raises(NotAllowed) as refusal:
            call()
        said.append(str(refusal.value))
    assert set(said) == {"You are not on this case's team: ask its lead to add you."}
    assert edit_event(by=once.second, event=nobodys, summary="x").pk == nobodys.pk


def test_the_name_of_who_codes_is_in_no_refusal(cast: Cast, case: Case, submitted: Testimony) -> None:
    prima, secunda = (coder_named(cast, case, name) for name in (PRIMA, SECUNDA))
    take_work(by=prima, subject=submitted, task="code")
    with pytest.raises(Exception, match="somebody else already") as refusal:
        take_work(by=secunda, subject=submitted, task="code")
    assert PRIMA not in str(refusal.value)


def test_what_counts_is_not_hidden_for_good(
    cast: Cast, case: Case, submitted: Testimony, act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not chosen: every coder of the team sees the codes again."""
    monkeypatch.setattr(selection, "FIRST", 0)
    monkeypatch.setattr(selection, "SHARE", 0.0)
    secunda = coder_named(cast, case, SECUNDA)
    assert not Act.objects.visible_to(secunda).exists()
    finish_coding(by=cast.coder, testimony=submitted)
    assert Act.objects.visible_to(secunda).count() == 1

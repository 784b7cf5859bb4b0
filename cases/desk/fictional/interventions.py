"""Fictional interventions of a demonstration: invented addressees, marked as such, and what came of each.

The mark is "invented" and not "fictional": fictional employers are named so, and a text that names one is not published.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core.demonstration import check_is_demonstration
from cases.core.partial_dates import parse
from cases.core.permissions import Role
from cases.core.translated import LANGUAGES
from cases.dossiers import publication
from cases.dossiers.actions import publish_intervention, record_intervention
from cases.dossiers.models import Intervention
from cases.published.models import PublishedRelease
from cases.releases.models import PREPARATION_DAYS

Words = tuple[str, str, str]
"""In English, Korean and Russian."""


@dataclass(frozen=True)
class Told:
    """One intervention; ``days_ago`` says when, from today."""

    kind: str
    days_ago: int
    addressee: Words
    summary: Words
    outcome: str
    reply: Words | None = None


TOLD = (
    Told(
        Intervention.Kind.LETTER,
        175,
        ("A labour inspectorate (invented)", "근로감독 기관(가상)", "Инспекция труда (вымышленная)"),
        (
            "We sent the inspectorate the published figures and asked it to look at who holds the passports of foreign workers, and at the dormitories.",
            "공개된 수치를 보내고, 외국인 노동자의 여권을 누가 보관하는지와 숙소를 살펴 달라고 요청했습니다.",
            "Мы направили инспекции опубликованные данные и попросили проверить, у кого хранятся паспорта иностранных рабочих, и в каком состоянии общежития.",
        ),
        Intervention.Outcome.REPLIED,
        (
            "“The matter has been passed to our branch offices.”",
            "“이 사안을 각 지부에 전달했습니다.”",
            "«Вопрос передан нашим отделениям».",
        ),
    ),
    Told(
        Intervention.Kind.UN,
        100,
        (
            "A special procedure of the United Nations (invented submission)",
            "유엔 특별절차(가상의 제출)",
            "Специальная процедура ООН (вымышленное обращение)",
        ),
        (
            "We submitted what people described about wages that were kept back and about leave that was denied, with the method and its limits.",
            "임금을 받지 못하고 휴가를 거부당했다는 진술을 조사 방법과 그 한계와 함께 제출했습니다.",
            "Мы представили то, что люди рассказали об удержанной зарплате и об отказе в отпуске, вместе с описанием метода и его пределов.",
        ),
        Intervention.Outcome.WAITING,
    ),
    Told(
        Intervention.Kind.COMPANY,
        30,
        ("A building company (invented)", "건설 회사(가상)", "Строительная компания (вымышленная)"),
        (
            "We asked the company to publish who employs the workers on its sites and who receives their wages.",
            "현장 노동자를 누가 고용하고 임금을 누가 받는지 공개하라고 회사에 요청했습니다.",
            "Мы попросили компанию обнародовать, кто нанимает рабочих на её стройках и кто получает их зарплату.",
        ),
        Intervention.Outcome.REFUSED,
        (
            "The company answered that it does not speak about its contractors.",
            "회사는 하청 업체에 관해서는 밝히지 않는다고 답했습니다.",
            "Компания ответила, что не говорит о своих подрядчиках.",
        ),
    ),
)


def make_interventions(*, case: Case, staff: Mapping[Role, User]) -> None:
    """Record the fictional interventions in a case of fictional people, and publish them. Raises Refused in an office."""
    check_is_demonstration()
    for told in TOLD:
        day = timezone.localdate() - dt.timedelta(told.days_ago)
        intervention = record_intervention(
            by=staff[Role.ADVOCACY],
            case=case,
            kind=told.kind,
            addressee=told.addressee[0],
            date=parse(f"{day:%Y-%m}"),
            outcome=told.outcome,
            release=_newest_by(day),
            public_addressee=_words(told.addressee),
            public_summary=_words(told.summary),
            public_reply=_words(told.reply) if told.reply else {},
        )
        shown = publication.sha256(publication.content(intervention))
        publish_intervention(by=staff[Role.LEAD], intervention=intervention, content_sha256=shown)


def _words(texts: Words) -> dict[str, str]:
    return dict(zip(LANGUAGES, texts, strict=True))


def _newest_by(day: dt.date) -> str:
    """The release that a step of this day could use; none before the first."""
    found = PublishedRelease.objects.filter(slot__lte=day - dt.timedelta(PREPARATION_DAYS)).order_by("-slot").first()
    return found.pk if found else ""

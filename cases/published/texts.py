"""Fixed texts that exist in three languages as data: they also go into files, where no catalogue is at hand."""

from cases.published.data import Words

CAVEAT = {
    "en": (
        "These figures describe only the people whose accounts we hold. They were not chosen at random, and people "
        "who are still under control cannot speak. The figures do not show how common an abuse is among all workers. "
        "A change over time may only reflect whom we were able to reach. “Not reported” does not mean “did not happen”."
    ),
    "ko": (
        "이 수치는 우리가 보유한 진술의 당사자들만을 나타냅니다. 이들은 무작위로 선정되지 않았으며, 지금도 통제 아래 있는 "
        "사람들은 말할 수 없습니다. 따라서 전체 노동자 가운데 해당 침해가 얼마나 흔한지를 보여 주지 않습니다. 시기별 변화는 "
        "우리가 만날 수 있었던 사람들의 차이일 수 있습니다. '보고되지 않음'은 '일어나지 않음'을 뜻하지 않습니다."
    ),
    "ru": (
        "Эти данные относятся только к людям, чьи свидетельства у нас есть. Они не отобраны случайно, а те, кто остаётся "
        "под контролем, говорить не могут. Поэтому цифры не показывают, насколько распространено нарушение среди всех "
        "работников. Изменения во времени могут отражать лишь то, с кем нам удалось встретиться. «Не сообщалось» не "
        "значит «не было»."
    ),
}
"""The convenience-sample warning that stands beside every figure made from accounts."""

_BLUR = {
    "en": (
        "Figures are deliberately blurred. Even someone who already knew every other testimony and kept every version "
        "in {kept} could guess whether one person’s testimony is included only about {recognised} times in 100 "
        "({after_withdrawal} if that person later withdraws); pure chance is 50. Small groups are not shown (hiding is "
        "not the protection; the blur is). Small shown numbers tend to be slightly too high. Totals may not add up."
    ),
    "ko": (
        "수치는 의도적으로 흐리게 처리되었습니다. 다른 모든 증언을 이미 알고 {kept}의 모든 판을 보관한 사람이라도 특정인의 "
        "증언이 포함되어 있는지를 100번 중 약 {recognised}번만 맞힐 수 있습니다(그 사람이 나중에 철회하면 {after_withdrawal}번). "
        "순전한 우연은 50번입니다. 작은 집단은 표시하지 않습니다(보호하는 것은 숨김이 아니라 흐림입니다). 표시된 작은 수는 "
        "실제보다 조금 큰 경향이 있습니다. 합계가 맞지 않을 수 있습니다."
    ),
    "ru": (
        "Числа намеренно размыты. Даже тот, кто уже знает все остальные свидетельства и сохранил все версии {kept}, "
        "угадает, учтено ли свидетельство одного человека, лишь примерно в {recognised} {cases} из 100 (в "
        "{after_withdrawal}, если человек позже отзовёт согласие); чистая случайность — 50. Малые группы не показаны "
        "(защищает не сокрытие, а размытие). Показанные малые числа обычно немного завышены. Суммы могут не сходиться."
    ),
}

_KEPT = {
    "en": ("this series", "this series and the earlier ones ({series} in all)"),
    "ko": ("이 시리즈", "이 시리즈와 앞선 시리즈(모두 {series}개)"),
    "ru": ("этой серии", "этой серии и прежних (всего серий: {series})"),
}
"""What an adversary has kept: of the first series, and of a later one with the same people."""


def blur(*, recognised: int, after_withdrawal: int, series: int) -> Words:
    """What the public is told about the blur: chances in 100, and how many series ran with the same people."""
    kept = {
        language: (first if series == 1 else later).format(series=series) for language, (first, later) in _KEPT.items()
    }
    # Russian: "в 61 случае", but "в 69 случаях" and "в 71 случае".
    cases = "случае" if recognised % 10 == 1 else "случаях"
    numbers = {"recognised": recognised, "after_withdrawal": after_withdrawal, "cases": cases}
    return {language: text.format(kept=kept[language], **numbers) for language, text in _BLUR.items()}


BLUR = blur(recognised=69, after_withdrawal=72, series=1)
"""The same for the default promise (lifetime μ = 1 over 12 releases) of a first series."""

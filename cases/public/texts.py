"""Fixed texts that exist in three languages as data: they also go into files, where no catalogue is at hand."""

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

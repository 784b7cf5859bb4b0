"""Violence, threats and reprisals. Nothing is told in more detail than its code needs."""

from .telling import Telling, Texts

T = Telling

TEXTS = {
    "PHY-02": Texts(
        T("맞거나 모욕을 당하는", "being beaten or humiliated"),
        (
            T("일이 늦다고 {who}가 때린 적이 있습니다.", "{who} once hit me because the work was slow."),
            T("졸다가 들키면 손찌검을 당했습니다.", "If one was caught dozing, one was struck."),
            T("여러 사람 앞에서 욕을 듣고 무릎을 꿇은 일이 있습니다.", "I was cursed and made to kneel in front of the others."),
        ),
        (
            T("동료들이 {who}에게 맞는 것을 보았습니다.", "I saw co-workers being hit by {who}."),
            T("잠이 든 동료를 때려서 깨우는 것을 여러 번 보았습니다.", "Several times I saw sleeping co-workers woken with blows."),
        ),
    ),
    "PHY-03": Texts(
        T("벌로 밥이나 잠을 빼앗기는", "losing meals or sleep as a punishment"),
        (
            T("계획을 못 채운 날에는 저녁을 주지 않았습니다.", "On days when the plan was missed there was no supper."),
            T("벌이라며 밤에 재우지 않고 일을 시켰습니다.", "As a punishment they kept us working at night without sleep."),
        ),
    ),
    "SGB-04": Texts(
        T("원하지 않는 말과 행동을 겪는", "unwanted words and conduct"),
        (
            T("{who}가 원하지 않는 말을 거듭했습니다. 더는 말하고 싶지 않습니다.", "{who} said unwanted things again and again. I do not want to say more."),
            T("원하지 않는 일을 겪었고 자세한 것은 말하지 않겠습니다.", "I experienced something unwanted and will not go into detail."),
        ),
    ),
    "RET-02": Texts(
        T("돌려보내겠다는 위협을 받는", "being threatened with being sent back"),
        (
            T("말을 듣지 않으면 바로 돌려보내겠다고 했습니다.", "They said that anyone who did not obey would be sent back at once."),
            T("불평하면 귀국 명단에 올린다는 말을 자주 들었습니다.", "I often heard that whoever complained would be put on the list for return."),
            T("돌려보내면 어떻게 될지 알지 않느냐고 {who}가 말했습니다.", "{who} said: you know what happens to you if you are sent back."),
        ),
    ),
    "REP-01": Texts(
        T("협박을 당하는", "being threatened"),
        (
            T("문제를 일으키면 가만두지 않겠다는 말을 들었습니다.", "I was told that I would pay for it if I made trouble."),
            T("규칙을 어기면 위에 보고하겠다고 {who}가 을렀습니다.", "{who} threatened to report us to the authorities if we broke a rule."),
            T("도망치면 끝까지 찾아낸다는 말을 모임 때마다 들었습니다.", "At every meeting we were told that whoever ran away would be found."),
        ),
    ),
    "REP-02": Texts(
        T("가족을 들먹이며 위협하는", "threats that name the family"),
        (
            T("집에 남은 사람들을 생각하라는 말은 협박으로 들렸습니다.", "Being told to think of those left at home sounded like a threat."),
            T("제가 잘못하면 식구들이 힘들어진다고 했습니다.", "They said that things would go badly for my people if I did wrong."),
        ),
    ),
    "PHY-04": Texts(
        T("한 사람 때문에 모두가 벌을 받는", "everybody being punished for one person"),
        (
            T("한 사람이 규칙을 어기면 조 전체가 벌을 받았습니다.", "When one person broke a rule, the whole team was punished."),
            T("누가 사라진 뒤에 모두의 외출을 막고 몫을 깎았습니다.", "After somebody disappeared, all of us were kept in and our shares were cut."),
        ),
    ),
}  # fmt: skip

"""What of a fictional account may be quoted in public: a sentence of it, and its coarsened texts in three languages.

Written by hand, as a coder would: no number, name, place or date; nothing that only one person could have said, and in
Russian no ending that tells a man from a woman. Each text says the same as the sentence or less.
"""

from typing import NamedTuple


class Quoted(NamedTuple):
    """Words of an account as they stand there, and what the public reads of them."""

    original: str
    en: str
    ko: str
    ru: str


Q = Quoted

QUOTED: dict[str, tuple[Quoted, ...]] = {
    "REC-06": (
        Q("거절하면 먹고살 길이 끊긴다는 것을 모두 알고 있었습니다.",
          "Everybody knew that whoever refused would have nothing to live on.",
          "거절하면 먹고살 길이 없다는 것을 누구나 알고 있었습니다.",
          "Все знали: откажешься – жить будет не на что."),
        Q("말이 통하지 않고 서류도 없으니 그곳을 벗어나서는 살 방법이 없었습니다.",
          "Without the language and without papers there was no way to live anywhere else.",
          "말도 통하지 않고 서류도 없으니 다른 데서는 살 방법이 없었습니다.",
          "Без языка и без документов жить где-то ещё было невозможно."),
    ),
    "REC-01": (
        Q("떠나기 전에 들은 임금과 실제 임금은 전혀 달랐습니다.",
          "The pay that was promised before we left had nothing to do with the real pay.",
          "떠나기 전에 들은 임금과 실제 임금은 아주 달랐습니다.",
          "Плата, о которой говорили до отъезда, не имела ничего общего с настоящей."),
        Q("깨끗한 기숙사를 준다고 했는데 가 보니 그런 곳은 없었습니다.",
          "They promised clean rooms. There were none.",
          "깨끗한 숙소를 준다고 했지만 그런 곳은 없었습니다.",
          "Обещали чистое жильё. Его не было."),
    ),
    "WGE-06": (
        Q("계약서를 본 적이 없고 얼마를 받기로 했는지도 몰랐습니다.",
          "I never saw a contract, and I did not know what pay had been agreed.",
          "계약서를 본 적이 없고 얼마를 받게 되는지도 몰랐습니다.",
          "Договора мне не показывали. О какой плате договорились, мне было неизвестно."),
        Q("모르는 말로 쓰인 종이에 이름만 적었습니다.",
          "I only put my name on a paper in a language that I did not know.",
          "모르는 말로 쓰인 종이에 이름만 적었습니다.",
          "Моя подпись стоит на бумаге, написанной на непонятном мне языке."),
    ),
    "CTL-01": (
        Q("일터와 숙소를 둘러싼 울타리 밖으로는 나갈 수 없었습니다.",
          "We could not go beyond the site and the quarters.",
          "일터와 숙소 밖으로는 나갈 수 없었습니다.",
          "Выходить за пределы места работы и жилья было нельзя."),
        Q("밤에는 문을 밖에서 잠갔습니다.",
          "At night the door was locked from outside.",
          "밤이면 밖에서 문이 잠겼습니다.",
          "На ночь дверь запирали снаружи."),
    ),
    "CTL-06": (
        Q("동료끼리 서로 지켜보고 보고하게 했습니다.",
          "They made us watch one another and report.",
          "동료끼리 서로 지켜보고 보고하게 했습니다.",
          "Нас заставляли следить друг за другом и докладывать."),
        Q("복도와 식당에 카메라가 있어 늘 누군가 보고 있다고 느꼈습니다.",
          "There were cameras. I felt watched all the time.",
          "카메라가 있어서 늘 누군가 보고 있다고 느꼈습니다.",
          "Там были камеры. Всё время казалось, что кто-то смотрит."),
    ),
    "CTL-09": (
        Q("다른 일터로 옮기는 것은 생각할 수도 없었습니다.",
          "Moving to another workplace was unthinkable.",
          "일터를 옮기는 것은 생각할 수도 없었습니다.",
          "О том, чтобы сменить место работы, нельзя было и думать."),
    ),
    "CTL-03": (
        Q("밖의 사람이 말을 걸어도 대답하지 말라는 규칙이 있었습니다.",
          "There was a rule not to answer when outsiders spoke to us.",
          "밖의 사람이 말을 걸어도 대답하지 말라는 규칙이 있었습니다.",
          "Было правило: не отвечать, если с тобой заговорит посторонний."),
        Q("현지 사람과 말을 섞으면 벌을 준다고 했습니다.",
          "They said that whoever talked to local people would be punished.",
          "현지 사람과 이야기하면 벌을 준다고 했습니다.",
          "Говорили, что за разговоры с местными накажут."),
    ),
    "CTL-04": (
        Q("손전화를 가진 것이 들키면 빼앗기고 비판을 받았습니다.",
          "Whoever was found with a phone lost it and was criticised.",
          "손전화가 들키면 빼앗기고 비판을 받았습니다.",
          "Найденный телефон отбирали, а его владельца критиковали."),
    ),
    "CTL-08": (
        Q("집 소식을 물어도 잘 있다는 말만 들었습니다.",
          "When I asked about home, I was only told that they were well.",
          "집 소식을 물으면 잘 있다는 말만 들었습니다.",
          "На вопросы о доме мне отвечали только, что там всё хорошо."),
    ),
    "PHY-02": (
        Q("졸다가 들키면 손찌검을 당했습니다.",
          "Whoever was caught dozing was struck.",
          "졸다가 들키면 맞았습니다.",
          "Если замечали, что кто-то задремал, его били."),
    ),
    "RET-02": (
        Q("말을 듣지 않으면 바로 돌려보내겠다고 했습니다.",
          "They said that whoever did not obey would be sent back at once.",
          "말을 듣지 않으면 바로 돌려보내겠다고 했습니다.",
          "Говорили: кто не слушается, того сразу отправят назад."),
        Q("불평하면 귀국 명단에 올린다는 말을 자주 들었습니다.",
          "I often heard that whoever complained would be put on the list for return.",
          "불평하면 귀국 명단에 올린다는 말을 자주 들었습니다.",
          "Мне часто говорили, что за жалобы внесут в список на возвращение."),
    ),
    "REP-01": (
        Q("도망치면 끝까지 찾아낸다는 말을 모임 때마다 들었습니다.",
          "At the meetings we were told that whoever ran away would be found.",
          "모임 때마다 도망치면 끝까지 찾아낸다는 말을 들었습니다.",
          "На собраниях нам говорили, что беглеца всё равно найдут."),
    ),
    "WRK-06": (
        Q("하루 몫을 못 채우면 밤에 남아서 끝내야 했습니다.",
          "Whoever missed the day's quota had to stay at night and finish.",
          "하루 몫을 못 채우면 밤에 남아서 끝내야 했습니다.",
          "Кто не выполнил дневную норму, оставался доделывать ночью."),
    ),
    "REC-02": (
        Q("조직의 지시였기 때문에 못 간다는 말은 할 수 없었습니다.",
          "It was an order. We could not say no.",
          "지시였기 때문에 못 간다는 말은 할 수 없었습니다.",
          "Это было указание, отказаться было нельзя."),
    ),
    "CTL-05": (
        Q("여권을 달라고 했지만 필요 없다는 대답만 들었습니다.",
          "I asked for my passport and was only told that I did not need it.",
          "여권을 달라고 했지만 필요 없다는 대답만 들었습니다.",
          "На просьбу вернуть паспорт мне отвечали только, что он мне не нужен."),
        Q("제 손에는 도장이 찍힌 종이 한 장만 남았습니다.",
          "All that was left to me was a paper with a stamp.",
          "제 손에는 도장이 찍힌 종이만 남았습니다.",
          "На руках у меня осталась только бумага с печатью."),
    ),
    "WGE-03": (
        Q("달마다 정해진 계획분을 먼저 바쳐야 했습니다.",
          "Every month the plan sum had to be handed over first.",
          "달마다 정해진 계획분을 먼저 바쳐야 했습니다.",
          "Каждый месяц прежде всего нужно было сдать плановую сумму."),
        Q("일감이 없는 달에도 바칠 돈은 줄지 않았습니다.",
          "When there was no work, the sum to hand over did not shrink.",
          "일감이 없어도 바칠 돈은 줄지 않았습니다.",
          "Когда работы не было, сумма, которую надо сдать, не уменьшалась."),
    ),
    "WGE-02": (
        Q("제 몫은 장부에만 적히고 돌아갈 때 준다고 했습니다.",
          "My share was only written in a book. They said that it would be paid on return.",
          "제 몫은 장부에만 적혔습니다. 돌아갈 때 준다고 했습니다.",
          "Мою долю только записывали в книгу. Говорили, что отдадут при возвращении."),
        Q("장부에 적힌 돈을 실제로 받은 적은 없습니다.",
          "I never in fact received the money that was written in the book.",
          "장부에 적힌 돈을 실제로 받은 적은 없습니다.",
          "Денег, записанных в книге, мне на деле так и не выдали."),
    ),
    "WGE-01": (
        Q("일이 끝나야 준다며 임금을 미루었습니다.",
          "They put off the wages, saying they would come when the work was finished.",
          "일이 끝나야 준다며 임금을 미루었습니다.",
          "Плату откладывали: говорили, что её дадут, когда работа закончится."),
    ),
    "WGE-05": (
        Q("일할수록 빚이 늘어나는 것 같았습니다.",
          "It seemed that the more I worked, the more I owed.",
          "일할수록 빚이 늘어나는 것 같았습니다.",
          "Казалось: чем больше работаешь, тем больше долг."),
    ),
    "REC-03": (
        Q("뽑히기 위해 낸 돈을 갚는 데 아주 오래 걸렸습니다.",
          "It took very long to pay back what I gave to be chosen.",
          "뽑히려고 낸 돈을 갚는 데 아주 오래 걸렸습니다.",
          "Деньги, отданные за то, чтобы меня отобрали, пришлось возвращать очень долго."),
    ),
    "WRK-04": (
        Q("짓다 만 건물 안에 자리를 깔고 잤습니다.",
          "We slept on mats inside an unfinished building.",
          "짓다 만 건물 안에서 자리를 깔고 잤습니다.",
          "Спали на подстилках в недостроенном здании."),
    ),
    "WRK-03": (
        Q("보호 장비도 없이 위험한 자리에서 일했습니다.",
          "I worked at dangerous spots without any protection.",
          "보호 장비도 없이 위험한 자리에서 일했습니다.",
          "Работать приходилось в опасных местах, без всякой защиты."),
    ),
    "WRK-05": (
        Q("밥과 국뿐이었고 양이 적어 늘 배가 고팠습니다.",
          "There was so little to eat that I was always hungry.",
          "먹을 것이 적어 늘 배가 고팠습니다.",
          "Еды было так мало, что всегда хотелось есть."),
    ),
    "WRK-01": (
        Q("아침 해가 뜨기 전에 나가 밤늦게 돌아왔고",
          "We left before sunrise and came back late at night.",
          "아침 해가 뜨기 전에 나가 밤늦게 돌아왔습니다.",
          "Уходили до восхода солнца и возвращались поздно ночью."),
    ),
    "WRK-02": (
        Q("점심 먹는 시간 말고는 앉아 쉴 틈이 없었습니다.",
          "Apart from lunch there was no moment to sit down.",
          "점심시간 말고는 앉아 쉴 틈이 없었습니다.",
          "Кроме обеда, присесть было некогда."),
        Q("쉬고 싶다고 말하면 계획을 못 채운다고 나무랐습니다.",
          "Whoever asked for rest was blamed for missing the plan.",
          "쉬고 싶다고 하면 계획을 못 채운다고 나무랐습니다.",
          "Того, кто просил отдыха, упрекали в срыве плана."),
    ),
}  # fmt: skip
"""By category: at most two sentences each."""

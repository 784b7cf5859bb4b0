"""Working and living conditions, injury and health."""

from .telling import Telling, Texts

T = Telling

TEXTS = {
    "WRK-01": Texts(
        T("하루 종일 지나치게 오래 일하는", "working far too long a day"),
        (
            T("하루에 {hours} 일했습니다.", "I worked {hours} a day."),
            T("아침 해가 뜨기 전에 나가 밤늦게 돌아왔고, {hours} 일한 셈입니다.", "We left before sunrise and came back late at night, which makes {hours} of work."),
            T("{season}에도 {hours} 일하는 것이 보통의 하루였습니다.", "In {season} too, an ordinary day was {hours} of work."),
        ),
    ),
    "WRK-02": Texts(
        T("쉬는 날도 없이 일하는", "working without days off"),
        (
            T("쉬는 날은 명절 하루뿐이었고 그마저 일할 때가 많았습니다.", "The only day off was a holiday, and even then we often worked."),
            T("점심 먹는 시간 말고는 앉아 쉴 틈이 없었습니다.", "Apart from lunch there was no moment to sit down."),
            T("쉬고 싶다고 말하면 계획을 못 채운다고 나무랐습니다.", "If one asked for rest, they blamed one for missing the plan."),
        ),
    ),
    "WRK-06": Texts(
        T("할당량을 못 채워 벌을 받는", "being punished for missing the quota"),
        (
            T("하루 몫을 못 채우면 밤에 남아서 끝내야 했습니다.", "Whoever missed the day's quota had to stay at night and finish."),
            T("계획을 못 하면 여러 사람 앞에 세워 놓고 꾸짖었습니다.", "If the plan was missed, one was made to stand before everybody and scolded."),
            T("{who}가 날마다 작업량을 적고 모자라면 몫을 깎았습니다.", "{who} wrote down the output every day and cut our share if it fell short."),
        ),
    ),
    "WRK-03": Texts(
        T("안전 장비 없이 위험하게 일하는", "dangerous work without protection"),
        (
            T("보호 장비도 없이 위험한 자리에서 일했습니다.", "I worked at dangerous spots without any protection."),
            T("장갑과 안전모는 몇 개뿐이라 돌려 가며 썼습니다.", "There were only a few gloves and helmets, which we took in turns."),
            T("어두운 밤에도 불빛 없이 기계를 다루게 했습니다.", "Even in the dark they made us handle the machines without light."),
            T("처음 보는 기계였지만 아무도 가르쳐 주지 않았습니다.", "I had never seen the machine before, and nobody showed me."),
        ),
    ),
    "WRK-04": Texts(
        T("사람이 살기 힘든 숙소에서 지내는", "living in quarters unfit for people"),
        (
            T("컨테이너 하나에 {n}명이 잤고 벌레가 많았습니다.", "{n} of us slept in one container, and there were many insects."),
            T("짓다 만 건물 안에 자리를 깔고 잤습니다.", "We slept on mats inside an unfinished building."),
            T("{season}에는 물이 새고 추워서 옷을 입은 채로 잤습니다.", "In {season} it leaked and was cold, so we slept in our clothes."),
            T("좁은 방에 이층 침대를 놓고 {n}명이 함께 지냈습니다.", "There were bunk beds in a small room for {n} of us."),
        ),
    ),
    "WRK-05": Texts(
        T("먹을 것과 씻을 물이 모자라는", "lacking food and water for washing"),
        (
            T("밥과 국뿐이었고 양이 적어 늘 배가 고팠습니다.", "There was only rice and soup, and so little that I was always hungry."),
            T("씻을 물이 모자라 한 달에 한두 번밖에 몸을 씻지 못했습니다.", "There was so little water that we could wash only once or twice a month."),
            T("마실 물을 끓일 연료도 따로 사야 했습니다.", "Even the fuel to boil drinking water we had to buy ourselves."),
        ),
    ),
    "HLT-01": Texts(
        T("일하다가 다치는", "being injured at work"),
        (
            T("일하다가 다쳐서 여러 날 움직이지 못했습니다.", "I was hurt at work and could not move for several days."),
            T("무거운 것을 옮기다가 손을 다쳤습니다.", "I hurt my hand while carrying something heavy."),
            T("미끄러운 바닥에서 넘어져 몸을 다쳤습니다.", "I fell on a slippery floor and was hurt."),
        ),
        (
            T("같이 일하던 동료 가운데 다친 사람이 있었습니다.", "Among those who worked with me some were injured."),
            T("옆 조에서 사고가 나 여러 명이 다치는 것을 보았습니다.", "I saw an accident in the next team in which several people were hurt."),
        ),
    ),
    "HLT-02": Texts(
        T("과로로 병이 나는", "falling ill from exhaustion"),
        (
            T("너무 지쳐서 서서 졸 때가 많았습니다.", "I was so tired that I often dozed off standing."),
            T("아침마다 손가락이 굳어 한참 주물러야 했습니다.", "Every morning my fingers were stiff and I had to rub them for a long time."),
            T("기침이 멎지 않았지만 일을 계속했습니다.", "The cough did not stop, but I went on working."),
        ),
        (
            T("동료들은 모두 지쳐 쓰러지기 직전이었습니다.", "My co-workers were all close to collapse."),
            T("일하다가 쓰러지는 동료들을 보았습니다.", "I saw co-workers collapse at work."),
        ),
    ),
    "HLT-03": Texts(
        T("치료를 받지 못하는", "being refused treatment"),
        (
            T("병원에 보내 달라고 했지만 약 몇 알만 받았습니다.", "I asked to be taken to a hospital and was given only a few pills."),
            T("아파도 일을 못 하면 손해라며 치료를 미루었습니다.", "When I was ill they put off treatment, saying that not working was a loss."),
            T("{who}가 병원비는 제 돈으로 내라고 해서 가지 못했습니다.", "{who} said I had to pay the hospital myself, so I did not go."),
        ),
    ),
    "HLT-06": Texts(
        T("다친 것을 숨기고 보상하지 않는", "an accident being hidden and not paid for"),
        (
            T("다쳐서 쉰 날만큼 몫이 깎였습니다.", "My share was cut for the days I could not work after the injury."),
            T("사고가 난 것을 밖에 말하지 말라고 했습니다.", "They told us not to speak of the accident outside."),
            T("보상은 없었고 서류에도 적지 않았습니다.", "There was no compensation, and it was not written down."),
        ),
    ),
    "HLT-04": Texts(
        T("일하다가 사람이 죽는", "people dying at work"),
        (T("일터에서 사람이 죽었습니다.", "Somebody died at the workplace."),),
        (
            T("같은 일터에서 동료가 사고로 세상을 떠났다고 들었습니다.", "I heard that a co-worker at the same place had died in an accident."),
            T("함께 있던 동료가 병으로 죽었는데 가족이 알았는지는 모릅니다.", "A co-worker who was with us died of an illness; I do not know whether the family was told."),
        ),
    ),
}  # fmt: skip

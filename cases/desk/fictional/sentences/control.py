"""Control of movement, contact and mind, and of papers."""

from .telling import Telling, Texts

T = Telling

TEXTS = {
    "CTL-05": Texts(
        T("여권을 빼앗기는", "having my passport taken"),
        (
            T("여권은 도착하자마자 {who}가 걷어 갔고 돌려받지 못했습니다.", "My passport was collected by {who} on arrival and I did not get it back."),
            T("신분증은 {who}가 금고에 보관했고 볼 수도 없었습니다.", "{who} kept the identity papers in a safe and we could not even see them."),
            T("여권을 달라고 했지만 필요 없다는 대답만 들었습니다.", "I asked for my passport and was only told that I did not need it."),
            T("제 손에는 도장이 찍힌 종이 한 장만 남았습니다.", "All that I held was one sheet of paper with a stamp."),
        ),
    ),
    "CTL-01": Texts(
        T("작업장과 숙소에 갇혀 지내는", "being kept inside the site and the quarters"),
        (
            T("일터와 숙소를 둘러싼 울타리 밖으로는 나갈 수 없었습니다.", "We could not go beyond the fence around the site and the quarters."),
            T("밤에는 문을 밖에서 잠갔습니다.", "At night the door was locked from outside."),
            T("같은 건물에서 일하고 자면서 몇 달 동안 밖에 나가지 못했습니다.", "I worked and slept in the same building and did not go out for months."),
        ),
    ),
    "CTL-02": Texts(
        T("감시하는 사람과 함께 움직이는", "moving only with a minder"),
        (
            T("가게에 갈 때도 {who}가 앞뒤로 따라다녔습니다.", "Even to the shop {who} walked along with us."),
            T("혼자 다니는 것은 금지였고 늘 세 사람 이상이 함께 움직여야 했습니다.", "Going alone was forbidden; there always had to be three or more of us."),
            T("도착한 날 {who}가 기다리고 있다가 바로 일터로 데려갔습니다.", "On the day of arrival {who} was waiting and took us straight to work."),
        ),
    ),
    "CTL-06": Texts(
        T("서로 감시하고 보고하는", "being watched and reported on"),
        (
            T("동료끼리 서로 지켜보고 보고하게 했습니다.", "They made us watch and report on one another."),
            T("아침저녁으로 인원을 세고 방을 뒤졌습니다.", "They counted us morning and evening and searched the rooms."),
            T("복도와 식당에 카메라가 있어 늘 누군가 보고 있다고 느꼈습니다.", "There were cameras in the corridor and the canteen, so I always felt watched."),
        ),
    ),
    "CTL-09": Texts(
        T("그만두지 못하는", "not being able to quit"),
        (
            T("그만두고 돌아가겠다고 했지만 기한이 끝나지 않았다며 허락하지 않았습니다.", "I said I wanted to quit and go home; they refused because the term was not over."),
            T("약속한 기간이 지났는데도 몇 달을 더 일하게 했습니다.", "The agreed time had passed, but they made me work months longer."),
            T("다른 일터로 옮기는 것은 생각할 수도 없었습니다.", "Moving to another workplace was unthinkable."),
        ),
    ),
    "CTL-03": Texts(
        T("바깥사람과 말을 못 하게 하는", "being forbidden to talk to outsiders"),
        (
            T("현지 사람과 말을 섞으면 벌을 준다고 했습니다.", "They said that anyone who talked to local people would be punished."),
            T("밖의 사람이 말을 걸어도 대답하지 말라는 규칙이 있었습니다.", "There was a rule not to answer even if outsiders spoke to us."),
            T("다른 나라 노동자와 눈을 마주치는 것도 조심해야 했습니다.", "We had to be careful even about meeting the eyes of workers from other countries."),
            T("일 말고는 누구와도 거래하지 말라는 지시를 여러 번 들었습니다.", "I was told many times to have dealings with nobody outside work."),
        ),
    ),
    "CTL-04": Texts(
        T("전화와 인터넷을 막는", "phones and the internet being banned"),
        (
            T("손전화를 가진 것이 들키면 빼앗기고 비판을 받았습니다.", "Anyone found with a phone lost it and was criticised."),
            T("바깥소식을 보거나 듣는 것은 금지였고 방을 자주 검사했습니다.", "Watching or hearing news from outside was forbidden, and the rooms were often searched."),
            T("인터넷은 쓸 수 없었고 라디오도 {who}가 가져갔습니다.", "There was no internet, and {who} took the radio too."),
        ),
    ),
    "CTL-08": Texts(
        T("가족과 연락이 끊기는", "contact with my family being cut"),
        (
            T("가족에게 보내는 편지는 {who}가 먼저 읽었습니다.", "Letters to the family were first read by {who}."),
            T("떠나 있는 동안 집과 한 번도 이야기하지 못했습니다.", "While I was away I could not speak with home even once."),
            T("집 소식을 물어도 잘 있다는 말만 들었습니다.", "When I asked about home I was only told that they were well."),
        ),
    ),
    "CTL-07": Texts(
        T("사상 교육을 강제로 받는", "being forced into ideological study"),
        (
            T("주마다 생활총화가 있었고 피곤해도 빠질 수 없었습니다.", "There was a self-criticism session every week, and one could not stay away however tired."),
            T("일이 끝난 뒤에도 학습 모임에 앉아 있어야 했습니다.", "After work we still had to sit in the study meeting."),
            T("서로 잘못을 말하게 하는 모임이 가장 힘들었습니다.", "The meetings in which we had to name each other's faults were the hardest."),
        ),
    ),
}  # fmt: skip

"""Recruitment and dispatch."""

from .telling import Telling, Texts

T = Telling

TEXTS = {
    "REC-06": Texts(
        T("다른 길이 없어서 떠밀리듯 나가는", "being pushed to go because there was no other way"),
        (
            T("고향 직장에서는 배급도 돈도 나오지 않아 다른 길이 없었습니다.", "My job at home gave neither rations nor money, so there was no other way."),
            T("말이 통하지 않고 서류도 없으니 그곳을 벗어나서는 살 방법이 없었습니다.", "Without the language and without papers there was no way to live outside that place."),
            T("집에 돈을 벌 사람이 저뿐이라 무엇이든 받아들일 수밖에 없었습니다.", "I was the only one at home who could earn, so I had to accept anything."),
            T("거절하면 먹고살 길이 끊긴다는 것을 모두 알고 있었습니다.", "Everybody knew that refusing meant losing the only way to live."),
        ),
    ),
    "REC-04": Texts(
        T("가족을 담보처럼 남겨 두는", "family being kept behind as a guarantee"),
        (
            T("결혼하고 아이가 있는 사람만 뽑았고 가족은 데려갈 수 없었습니다.", "Only people who were married with children were chosen, and the family could not come along."),
            T("가족이 남아 있어야 나갈 수 있다고 처음부터 들었습니다.", "From the start I was told that I could go only if my family stayed."),
            T("돌아오지 않으면 집에 남은 식구가 책임진다는 서약을 했습니다.", "I signed that those left at home would answer for it if I did not return."),
        ),
    ),
    "REC-01": Texts(
        T("처음 들은 약속과 다른", "promises turning out to be false"),
        (
            T("떠나기 전에 들은 임금과 실제 임금은 전혀 달랐습니다.", "The pay I was told of before leaving had nothing to do with the real pay."),
            T("하루 여덟 시간만 일하면 된다고 했지만 도착한 날부터 말이 달라졌습니다.", "They said eight hours a day, but from the day of arrival the story changed."),
            T("깨끗한 기숙사를 준다고 했는데 가 보니 그런 곳은 없었습니다.", "They promised a clean dormitory; when I arrived there was no such place."),
            T("삼 년 뒤 목돈을 가지고 돌아온다고 들었지만 사실이 아니었습니다.", "I was told that I would come home with savings after three years, which was not true."),
        ),
    ),
    "REC-05": Texts(
        T("서류에 다른 목적을 적는", "papers giving another purpose"),
        (
            T("서류에는 학생이라고 적혔지만 학교에는 한 번도 가지 않았습니다.", "The papers said I was a student, but I never went to a school."),
            T("유학 비자로 들어갔고 다음 날부터 일터로 나갔습니다.", "I entered on a study visa and went to work from the next day."),
            T("연수라고 적힌 종이에 서명했는데 연수는 없었습니다.", "I signed a paper that said training; there was no training."),
        ),
    ),
    "REC-02": Texts(
        T("명령으로 보내지는", "being sent by order"),
        (
            T("가겠느냐고 묻지 않았고 명단에 이름이 올라 있었습니다.", "Nobody asked whether I would go; my name was on the list."),
            T("조직의 지시였기 때문에 못 간다는 말은 할 수 없었습니다.", "It was an order of the organisation, so one could not say no."),
            T("거절한 사람은 비판을 받고 힘든 곳으로 보내진다고 했습니다.", "It was said that those who refused were criticised and sent to a harder place."),
        ),
    ),
    "REC-03": Texts(
        T("나가기 위해 돈을 바치거나 빌리는", "paying or borrowing to get the post"),
        (
            T("나가려고 여러 사람에게 돈을 건넸고 그 돈은 모두 빌린 것이었습니다.", "To be sent I gave money to several people, and all of it was borrowed."),
            T("뽑히기 위해 낸 돈을 갚는 데 아주 오래 걸렸습니다.", "It took very long to pay back what I gave to be chosen."),
            T("{who}에게 선물과 돈을 주어야 명단에 오를 수 있었습니다.", "To get on the list one had to give presents and money to {who}."),
        ),
    ),
}  # fmt: skip

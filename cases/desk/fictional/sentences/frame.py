"""What stands around the coded sentences of an account: how it begins, harmless details, how it ends."""

from .telling import Telling as T

HEAD = T("[가상의 진술]", "[Fictional account]")

AREAS = {
    "far_east": T("러시아 극동 지역", "in the Russian Far East"),
    "siberia": T("시베리아 지역", "in Siberia"),
    "other_russia": T("러시아 서쪽 지역", "in the west of Russia"),
    "other_country": T("러시아가 아닌 다른 나라", "in a country other than Russia"),
    "unknown": T("어디인지 잘 모르는 곳", "in a place that I cannot name"),
}

TASKS: dict[str | None, tuple[T, ...]] = {
    "construction": (
        T("미장", "plastering"),
        T("철근", "steel fixing"),
        T("도장", "painting"),
        T("타일", "tiling"),
        T("골조", "shell construction"),
        T("내부 마감", "interior finishing"),
    ),
    "forestry": (T("벌목", "felling"), T("가지치기", "limbing of trees"), T("목재 운반", "hauling of timber")),
    "manufacturing": (T("재봉", "sewing"), T("다림질", "ironing"), T("포장", "packing"), T("재단", "cutting of cloth")),
    "farming_fishing": (
        T("온실 채소", "greenhouse vegetables"),
        T("수산물 손질", "cleaning of fish"),
        T("축사", "barn work"),
    ),
    "it": (T("웹 화면 제작", "web page building"), T("프로그램 시험", "software testing")),
    "services": (T("식당 주방", "restaurant kitchen work"), T("청소", "cleaning"), T("접대", "waiting on tables")),
    "other": (T("창고 짐", "warehouse work"), T("짐 싣고 내리는", "loading and unloading")),
    None: (T("그때그때 시키는", "whatever they told me to do, from day to day,"),),
}

CHANNELS = {
    "company": (
        T("회사를 통해 나갔습니다.", "I was sent through a company."),
        T("회사 소속으로 조를 짜서 함께 나갔습니다.", "We went out as a team that belonged to a company."),
    ),
    "military": (
        T("부대에서 뽑혀 나갔습니다.", "I was chosen from my unit."),
        T(
            "군복을 벗고 부대 사람들과 같이 나갔습니다.",
            "We took off the uniform and went together with others of the unit.",
        ),
    ),
    "student": (
        T("서류로는 공부하러 가는 사람이었습니다.", "On paper I was somebody who went to study."),
        T("학생 신분으로 나갔습니다.", "I went with the status of a student."),
    ),
    "other": (T("아는 사람의 소개로 나가게 되었습니다.", "I came to go through somebody I knew."),),
    "unknown": (T("누가 보내는 것인지는 끝까지 몰랐습니다.", "Until the end I did not know who was sending us."),),
}

WHO = (
    T("관리자", "the manager"),
    T("책임자", "the person in charge"),
    T("담당자", "the official responsible"),
    T("감시자", "the minder"),
)
SEASONS = (T("봄", "spring"), T("여름", "summer"), T("가을", "autumn"), T("겨울", "winter"))

DETAILS = (
    T("점심은 서서 먹을 때가 많았습니다.", "We often ate lunch standing."),
    T("{season}에는 바람이 몹시 불었습니다.", "In {season} the wind was very strong."),
    T("같은 방에 {n}명이 있었고 서로 이름보다 별명을 불렀습니다.", "There were {n} of us in the room, and we called each other by nicknames."),
    T("저녁이면 누군가 조용히 노래를 불렀습니다.", "In the evening somebody would sing quietly."),
    T("처음 몇 달은 말을 한마디도 알아듣지 못했습니다.", "For the first months I did not understand a word."),
    T("신발이 해져서 천을 덧대어 신었습니다.", "My shoes wore out and I patched them with cloth."),
    T("눈이 오는 날에는 일찍 나가 길부터 치웠습니다.", "On days with snow we went out early and cleared the path first."),
    T("창문 밖으로 숲이 보였던 것이 기억납니다.", "I remember that one could see a forest through the window."),
    T("차를 끓여 나누어 마시는 시간이 가장 좋았습니다.", "The best time was when we made tea and shared it."),
    T("{n}명이 한 조였고 저는 나이가 중간쯤이었습니다.", "We were a team of {n}, and I was about the middle in age."),
    T("달력이 없어서 날짜를 벽에 적었습니다.", "There was no calendar, so I wrote the days on the wall."),
    T("도구는 오래되어 손잡이가 자주 빠졌습니다.", "The tools were old and their handles often came off."),
    T("아침에는 옥수수죽이 나오는 날이 많았습니다.", "In the morning there was often maize porridge."),
    T("물건을 살 때는 손짓으로 했습니다.", "When buying things I used gestures."),
)  # fmt: skip

ENDS = (
    T("제가 기억하는 것은 여기까지입니다.", "This is what I remember."),
    T("다른 사람의 일은 제가 말할 수 없습니다.", "I cannot speak for what happened to others."),
    T("지금도 그때 꿈을 꿀 때가 있습니다.", "Even now I sometimes dream of that time."),
    T(
        "묻지 않으신 것 가운데 더 말하고 싶은 것은 없습니다.",
        "There is nothing more that I want to add to what you asked.",
    ),
    T("이야기할 수 있어서 마음이 조금 놓입니다.", "I feel a little relieved that I could talk."),
)

# Numbers stand in these, so that the account and the labour situation say the same.
YEARS = {
    "years": T("{first}년부터 {last}년까지 있었습니다.", "I was there from {first} to {last}."),
    "seasons": T("{first}년 봄부터 {last}년 가을까지 있었습니다.", "I was there from spring {first} to autumn {last}."),
    "year": T("{first}년 한 해 동안 있었습니다.", "I was there during the year {first}."),
    "open": T(
        "{first}년에 갔는데 언제까지였는지는 분명하지 않습니다.", "I went in {first}; until when is not clear to me."
    ),
    "none": T("언제 갔는지는 정확히 기억하지 못합니다.", "I do not remember exactly when I went."),
}
HOURS_KNOWN = T("{hours}시간씩", "{hours} hours")
HOURS_UNKNOWN = T("몇 시간인지 셀 수 없을 만큼 오래", "more hours than I could count")
DAY = T("하루 일은 {hours}시간 정도였습니다.", "A day's work was about {hours} hours.")
DAY_UNKNOWN = T("하루에 몇 시간 일했는지는 말하기 어렵습니다.", "It is hard to say how many hours a day I worked.")
PAY = T("장부에는 한 달 {gross}로 적혔고, 실제로 받은 돈은 {kept} 정도입니다.", "The book said {gross} a month; what I really got was about {kept}.")  # fmt: skip
PAY_GROSS = T("장부에는 한 달 {gross}로 적혔는데, 얼마를 받았는지는 정확히 모릅니다.", "The book said {gross} a month; I do not know exactly how much I got.")  # fmt: skip
PAY_UNKNOWN = T("제 몫이 얼마였는지는 정확히 모릅니다.", "I do not know exactly what my share was.")
CURRENCIES = {"USD": T("달러", "US dollars"), "RUB": T("루블", "roubles")}
EARLIER = T("그보다 먼저 {task} 일도 {n}달 했습니다.", "Before that I also did {n} months of {task}.")

"""Wages, levies and debt."""

from .telling import Telling, Texts

T = Telling

TEXTS = {
    "WGE-06": Texts(
        T("계약서도 없이 일하는", "working without a contract"),
        (
            T("계약서를 본 적이 없고 얼마를 받기로 했는지도 몰랐습니다.", "I never saw a contract and did not know what pay had been agreed."),
            T("모르는 말로 쓰인 종이에 이름만 적었습니다.", "I only wrote my name on a paper in a language I did not know."),
            T("돈 이야기를 물으면 {who}가 화를 냈습니다.", "{who} got angry when one asked about money."),
        ),
    ),
    "WGE-03": Texts(
        T("나라에 바치는 돈을 떼이는", "money being taken for the State"),
        (
            T("달마다 정해진 계획분을 먼저 바쳐야 했습니다.", "Every month a fixed plan sum had to be handed over first."),
            T("버는 돈에서 충성자금을 떼고 남는 것을 나누었습니다.", "Loyalty money was taken from what we earned, and the rest was shared out."),
            T("일감이 없는 달에도 바칠 돈은 줄지 않았습니다.", "Even in months without work the sum to hand over did not shrink."),
            T("나라에 내는 몫이라며 {who}가 먼저 떼어 갔습니다.", "{who} took the first part, saying it was the State's share."),
        ),
    ),
    "WGE-02": Texts(
        T("돌아갈 때까지 돈을 못 받는", "pay being held until return"),
        (
            T("제 몫은 장부에만 적히고 돌아갈 때 준다고 했습니다.", "My share was only written in a book, to be paid on return."),
            T("돈은 귀국한 뒤에 받는다는 말만 되풀이했습니다.", "They only repeated that the money would come after going home."),
            T("장부에 적힌 돈을 실제로 받은 적은 없습니다.", "I never in fact received the money in the book."),
        ),
    ),
    "WGE-01": Texts(
        T("임금이 밀리거나 나오지 않는", "wages being late or unpaid"),
        (
            T("몇 달씩 돈이 나오지 않았습니다.", "For months at a time no money came."),
            T("일이 끝나야 준다며 임금을 미루었습니다.", "They put off the wages, saying they would come when the job was finished."),
            T("한 해가 다 가도록 받지 못한 달이 많았습니다.", "By the end of the year many months were still unpaid."),
        ),
    ),
    "WGE-04": Texts(
        T("밥값과 방값을 떼이는", "deductions for food and lodging"),
        (
            T("밥값과 방값, 약값까지 몫에서 떼었습니다.", "Food, lodging and even medicine were deducted from my share."),
            T("서류 값이라며 무엇인지 모를 돈을 여러 번 떼었습니다.", "Several times they deducted money for papers, and I did not know for what."),
            T("잘못이 있으면 벌금이라며 돈을 깎았습니다.", "For any fault they cut money and called it a fine."),
        ),
    ),
    "WGE-05": Texts(
        T("못 채운 몫이 빚으로 남는", "a missed quota staying as a debt"),
        (
            T("못 채운 계획분은 다음 달 빚으로 넘어갔습니다.", "A plan sum that I missed was carried over as a debt to the next month."),
            T("바칠 돈이 모자라 동료에게 빌려야 했습니다.", "I lacked the sum to hand over and had to borrow from workmates."),
            T("일할수록 빚이 늘어나는 것 같았습니다.", "It seemed that the more I worked the more I owed."),
        ),
    ),
}  # fmt: skip

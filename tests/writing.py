"""Words of one's own for reports on the sample release, in three languages."""

from cases.reports.choice import Choice, Report

WORDS = {
    "en": {
        "addressee": "the Russian Federation",
        "summary": "Of [[people]], [[ILO-01]] reported abuse of vulnerability.",
        "about_us": "We interview people who escaped.\n\nSince 2026 we publish figures.",
        "follow_up": "Recommendation 147.12 was accepted.",
        "issues": "Long days: [[hours:up_to_10]] worked up to ten hours.\n- [[ILO-02]] reported deception\n- see release [[release]]",
        "asks": "- Inspect dormitories.\n- Return passports to their holders.",
        "unknown": "Whether dormitories were inspected.",
        "embargo": "Not before 1 December 2026, 00:01 in Geneva.",
    },
    "ko": {
        "addressee": "러시아 연방",
        "summary": "[[people]] 중 [[ILO-01]]이 취약성 악용을 진술했습니다.",
        "about_us": "우리는 북한이탈주민을 면담합니다.",
        "follow_up": "권고 147.12는 수용되었습니다.",
        "issues": "긴 노동일: [[hours:up_to_10]]이 열 시간까지 일했습니다.\n- [[ILO-02]]이 기만을 진술",
        "asks": "- 숙소를 점검할 것.\n- 여권을 돌려줄 것.",
        "unknown": "숙소가 점검되었는지.",
        "embargo": "제네바 시각 2026년 12월 1일 0시 1분 이전 사용 금지.",
    },
    "ru": {
        "addressee": "Российской Федерации",
        "summary": "Из них ([[people]]) [[ILO-01]] сообщили о злоупотреблении уязвимостью.",
        "about_us": "Мы беседуем с людьми, которые бежали.",
        "follow_up": "Рекомендация 147.12 была принята.",
        "issues": "Долгие дни: [[hours:up_to_10]] работали до десяти часов.\n- [[ILO-02]] сообщили об обмане",
        "asks": "- Проверить общежития.\n- Вернуть паспорта владельцам.",
        "unknown": "Проверялись ли общежития.",
        "embargo": "Не ранее 1 декабря 2026 года, 00:01 по Женеве.",
    },
}


def written(report: Report, language: str, **changes: object) -> Choice:
    """All that a report takes, written in a language."""
    words = {name: WORDS[language][name] for name in report.writes}
    return Choice(**{"words": words, **changes})  # type: ignore[arg-type]

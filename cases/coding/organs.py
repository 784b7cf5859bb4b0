"""State organs under the names that witnesses and reports commonly give them.

A short form and a full name in another script share no letter, so no comparison finds them. The list only makes the search
ask "is it one of these?"; it merges nothing, and it says nothing about what an organ did.
"""

ORGANS: tuple[tuple[str, ...], ...] = (
    (
        "Ministry of State Security", "State Security Department", "MSS", "SSD", "bowibu", "국가보위성", "국가안전보위부",
        "보위성", "보위부", "Министерство государственной безопасности", "МГБ", "國家保衛省", "保衛部",
    ),
    (
        "Ministry of Social Security", "Ministry of People's Security", "MPS", "사회안전성", "인민보안성", "인민보안부",
        "안전부", "보안서", "Министерство общественной безопасности", "Министерство народной безопасности", "社會安全省",
    ),
    (
        "Workers' Party of Korea", "WPK", "조선로동당", "조선노동당", "로동당", "노동당", "Трудовая партия Кореи", "ТПК",
        "朝鮮勞動黨",
    ),
    ("Korean People's Army", "KPA", "조선인민군", "인민군", "Корейская народная армия", "КНА", "朝鮮人民軍"),
    ("Reconnaissance General Bureau", "RGB", "정찰총국", "Главное разведывательное управление", "偵察總局"),
    ("Federal Security Service", "FSB", "Федеральная служба безопасности", "ФСБ", "연방보안국"),
    ("Ministry of Internal Affairs", "MVD", "Министерство внутренних дел", "МВД", "내무부"),
)  # fmt: skip

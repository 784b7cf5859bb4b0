"""What files for machines are made of: the same in every language, and at hand without Django for whoever checks a folder."""

LANGUAGE = "en"
NOT_SHOWN = "not shown"
FICTIONAL = "Fictional data"
LICENCE = "CC-BY-4.0"

CELL_COLUMNS = ("release", "d1", "v1", "d2", "v2", "status", "value", "lo", "hi")
RANGE_COLUMNS = ("d1", "v1", "low_percent", "high_percent", "words_en")
INDICATOR_COLUMNS = {  # title: HXL tag
    "Release": "#meta+release",
    "Stream": "#meta+stream",
    "Sector": "#sector+name",
    "Code": "#indicator+code",
    "Indicator": "#indicator+name",
    "Persons reporting": "#affected+reported+num",
    "Likely low": "#affected+reported+num+min",
    "Likely high": "#affected+reported+num+max",
    "Share low": "#value+pct+min",
    "Share high": "#value+pct+max",
    "Shown?": "#status+shown",
    "Note": "#meta+caveat",
}

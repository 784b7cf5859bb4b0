"""The fixed sentences of the pattern report. Each says no more than the figures can bear."""

from cases.published.data import Release, Tier

from .labels import NOT_SHOWN

FICTIONAL_NOTICE = (
    "This report was made from invented records, to show what Casetracker does. No figure in it comes from a real "
    "person and none may be quoted."
)

WHAT_THIS_IS = (
    "This report says what people who worked abroad for North Korea described to us in interviews. It counts reports, "
    "not events: what nobody told us is not in it. The indicators of forced labour are those of the International Labour "
    "Organization; an indicator is a sign, not a legal finding."
)

TIER_TEXTS = {
    Tier.NOTHING: (
        "This release is made from fewer than 30 testimonies. With so few people no figure about them is published. "
        "What is collected, and can be published once more people have been interviewed, is listed below."
    ),
    Tier.RANGES: (
        "Too few people have been interviewed for counts to be published. What they reported is given as ranges, per "
        "100 people interviewed and in words. The ranges are wide because the figures are blurred to protect people."
    ),
    Tier.ONE_WAY: (
        "Figures are given for one characteristic at a time. Too few people have been interviewed for tables that "
        "combine two."
    ),
    Tier.MENU: (
        "Figures are given for one characteristic at a time, and for pairs of characteristics that were chosen in "
        "advance."
    ),
}

HOW_TO_READ_COUNTS = (
    (
        "“About 180” is the number to quote, always together with its likely range: “about 180 people (165 to 195)”. "
        "(These numbers are an example.)"
    ),
    (
        "In a chart the solid bar ends at the low end of the likely range, the hatched part runs to its high end, and the "
        "tick marks the number to quote."
    ),
    "The blur leaves the number we counted inside its likely range for at least 9 figures in 10.",
    (
        "Say that one number is higher than another only where their likely ranges do not overlap. Rows stand in a fixed "
        "order, not by size."
    ),
    (
        "“Reported” leaves out people who were not asked and people whose account is unclear. More of those interviewed "
        "may have lived through it."
    ),
    (
        f"“{NOT_SHOWN.capitalize()}” stands wherever a number was too small, compared with its blur, to be published. It "
        "can stand for any number: do not read it as zero. All cells that are not shown look the same, whatever the "
        "reason."
    ),
)

HOW_TO_READ_RANGES = (
    (
        "Each range says between which shares of the people interviewed, per 100, something was reported. The blur "
        "leaves the share we counted inside for about 9 ranges in 10."
    ),
    "In a chart the solid bar ends at the low end of the range and the hatched part runs to its high end.",
    "Do not quote the middle of a range. Where ranges overlap there is no order among them; rows stand in a fixed order.",
    (
        "“Reported” leaves out people who were not asked and people whose account is unclear. More of those interviewed "
        "may have lived through it."
    ),
)

WHO_COUNTS = (
    "A person is counted once, however often they spoke to us: if we interviewed them ourselves, if they agreed to be "
    "counted in published figures, if their account was verified and cleared for use, and if their risk assessment was "
    "in date when they entered. Press accounts and other published sources are never counted here. Whoever no "
    "longer allows it is taken out at the next release; nothing else takes a person out."
)

MORE_IN_FILES = (
    "The files beside this report hold the same figures for machines; release.json holds the rules of the series, and "
    "checksums.txt the fingerprint of every file."
)


def blur_method(release: Release) -> str:
    """How every release is blurred; these numbers come from the plan of the series, none from an account."""
    return (
        f"The series consists of {release.mechanism.horizon} releases on dates fixed in advance. Random numbers are added "
        "to every figure before anyone sees it, drawn so that what all releases together say about one person stays "
        f"limited (Gaussian noise, lifetime μ = {release.mechanism.mu:g}). Then the figures are fitted to each other."
    )


def show_rule(release: Release) -> str:
    """Which numbers are shown where counts are published."""
    rule = release.mechanism
    return (
        f"A number is shown if it is at least {rule.minimum} and at least {rule.sd_factor} times the standard deviation of "
        f"its blur. Shown numbers are rounded to the nearest {rule.rounding}. The likely range is two standard deviations "
        "of the blur to each side, rounded outwards."
    )

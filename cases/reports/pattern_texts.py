"""The fixed sentences of the pattern report. Each says no more than the figures can bear."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.published.data import Release, Tier

FICTIONAL_NOTICE = _(
    "This report was made from invented records, to show what Casetracker does. No figure in it comes from a real "
    "person and none may be quoted."
)

WHAT_THIS_IS = _(
    "This report says what people who worked abroad for North Korea described to us in interviews. It counts reports, "
    "not events: what nobody told us is not in it. The indicators of forced labour are those of the International Labour "
    "Organization; an indicator is a sign, not a legal finding."
)

TIER_TEXTS = {
    Tier.NOTHING: _(
        "This release is made from fewer than 30 testimonies. With so few people no figure about them is published. "
        "What is collected, and can be published once more people have been interviewed, is listed below."
    ),
    Tier.RANGES: _(
        "Too few people have been interviewed for counts to be published. What they reported is given as ranges, per "
        "100 people interviewed and in words. The ranges are wide because the figures are blurred to protect people."
    ),
    Tier.ONE_WAY: _(
        "Figures are given for one characteristic at a time. Too few people have been interviewed for tables that "
        "combine two."
    ),
    Tier.MENU: _(
        "Figures are given for one characteristic at a time, and for pairs of characteristics that were chosen in "
        "advance."
    ),
}

HOW_TO_READ_COUNTS = (
    _(
        "“About 180” is the number to quote, always together with its likely range: “about 180 people (165 to 195)”. "
        "(These numbers are an example.)"
    ),
    _(
        "In a chart the solid bar ends at the low end of the likely range, the hatched part runs to its high end, and the "
        "tick marks the number to quote."
    ),
    _("The blur leaves the number we counted inside its likely range for at least 9 figures in 10."),
    _(
        "Say that one number is higher than another only where their likely ranges do not overlap. Rows stand in a fixed "
        "order, not by size."
    ),
    _(
        "“Reported” leaves out people who were not asked and people whose account is unclear. More of those interviewed "
        "may have lived through it."
    ),
    _(
        "“Not shown” stands wherever a number was too small, compared with its blur, to be published. It "
        "can stand for any number: do not read it as zero. All cells that are not shown look the same, whatever the "
        "reason."
    ),
)

HOW_TO_READ_RANGES = (
    _(
        "Each range says between which shares of the people interviewed, per 100, something was reported. The blur "
        "leaves the share we counted inside for about 9 ranges in 10."
    ),
    _("In a chart the solid bar ends at the low end of the range and the hatched part runs to its high end."),
    _(
        "Do not quote the middle of a range. Where ranges overlap there is no order among them; rows stand in a fixed order."
    ),
    _(
        "“Reported” leaves out people who were not asked and people whose account is unclear. More of those interviewed "
        "may have lived through it."
    ),
)

WHO_COUNTS = _(
    "A person is counted once, however often they spoke to us: if we interviewed them ourselves, if they agreed to be "
    "counted in published figures, if their account was verified and cleared for use, and if their risk assessment was "
    "in date when they entered. Press accounts and other published sources are never counted here. Whoever no "
    "longer allows it is taken out at the next release; nothing else takes a person out."
)

MORE_IN_FILES = _(
    "The files beside this report hold the same figures for machines; release.json holds the rules of the series, and "
    "checksums.txt the fingerprint of every file."
)


def blur_method(release: Release) -> str:
    """How every release is blurred; these numbers come from the plan of the series, none from an account."""
    told = gettext(
        "The series consists of %(horizon)s releases on dates fixed in advance. Random numbers are added to every figure "
        "before anyone sees it, drawn so that what all releases together say about one person stays limited (Gaussian "
        "noise, lifetime μ = %(mu)s). Then the figures are fitted to each other."
    )
    return told % {"horizon": release.mechanism.horizon, "mu": f"{release.mechanism.mu:g}"}


def show_rule(release: Release) -> str:
    """Which numbers are shown where counts are published."""
    rule = release.mechanism
    told = gettext(
        "A number is shown if it is at least %(minimum)s and at least %(sd_factor)s times the standard deviation of its "
        "blur. Shown numbers are rounded to the nearest %(rounding)s. The likely range is two standard deviations of the "
        "blur to each side, rounded outwards."
    )
    return told % {"minimum": rule.minimum, "sd_factor": rule.sd_factor, "rounding": rule.rounding}

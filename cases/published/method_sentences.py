"""Sentences on the blur that stand on the pages on the method and in the method note alike."""

from django.utils.translation import gettext_lazy as _

UNIT = _(
    "The protected unit is one person with everything they told us. In the words of the literature it is Gaussian "
    "differential privacy with a parameter μ, for all releases of a series together; the default is μ = 1. "
    "Whoever knows everything else guesses right with the probability Φ(μ/2), where Φ is the normal distribution "
    "function. Series with the same people add up as squares."
)

AVERAGES = _(
    "These are averages over included people. A person who enters and later withdraws moves the figures twice, "
    "which makes 72 of 69. A person enters no series that would carry them beyond three."
)

MOVES = _(
    "A figure moves only when a person enters or withdraws. Everything else waits for the next series, since each "
    "further change would tell more."
)

WEIGHTS = _(
    "Release t of a series publishes, for each number n, the true number at that release and noise of this and "
    "all earlier releases, with weights that fall:"
)

WEIGHTS_IN_WORDS = _(
    "In words: the newest draw z counts whole, the one before by half, the one before that by three eighths, and "
    "so on. Each draw is made once for each number and release and used again in every later release. So "
    "comparing releases does not average the noise away, and a rebuilt release has the same noise."
)

DRAW_IN_WORDS = _(
    "In words: the standard deviation of one draw grows with the number g of numbers that one person can touch in "
    "a group of tables, and falls with the part of the budget that the group has. g is the number of tables, "
    "since a person has exactly one value of each dimension."
)

CHOSEN_ONCE = _(
    "Which design a series has is chosen once, before it begins, from one blurred number of people: large from "
    "1,000 on."
)

LATTICE = _(
    "The noise is an exact discrete Gaussian on a fine lattice, drawn with whole numbers and fractions only from "
    "the randomness of the operating system (Canonne, Kamath and Steinke 2020). Floating-point noise can be "
    "undone; noise in whole people would tell whether a true number is even or odd."
)

SECRET = _(
    "The noise is as secret as the interviews: what is published minus the noise is the truth. It is kept sealed, "
    "and destroyed when its series has ended."
)

FROM_HERE_ON = _(
    "From here on nothing sees a true number: what follows is computed from the blurred numbers alone, so it "
    "takes nothing from the promise."
)

AFTER = (
    _(
        "Fit: the numbers are moved as little as possible, by weighted least squares, until the parts of each "
        "dimension add up to the total. Then numbers of two dimensions are made non-negative."
    ),
    _(
        "Show rule: a fitted number is shown if it is at least 10 and at least three standard deviations of its "
        "blur. Everything else is “not shown”, and looks the same whether it is zero, small or uncertain."
    ),
    _("Rounding: a shown number is rounded to 5."),
    _("Likely range: two standard deviations to each side, rounded outwards to 5."),
)

NEVER_DOWN = _("Within a series the step never moves down.")

BIASES = _(
    "Small shown numbers tend to be too high: a number just below the rule is shown only when the noise pushed it "
    "up. Rounding and hiding break sums: shown parts may not add up to the shown total. Shares of numbers that "
    "are both blurred are less certain than either."
)

CHECKS = (
    _(
        "Without our software: “sha256sum --check checksums.txt” in the folder of a downloaded release shows "
        "whether a byte was changed; release.json names the hash of the release before it, so that a chain of "
        "copies vouches for each other."
    ),
    _(
        "With it: “manage.py verify_release FOLDER” checks hashes, chain, schema, show rule, likely ranges, and "
        "that every file holds the same numbers. It needs no database and no network."
    ),
    _(
        "release.json states μ, the number of releases, sd(z), the show rule and the rounding: the promise can be "
        "computed from it."
    ),
    _(
        "Before it is published, a release is audited by eight proofs. One is a built-in attacker that combines "
        "every number of every release ever published. Two people who did not build it sign exactly those files."
    ),
    _(
        "Each release carries a line of our audit log, a day and a hash. Whoever keeps the release can later have "
        "it shown that the log was not made anew."
    ),
)

LIMITS = (
    _(
        "The promise is about these figures. One exact number said elsewhere, in a report or a talk, would give a "
        "certain answer; so we say only published numbers, and keep a register of what was said."
    ),
    _(
        "Nobody can see from the files that the true numbers were what the noise was added to, or that accounts "
        "are true. That rests on the audit and the two signatures."
    ),
    _(
        "The built-in attacker has been tried on planted faults: exact numbers, noise ten times too small, noise "
        "used twice. It finds them from 200 people on; below 100 people no numbers are public, and in a single "
        "release the noise cannot be tested from outside at all."
    ),
    _(
        "In a small series of four releases, noise that was used twice is seen from outside in 34 of 40 series of "
        "400 people, and in 26 of 40 series of 200."
    ),
    _(
        "People who were interviewed were not chosen at random. The blur does not change that: however many they "
        "are, the figures say nothing about how common something is among all workers."
    ),
)

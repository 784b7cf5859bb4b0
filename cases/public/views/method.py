"""How the material is collected, coded, checked and published; and how figures are blurred, in full."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.charts import draw
from cases.public.edition import Edition, State
from cases.published import method_sentences, method_texts
from cases.published.texts import BLUR, CAVEAT

from .pages import page


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The method in plain words. One statement; two where nothing was released yet."""
    edition = _edition()
    return page(request, "public/method.html", site=edition.site, caveat=CAVEAT, **_promise(edition))


@require_safe
def method_blur(request: HttpRequest) -> HttpResponse:
    """How figures are blurred, for whoever wants to check it. One statement; two where nothing was released yet."""
    edition = _edition()
    texts: dict[str, Any] = {
        "sentences": method_sentences,
        "designs": method_texts.DESIGNS,
        "norm": method_texts.NORM,
        "multipliers": list(enumerate(method_texts.MULTIPLIERS, start=1)),
        "promise": method_texts.PROMISE,
        "tiers": method_texts.TIERS,
        "held": method_texts.HELD,
        "measured": method_texts.MEASURED,
    }
    return page(request, "public/method_blur.html", site=edition.site, **texts, **_promise(edition))


@require_safe
def method_reading(request: HttpRequest) -> HttpResponse:
    """How to read a blurred figure, with a worked example. One statement; two where nothing was released yet."""
    edition, people = _edition(), method_texts.INTERVIEWED
    first, overlapping, apart = method_texts.EXAMPLES
    return page(
        request,
        "public/method_reading.html",
        site=edition.site,
        examples=[
            (one, draw(one.low, one.high, people, value=one.value, track=people)) for one in method_texts.EXAMPLES
        ],
        first=first,
        overlapping=overlapping,
        apart=apart,
        interviewed=people,
        fewest=method_texts.INTERVIEWED_LOW,
        most=method_texts.INTERVIEWED_HIGH,
        released=edition.state in (State.RANGES, State.NUMBERS),
    )


def _edition() -> Edition:
    edition = queries.edition()
    assert edition is not None  # no release was named
    return edition


def _promise(edition: Edition) -> dict[str, Any]:
    """The current release and what it promises: of a second series it is another sentence than of the first."""
    release = edition.release if edition.state != State.WITHDRAWN else None
    return {
        "released": edition.state in (State.RANGES, State.NUMBERS),
        "current": release,
        "blur": release.blur if release else BLUR,
        "series": release.series if release else 1,
    }

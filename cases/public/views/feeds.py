"""What programs read to follow the site: the feed, the map of the site, what robots may look at."""

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.caching import let_pass
from cases.public.feed import feed as made_feed
from cases.public.sitemap import SECTIONS


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Releases, corrections and new editions of cases, as Atom. Four statements."""
    if request.META.get("QUERY_STRING"):
        let_pass(request)
    made = made_feed(queries.site(), request.build_absolute_uri)
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page in every language. Four statements."""
    response = sitemaps.sitemap(request, SECTIONS).render()
    response["Content-Language"] = "en"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be found; the doors of staff are named only where this process has them. No statement."""
    has_doors = settings.SIDE == "both" and not getattr(request, "static_export", False)
    closed = ["/staff/", "/accounts/"] if has_doors else []
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Allow: /", ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}\n")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8", headers={"Content-Language": "en"})

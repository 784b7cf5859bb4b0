"""The map of the site for search engines: every page in every language, with no query and no file."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import URLPattern, get_resolver, reverse

from cases.public import queries
from cases.published.data import TOTAL
from cases.published.models import PublishedCase, PublishedRelease, PublishedTable
from cases.published.stored import shows

NO_PAGES = {"feed"}


class InEachLanguage(Sitemap[Any]):
    """Pages that exist in every language, and name each other. Whoever wants none of the three is sent to English."""

    i18n = alternates = True

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        urls: list[dict[str, Any]] = super().get_urls(page, site, protocol)
        for url in urls:
            english = next(one["location"] for one in url["alternates"] if one["lang_code"] == "en")
            url["alternates"].append({"location": english, "lang_code": "x-default"})
        return urls


class Pages(InEachLanguage):
    """The pages whose address takes no argument. No statement."""

    def items(self) -> Sequence[str]:
        plain = [each for each in get_resolver("cases.public.urls").url_patterns if not each.pattern.converters]
        return [str(each.name) for each in plain if isinstance(each, URLPattern) and each.name not in NO_PAGES]

    def location(self, item: str) -> str:
        return reverse(f"public:{item}")


class Releases(InEachLanguage):
    """Releases that were not withdrawn. One statement."""

    def items(self) -> Sequence[PublishedRelease]:
        return list(queries.releases().exclude(status=PublishedRelease.Status.WITHDRAWN))

    def location(self, item: PublishedRelease) -> str:
        return reverse("public:release", args=[item.pk])

    def lastmod(self, item: PublishedRelease) -> dt.date:
        return item.slot


class Indicators(InEachLanguage):
    """The indicators of the current release. One statement."""

    def items(self) -> Sequence[str]:
        current = queries.releases().filter(status=PublishedRelease.Status.CURRENT).first()
        return [indicator["key"] for indicator in current.indicators] if current else []

    def location(self, item: str) -> str:
        return reverse("public:indicator", args=[item])


class Tables(InEachLanguage):
    """The tables of those releases that show something. One statement."""

    def items(self) -> Sequence[PublishedTable]:
        tables = [table for table in queries.published_tables() if table.key != TOTAL]
        return [table for table in tables if shows(table.release, table.rows, table.columns)]

    def location(self, item: PublishedTable) -> str:
        return reverse("public:release_table", args=[item.release_id, item.key])

    def lastmod(self, item: PublishedTable) -> dt.date:
        return item.release.slot


class Cases(InEachLanguage):
    """Documented cases. One statement."""

    def items(self) -> Sequence[PublishedCase]:
        return list(queries.cases())

    def location(self, item: PublishedCase) -> str:
        return reverse("public:case", args=[item.slug])

    def lastmod(self, item: PublishedCase) -> dt.date:
        return item.published.date()


SECTIONS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "pages": Pages,
    "indicators": Indicators,
    "releases": Releases,
    "tables": Tables,
    "cases": Cases,
}

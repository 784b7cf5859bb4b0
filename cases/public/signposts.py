"""Links in a header, by which programs find what belongs to a release (FAIR Signposting)."""

from django.http import HttpRequest
from django.urls import reverse

from cases.core.translated import LANGUAGES
from cases.public.edition import Downloads
from cases.published.models import PublishedRelease
from cases.reports.dataset import JSONLD_TYPE
from cases.reports.manifest import LICENCE_ADDRESS

DATASET = "https://schema.org/Dataset"


def links(request: HttpRequest, release: PublishedRelease, downloads: Downloads) -> str:
    """The value of the header ``Link`` on the page of a release: what it is, its address for good, its files."""
    here = request.build_absolute_uri(reverse("public:release", args=[release.pk]))
    said = [f'<{here}>; rel="cite-as"', f'<{DATASET}>; rel="type"', f'<{LICENCE_ADDRESS}>; rel="license"']
    for language in LANGUAGES:
        described = request.build_absolute_uri(reverse("data:dataset", args=[release.pk, language]))
        said.append(f'<{described}>; rel="describedby"; type="{JSONLD_TYPE}"; hreflang="{language}"')
    for file in downloads.files:
        item = request.build_absolute_uri(reverse("data:file", args=[release.pk, file.name]))
        said.append(f'<{item}>; rel="item"; type="{file.media_type.split(";")[0]}"')
    return ", ".join(said)

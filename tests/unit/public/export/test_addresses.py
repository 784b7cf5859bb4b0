"""Addresses as files: every disk can hold them, a web server finds them, and links between them are relative."""

import pytest

from cases.core.errors import Refused
from cases.public.export.addresses import address_of, between, file_of, own, site_root

ROOT = "https://example.org"
FILES = {
    "/": "index.html",
    "/en/": "en/index.html",
    "/en/patterns/": "en/patterns/index.html",
    "/en/patterns/?sector=construction&beside=forestry": "en/patterns/sector=construction&beside=forestry.html",
    "/ru/figures/?source=%D0%90+b": "ru/figures/source=%D0%90+b.html",
    "/data/2026-08/cells.csv": "data/2026-08/cells.csv",
    "/sitemap.xml": "sitemap.xml",
}


@pytest.mark.parametrize(("address", "file"), FILES.items())
def test_address_and_file(address: str, file: str) -> None:
    assert file_of(address) == file
    assert address_of(file) == address


@pytest.mark.parametrize(
    "address",
    [
        "/en/../data/x",
        "/en/./",
        "//en/",
        "/en/a b/",
        "/en/patterns/?q=a/b",
        "/en/patterns/?index",
        "/en/patterns/?q=%2F*:",
        f"/en/?q={'x' * 200}",
        "/en/con/",
        "/data/2026-08/NUL.csv",
        "/data/2026-08/x.",
        "/data/2026-08/cells.csv?x=1",
        "/en/북한/",
        "en/",
    ],
)
def test_name_that_some_disk_cannot_hold_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="name that not every disk can hold|file with a query"):
        file_of(address)


@pytest.mark.parametrize(
    ("file", "target", "fragment", "link"),
    [
        ("en/index.html", "en/patterns/index.html", "", "patterns/index.html"),
        ("en/patterns/index.html", "static/site.css", "", "../../static/site.css"),
        ("index.html", "en/index.html", "", "en/index.html"),
        ("en/patterns/a=b.html", "en/patterns/index.html", "main", "index.html#main"),
        ("en/patterns/index.html", "en/patterns/a=%D0%90&b=c.html", "", "a=%25D0%2590&b=c.html"),
    ],
)
def test_link_between_files(file: str, target: str, fragment: str, link: str) -> None:
    assert between(file, target, fragment) == link


@pytest.mark.parametrize(
    ("link", "page", "found"),
    [
        ("/ko/", "/en/", ("/ko/", "")),
        ("?sector=it", "/en/patterns/?sex=male", ("/en/patterns/?sector=it", "")),
        ("?", "/en/patterns/?sex=male", ("/en/patterns/", "")),
        ("?sector=", "/en/patterns/", ("/en/patterns/", "")),
        ("#main", "/en/patterns/?sex=male", ("/en/patterns/?sex=male", "main")),
        ("", "/en/", ("/en/", "")),
        ("../x.css", "/static/a/b.css", ("/static/x.css", "")),
        ("https://example.org/en/#x", "/en/", ("/en/", "x")),
        ("https://example.org", "/en/", ("/", "")),
        ("http://example.org/en/", "/en/", None),
        ("https://elsewhere.org/en/", "/en/", None),
        ("//elsewhere.org/", "/en/", None),
        ("mailto:desk@example.org", "/en/", None),
    ],
)
def test_where_a_link_leads(link: str, page: str, found: tuple[str, str] | None) -> None:
    assert own(link, page, ROOT) == found


@pytest.mark.parametrize(
    ("given", "root"),
    [
        ("https://Example.org/", "https://example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_address_of_the_site(given: str, root: str) -> None:
    assert site_root(given) == root


@pytest.mark.parametrize(
    "given",
    ["example.org", "ftp://example.org", "https://", "https://example.org/site", "https://a b", "https://u:p@h.org",
     "https://example.org?x=1", "https://example.org#x", "javascript:alert(1)", ""],
)  # fmt: skip
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(Refused, match="is no address of a site"):
        site_root(given)

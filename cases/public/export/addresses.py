"""Which file of an export an address of the site is kept in, and how one file of it links to another. Pure.

``/en/patterns/`` is ``en/patterns/index.html``; with a query it is ``en/patterns/sector=construction.html``. A web
server finds the second one by the query as it stands, so the order of its fields is that of the page's own links.
"""

import posixpath
import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from django.http.request import split_domain_port
from django.utils.translation import gettext as _

from cases.core.errors import Refused

INDEX, PAGE = "index.html", ".html"
LONGEST_NAME = 200
"""Characters of a file's name: FAT and NTFS take 255."""

_PATH = re.compile(r"/(?:[\w.~-]+/)*[\w.~-]*", re.ASCII)
_QUERY = re.compile(r"[\w.~+%&-]+=[\w.~+%=&-]+", re.ASCII)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself."""


def site_root(address: str) -> str:
    """An address such as ``https://example.org``, small and without a slash at its end. Raises Refused for another."""
    parts = urlsplit(address.strip().rstrip("/").lower())
    if parts.scheme not in ("http", "https") or not split_domain_port(parts.netloc)[0] or any(parts[2:]):
        raise Refused(
            _("“%(address)s” is no address of a site: give --address as https://example.org, without a path.")
            % {"address": address}
        )
    return f"{parts.scheme}://{parts.netloc}"


def own(link: str, page: str, root: str) -> tuple[str, str] | None:
    """The address of our site that a link on a page leads to, and its fragment; None where it leads elsewhere."""
    if link.partition("#")[0] == "?":  # the page without its query, which urljoin would keep
        link = page.partition("?")[0] + link[1:]
    target = urlsplit(urljoin(root + page, link))
    if f"{target.scheme}://{target.netloc}" != root:
        return None
    query = urlencode(parse_qsl(target.query))
    return (target.path or "/") + (f"?{query}" if query else ""), target.fragment


def file_of(address: str) -> str:
    """The file of an export that holds this address. Raises Refused for a name that not every disk can hold."""
    path, _mark, query = address.partition("?")
    file = path[1:]
    if path.endswith("/"):
        file += f"{query}{PAGE}" if query else INDEX
    elif query:
        raise Refused(_("%(address)s is a file with a query: an export cannot hold it.") % {"address": address})
    if not _PATH.fullmatch(path) or (query and not _QUERY.fullmatch(query)) or not _fits(file):
        raise Refused(_("%(address)s makes a name that not every disk can hold.") % {"address": address})
    return file


def _fits(file: str) -> bool:
    names = file.split("/")
    return all(len(name) <= LONGEST_NAME and name[-1:] != "." and not _DEVICE.fullmatch(name) for name in names)


def address_of(file: str) -> str:
    """The address that a file of an export holds: what ``file_of`` was given."""
    folder, name = posixpath.split(f"/{file}")
    folder = folder.rstrip("/") + "/"
    if name == INDEX:
        return folder
    return f"{folder}?{name.removesuffix(PAGE)}" if "=" in name and name.endswith(PAGE) else f"/{file}"


def between(file: str, target: str, fragment: str = "") -> str:
    """The link from one file of an export to another."""
    link = quote(posixpath.relpath(target, posixpath.dirname(file) or "."), safe="/~+=&")
    return f"{link}#{fragment}" if fragment else link

"""Whether every link of a written export leads to something written. It reads the files as a browser would."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from .addresses import PAGE, file_of
from .links import Page, in_styles

STYLES = ".css"


class Checker:
    """Reads each page once: the links on it, and the places that others can link to."""

    def __init__(self, folder: Path, files: set[str]) -> None:
        self.folder, self.files = folder, files
        self.pages = {file: Page(self._text(file)) for file in sorted(files) if file.endswith(PAGE)}

    def problems(self) -> Iterator[str]:
        """One sentence for each thing that is wrong, page by page."""
        for file, page in self.pages.items():
            for element in page.forbidden:
                yield _("%(page)s holds a <%(element)s>.") % {"page": file, "element": element}
            for value, loads in dict.fromkeys((link.value, link.loads) for link in page.links):
                yield from self._of_link(file, value, loads=loads)
        for file in sorted(file for file in self.files if file.endswith(STYLES)):
            for value in in_styles(self._text(file)):
                yield from self._of_link(file, value, loads=True)

    def _of_link(self, file: str, value: str, *, loads: bool) -> Iterator[str]:
        words, target = {"page": file, "link": value}, urlsplit(value)
        if target.scheme or target.netloc:
            if loads:
                yield _("%(page)s loads %(link)s from elsewhere.") % words
            return
        found = _target(file, target.path)
        if found not in self.files or target.query:
            yield _("%(page)s links to %(link)s, which is not there.") % words
        elif target.fragment and found in self.pages and unquote(target.fragment) not in self.pages[found].ids:
            yield _("%(page)s links to %(link)s, and there is no such place on that page.") % words

    def _text(self, file: str) -> str:
        return (self.folder / file).read_text()


def _target(file: str, path: str) -> str:
    """The file that a link leads to. Those of the page for wrong addresses start at the root of the site."""
    if not path:
        return file
    if path.startswith("/"):
        return file_of(unquote(path))
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))

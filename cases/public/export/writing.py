"""Writes the site: from the addresses without arguments along every link to everything that can be reached."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.snapshots import one_state
from cases.core.translated import LANGUAGES

from . import rendering
from .addresses import between, file_of, own
from .checking import Checker
from .folder import files_in, replacing, seal
from .links import Page, in_styles, named, replaced
from .rendering import CSS, HTML, Answer

CHARSET = '<meta charset="utf-8">'
POLICY = (
    "\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' file:; "
    "style-src 'self' file:; form-action 'none'; base-uri 'none'\">"
)
"""In a folder there are no headers. A browser that takes no folder for 'self' takes file:, which a server has not."""

SHOWN_PROBLEMS = 5
WRITTEN = (200, 410)
DEFAULT_HEADERS = {"Content-Type": "text/html; charset=utf-8"}

Progress = Callable[[int, int], None]


class Summary(NamedTuple):
    """What was written."""

    pages: int
    files: int
    size: int


def export_site(target: Path, root: str, progress: Progress) -> Summary:
    """Write the whole public site in three languages into a folder, from published tables.

    ``root`` is the address that citations name, as ``site_root`` gives it; ``progress`` is told how many addresses are
    done and how many are known. Raises Refused, with nothing changed, when a link leads nowhere, an address cannot be
    a file, or ``target`` is something else than an earlier export; OSError when the disk is full.
    """
    rendering.check_static_files()
    with replacing(target) as folder, one_state():
        writer = Writer(folder, root)
        writer.own_pages()
        writer.crawl(progress)
        files = files_in(folder)
        _check([*writer.problems, *Checker(folder, files).problems()])
        seal(folder, root, writer.answers)
        pages = sum(file.endswith(".html") for file in files)
        return Summary(pages, len(files) - pages, sum((folder / file).stat().st_size for file in files))


def _check(problems: list[str]) -> None:
    """Raises Refused with the first of them."""
    if problems:
        more = len(problems) - SHOWN_PROBLEMS
        rest = [_("And %(number)s more.") % {"number": more}] if more > 0 else []
        first = _("The export would be broken, so nothing was written.")
        raise Refused(" ".join([first, *problems[:SHOWN_PROBLEMS], *rest]))


class Writer:
    """Asks for each address once and writes what it answers; ``answers`` are those that are no plain page."""

    def __init__(self, folder: Path, root: str) -> None:
        self.folder, self.root = folder, root
        self.answers: dict[str, Any] = {}
        self.problems: list[str] = []
        self._waiting: deque[str] = deque()
        self._from: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def crawl(self, progress: Progress) -> None:
        """Everything that can be reached."""
        for address in rendering.starts():
            self._reached(address, "")
        done = 0
        while self._waiting:
            address = self._waiting.popleft()
            self._write(address, rendering.answer(address, self.root))
            done += 1
            progress(done, len(self._from))

    def own_pages(self) -> None:
        """Where a reader chooses a language, and what a web server shows at an address that leads nowhere."""
        self._put("index.html", self._page("/", "index.html", rendering.own_page("export_start.html", self.root)))
        # Shown at any address, so their links start at the root of the site.
        nowhere = rendering.own_page("export_start.html", self.root, nowhere=True)
        self._put("404.html", _with_policy(nowhere.content.decode()))
        for language in LANGUAGES:
            self._put(f"{language}/404.html", _with_policy(rendering.missing(language, self.root).content.decode()))

    def _reached(self, address: str, page: str) -> None:
        if address not in self._from:
            self._from[address] = page
            self._waiting.append(address)

    def _write(self, address: str, answer: Answer) -> None:
        file, shown = file_of(address), address
        if answer.location:  # a folder cannot send on, so the page stands at both addresses
            shown = urljoin(address, answer.location)
            answer = rendering.answer(shown, self.root)
        if answer.status not in WRITTEN:
            page, status = self._from[address] or _("The site"), answer.status
            words = _("%(page)s leads to %(address)s, which answers %(status)s.")
            self.problems.append(words % {"page": page, "address": address, "status": status})
            return
        self._note(file, answer)
        if answer.media_type == HTML:
            self._put(file, self._page(shown, file, answer))
        else:
            self._put(file, answer.content)
            self._follow(address, answer)

    def _page(self, address: str, file: str, answer: Answer) -> str:
        """A page with links that work in a folder; what it links to and names is reached."""
        html = _with_policy(answer.content.decode())
        changes = []
        for link in Page(html).links:
            found = own(link.value, address, self.root)
            if found is None:
                continue
            target, fragment = found
            self._reached(target, address)
            if not link.at_home and not link.value.startswith("#"):
                changes.append((link, between(file, file_of(target), fragment)))
        self._follow_named(address, html)
        return replaced(html, changes)

    def _follow(self, address: str, answer: Answer) -> None:
        """Whatever a style sheet loads, and the addresses in any other text."""
        try:
            text = answer.content.decode()
        except UnicodeDecodeError:
            return
        if answer.media_type == CSS:
            for value in in_styles(text):
                if found := own(value, address, self.root):
                    self._reached(found[0], address)
        self._follow_named(address, text)

    def _follow_named(self, address: str, text: str) -> None:
        for link in named(text, self.root):
            if found := own(link, "/", self.root):
                self._reached(found[0], address)

    def _note(self, file: str, answer: Answer) -> None:
        """What a server must know besides the file."""
        if file.startswith("static/") or (answer.status == 200 and answer.headers == DEFAULT_HEADERS):
            return
        self.answers[file] = {"status": answer.status, "headers": answer.headers}

    def _put(self, file: str, content: str | bytes) -> None:
        """Raises Refused where a disk that knows no capital letters would take two files for one."""
        if self._names.setdefault(file.lower(), file) != file:
            raise Refused(
                _("%(file)s and %(other)s are one name on some disks.")
                % {"file": file, "other": self._names[file.lower()]}
            )
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def _with_policy(html: str) -> str:
    assert CHARSET in html, "a page without the place for its content policy"
    return html.replace(CHARSET, CHARSET + POLICY, 1)

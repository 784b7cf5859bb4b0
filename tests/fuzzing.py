"""Random hostile requests: every address with odd arguments, queries, forms, headers and verbs. No status 500.

The same seed makes the same requests, so that one that fails can be repeated.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from django.test import Client
from django.urls import get_resolver

from cases.core.url_policies import LANGUAGE, Policy, policy_of, routes

NASTY = [
    "", " ", "0", "-1", "1", "9" * 30, "9" * 400, "1e309", "NaN", "-0", "0x10", "٣", "²", "true", "None", "null", "[]",
    "{}", "%", "%%", "%s%n", "%ff", "\x00", "\x01", "\x1b[2J", "\x7f", "\x85", "\u200b", "\u202e", "\ufeff", "İ", "ß",
    "🦊", "e\u0301" * 40, "한글", "ёж", "a" * 5000, "/", "//evil.example", "\\", "..", "../../etc/passwd",
    "..%2f..%2f", "' OR 1=1 --", '"; DROP TABLE x; --', "{{7*7}}", "{% load x %}", "<script>alert(1)</script>",
    "javascript:alert(1)", "\r\nSet-Cookie: a=b", "__class__", "password__startswith", "case__members__user", "a&b=c",
    "a=b", ";", ",", "[", "(?P<x>", "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "25:61", "2026-08",
    "2026-08-01T00:00:00Z", "00000000-0000-0000-0000-000000000000", "urn:uuid:00000000-0000-0000-0000-000000000000",
    "en", "ko", "construction", "ILO-07", "cells.csv", "https://evil.example/", "x" * 200, "-" * 61, "_", ".", "~",
]  # fmt: skip
NAMES = [
    "release", "q", "p", "o", "e", "_popup", "_to_field", "_changelist_filters", "all", "next", "sector", "kind",
    "family", "case__id__exact", "status__in", "uuid__exact", "id__gt", "password__startswith", "case", "testimony",
    "action", "_selected_action", "index", "select_across", "csrfmiddlewaretoken", "login", "password", "code",
    "credential", "passphrase", "title", "account", "reason", "members", "form-TOTAL_FORMS", "form-INITIAL_FORMS",
    "form-0-id", "beside", "sex", "area", "hours", "row", "group", "date_0", "date_earliest", "app_label", "model_name", "field_name", "term", "from", "until", "person",
]  # fmt: skip
PUBLISHED = [
    "sector-by-hours", "ILO-07", "sector", "indicators", "total", "cells.csv", "en", "ko", "ru", "csv", "json", "xlsx", "bib",
    "csl.json", "release", "construction", "forestry", "2026-08",
]  # fmt: skip
"""What public addresses and their filters are made of."""
HEADERS = {
    "accept-language": ["", "*", "ko;q=9", "en-" * 300, "xx-yy-zz", "ru\x00", "한", ";q=", "en,ko,ru" * 100],
    "cookie": ["", "=", "sessionid=", "sessionid=" + "x" * 4000, "csrftoken=\x00; a", "django_language=../x", ";;;="],
    "referer": ["", "http://[", "https://evil.example/", "/", "x" * 4000],
    "origin": ["null", "http://[", "https://evil.example", "x"],
    "if-none-match": ["", "*", '"x"', 'W/"', "," * 500],
    "if-modified-since": ["", "x", "Thu, 01 Jan 1970 00:00:00 GMT", "Sun, 99 Foo 99999 99:99:99 GMT"],
    "range": ["bytes=0-", "bytes=9-1", "bytes=-", "x", "bytes=" + "0-1," * 500],
    "accept": ["", "*/*;q=x", "application/json", "text/html;" * 200],
    "accept-encoding": ["br", "gzip;q=x", "*", "identity;q=0"],
    "x-forwarded-for": ["x", "1.2.3.4, [", "127.0.0.1"],
    "x-forwarded-host": ["evil.example"],
    "x-csrftoken": ["", "x" * 64, "한"],
    "x-http-method-override": ["DELETE"],
    "host": ["localhost", "evil.example", "[", "localhost:99999", "local host", "xn--", "a" * 300],
}
TYPES = [
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7", "text/plain", "",
    "application/json", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=한",
    "multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=nonsense", "x" * 500, "a/b; =;",
]  # fmt: skip
VERBS = ["GET"] * 6 + ["POST"] * 5 + ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "X"]
READING = ["GET"] * 16 + ["HEAD", "POST", "OPTIONS", "X"]
"""For pages that answer nothing else: most of what is sent must get past the method."""


@dataclass
class Fuzzer:
    """Requests from a seed. ``known`` are values that exist, by which more of a view is reached."""

    seed: int
    known: Sequence[str] = ()
    verbs: Sequence[str] = tuple(VERBS)
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311  (repeatable, not secret)

    def value(self) -> str:
        """Something that exists, something nasty, or letters at random."""
        if self.known and self.chance.random() < 0.4:
            return self.chance.choice(self.known)
        if self.chance.random() < 0.8:
            return self.chance.choice(NASTY)
        return "".join(chr(self.chance.randrange(1, 0xD7FF)) for _ in range(self.chance.randrange(1, 30)))

    def pairs(self, most: int) -> str:
        """A query or a form."""
        return urlencode([(self.name(), self.value()) for _ in range(self.chance.randrange(most))], errors="replace")

    def name(self) -> str:
        return self.chance.choice(NAMES) if self.chance.random() < 0.9 else self.value()[:100]

    def address(self, route: str) -> str:
        """The route with its arguments filled in, sometimes left broken."""
        parts = route.replace(LANGUAGE, self.chance.choice(["en/", "ko/", "ru/"])).replace("^", "").replace("$", "")
        while "<" in parts or "(?P" in parts:
            start = parts.index("(?P") if "(?P" in parts else parts.index("<")
            end = parts.index(")", start) if "(?P" in parts else parts.index(">", start)
            parts = parts[:start] + quote(self.value(), safe="/") + parts[end + 1 :]
        return f"/{parts}?{self.pairs(4)}"

    def body(self) -> tuple[bytes, str]:
        """What is sent, and as what."""
        kind = self.chance.choice([TYPES[0]] * 10 + TYPES)
        if "multipart" not in kind or self.chance.random() < 0.2:
            return self.pairs(6).encode(), kind
        name, value = self.name(), self.value()
        part = (
            f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{self.value()}"\r\n\r\n{value}\r\n--x--'
        )
        return part.encode(), kind

    def headers(self) -> dict[str, str]:
        """A few of those that the program or Django reads, in the bytes that a server hands over."""
        chosen = self.chance.sample(sorted(HEADERS), self.chance.randrange(3))
        return {name: self.chance.choice(HEADERS[name]).encode().decode("latin-1") for name in chosen}

    def status(self, client: Client, route: str) -> tuple[str, int]:
        """Ask once; what was asked and the status. A header in Django's test client cannot hold a line break."""
        verb, address, headers = self.chance.choice(self.verbs), self.address(route), self.headers()
        body, kind = self.body()
        extra = {"content_type": kind, "headers": headers}
        answer = client.generic(verb, address, body if verb != "GET" else b"", **extra)  # type: ignore[arg-type]
        if answer.streaming:
            b"".join(answer)  # type: ignore[arg-type]  # a stream fails only now
        return f"{verb} {address} {kind!r} {body[:300]!r} {headers}", answer.status_code


def addresses(*wanted: Policy) -> Iterator[str]:
    """The routes with one of these policies."""
    for route, _callback in routes(get_resolver()):
        if policy_of(route) in wanted:
            yield route


def faults(
    client: Client, found: Iterator[str], *, each: int, seed: int, known: Sequence[str], verbs: Sequence[str] = VERBS
) -> list[str]:
    """The requests that met a fault, of ``each`` to every address."""
    client.raise_request_exception = False
    bad = []
    for route in sorted(set(found)):
        fuzzer = Fuzzer(seed, known, verbs)
        for _ in range(each):
            asked, status = fuzzer.status(client, route)
            if status >= 500:
                bad.append(f"{status} {asked}")
    return bad

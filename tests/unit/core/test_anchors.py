"""Anchors: the line that is printed and typed in again, the files, the time stamps."""

import datetime as dt
import hashlib
import json
import os
import random
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from cases.core import audit
from cases.core.audit import Entry, anchor_files, stamps
from cases.core.audit.anchors import Anchor, anchor_head, read_line
from cases.core.errors import Refused
from cases.core.models import AuditEvent
from tests.stamping import Authority, authority

# ruff: noqa: S311


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.ANCHORS_DIR = tmp_path / "anchors"
    return tmp_path / "anchors"


@pytest.fixture
def stamper(tmp_path: Path) -> Authority:
    return authority(tmp_path / "authority")


def command(name: str, *arguments: object) -> tuple[int, str]:
    """Its exit code and all that it says."""
    out = StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out, stderr=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def kept(folder: Path) -> anchor_files.Kept:
    found = list(anchor_files.read(folder))[-1]
    assert isinstance(found, anchor_files.Kept)
    return found


# --- the line ---


def an_anchor(chance: random.Random) -> Anchor:
    return Anchor(dt.date(2026, 11, 28), chance.randrange(1, 10**7), chance.randbytes(32))


def test_line_is_read_back() -> None:
    chance = random.Random(1)
    for _number in range(100):
        anchor = an_anchor(chance)
        line = anchor.line()
        assert len(line) < 120
        for typed in (line, line.upper(), line.replace(" ", "  "), line.removeprefix("HR-ANCHOR-1 "), f"  {line}\n"):
            assert read_line(typed) == anchor
        head, sign, rest = line.rpartition("#")
        assert read_line(head + sign + rest.replace("0", "O").replace("1", "l")) == anchor


def test_slip_of_the_finger_is_told_from_an_alarm() -> None:
    """One wrong character, two swapped, one too many or too few: four check digits let one in 65,536 through."""
    chance, slips, missed = random.Random(2), 0, 0
    for _number in range(2000):
        line = an_anchor(chance).line()
        place = chance.randrange(12, len(line) - 1)
        wrong = line[:place] + chance.choice("0123456789abcdef") + line[place + 1 :]
        swapped = line[:place] + line[place + 1] + line[place] + line[place + 2 :]
        for typed in (wrong, swapped, line[:place] + line[place + 1 :], line + "0"):
            if "".join(typed.split()) == "".join(line.split()):
                continue
            slips += 1
            with suppress(Refused):
                missed += read_line(typed) is not None
    assert slips > 5000
    assert missed <= 2


@pytest.mark.parametrize("line", ["", "hello", "HR-ANCHOR-1", "HR-ANCHOR-1 2026-99-99 #1# " + "0" * 68, "\0", "#" * 9])
def test_line_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(Refused, match="typing error"):
        read_line(line)


# --- the files ---


def test_anchor_is_the_head_and_an_event_itself(db: None, folder: Path) -> None:
    audit.append(Entry("test.one", None))
    code, said = command("anchor_audit")
    assert code == 0
    newest = AuditEvent.objects.latest("seq")
    anchor = read_line(said.splitlines()[0])
    assert newest.action == "audit.anchor"
    assert (anchor.seq, anchor.head) == (2, bytes(newest.hash)) == (newest.seq, kept(folder).anchor.head)
    assert command("verify_audit")[0] == 0


def test_files_are_for_their_owner_only_and_whole(db: None, folder: Path) -> None:
    command("anchor_audit")
    names = sorted(os.listdir(folder))
    stem = f"{timezone.localdate()}-0000000001"
    assert names == [f"{stem}.json", f"{stem}.tsq"]
    assert [(folder / name).stat().st_mode & 0o777 for name in names] == [0o600] * 2
    assert folder.stat().st_mode & 0o777 == 0o700


def test_folder_that_takes_no_file_leaves_no_event(db: None, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    code, said = command("anchor_audit")
    assert code == 2
    assert "does not take files" in said
    assert not AuditEvent.objects.exists()


def test_nothing_is_overwritten(db: None, folder: Path) -> None:
    folder.mkdir()
    there = folder / f"{timezone.localdate()}-0000000001.tsq"
    there.write_text("of before")
    code, said = command("anchor_audit")
    assert code == 2
    assert "nothing is overwritten" in said
    assert there.read_text() == "of before"


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"line": 5}', "not JSON", '{"line": "x"}', "\udcff"])
def test_damaged_anchor_file_is_a_problem(db: None, folder: Path, content: str) -> None:
    command("anchor_audit")
    kept(folder).path.write_bytes(content.encode(errors="surrogateescape"))
    code, said = command("verify_audit")
    assert code == 1
    assert "was altered or is damaged" in said


@pytest.mark.parametrize("part", ["head", "seq", "check"])
def test_altered_anchor_file_is_a_problem(db: None, folder: Path, part: str) -> None:
    """Also one whose check digits were worked out anew."""
    audit.append(Entry("test.one", None))
    command("anchor_audit")
    anchor, path = kept(folder).anchor, kept(folder).path
    lines = {
        "head": Anchor(anchor.day, anchor.seq, bytes(32)).line(),
        "seq": Anchor(anchor.day, 1, anchor.head).line(),
        "check": anchor.line()[:-4] + "0000",
    }
    path.write_text(json.dumps(json.loads(path.read_text()) | {"line": lines[part]}))
    assert command("verify_audit")[0] == 1


def test_chain_cannot_be_anchored_inside_a_transaction_that_may_fail(db: None, transactional_db: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        anchor_head()


# --- time stamps ---


def test_request_tells_the_authority_nothing(db: None, folder: Path) -> None:
    """Blinded: neither the head nor its plain digest stands in it, and two requests for one head differ."""
    command("anchor_audit")
    found = kept(folder)
    request = found.request_path.read_bytes()
    assert found.anchor.head not in request
    one, other = stamps.message(found.anchor, bytes(32)), stamps.message(found.anchor, b"\1" * 32)
    assert stamps.request(one)[0][20:52] != stamps.request(other)[0][20:52]
    assert len(found.blinding) == 32


def test_reply_is_brought_back_and_verified(db: None, folder: Path, stamper: Authority, tmp_path: Path) -> None:
    command("anchor_audit")
    reply = stamper.reply(kept(folder).request_path, tmp_path / "reply.tsr")
    code, said = command("anchor_audit", "--reply", reply, "--authority", stamper.certificate)
    assert (code, "Stored" in said) == (0, True)
    assert kept(folder).reply_path.read_bytes() == reply.read_bytes()
    assert command("verify_audit", "--authority", stamper.certificate)[0] == 0
    code, said = command("anchor_audit", "--reply", reply, "--authority", stamper.certificate)
    assert (code, "stored already" in said) == (2, True)


def test_reply_for_other_data_is_refused(db: None, folder: Path, stamper: Authority, tmp_path: Path) -> None:
    command("anchor_audit")
    other = tmp_path / "other.tsq"
    other.write_bytes(stamps.request(b"something else")[0])
    reply = stamper.reply(other, tmp_path / "reply.tsr")
    code, said = command("anchor_audit", "--reply", reply, "--authority", stamper.certificate)
    assert code == 2
    assert "for other data than any anchor" in said
    assert not kept(folder).reply_path.exists()


def test_reply_to_another_request_for_the_same_head_is_refused(
    db: None, folder: Path, stamper: Authority, tmp_path: Path
) -> None:
    """Its number differs: it was not given to what was carried out."""
    command("anchor_audit")
    again = tmp_path / "again.tsq"
    again.write_bytes(stamps.request(kept(folder).message)[0])
    reply = stamper.reply(again, tmp_path / "reply.tsr")
    code, said = command("anchor_audit", "--reply", reply, "--authority", stamper.certificate)
    assert (code, "does not fit" in said) == (2, True)


def test_reply_of_another_authority_is_refused(db: None, folder: Path, stamper: Authority, tmp_path: Path) -> None:
    command("anchor_audit")
    stranger = authority(tmp_path / "stranger", "Somebody else")
    reply = stranger.reply(kept(folder).request_path, tmp_path / "reply.tsr")
    code, said = command("anchor_audit", "--reply", reply, "--authority", stamper.certificate)
    assert (code, "does not fit" in said) == (2, True)


def test_altered_replies_are_refused(db: None, folder: Path, stamper: Authority, tmp_path: Path) -> None:
    """Any bit of what is signed or of the signature, and all kinds of garbage."""
    command("anchor_audit")
    content = stamper.reply(kept(folder).request_path, tmp_path / "reply.tsr").read_bytes()
    chance, forged, certificate = random.Random(3), tmp_path / "forged.tsr", stamper.certificate
    stamped = content.index(hashlib.sha256(kept(folder).message).digest())
    signed = [*range(stamped - 30, stamped + 60), *range(len(content) - 64, len(content))]
    wrong = [b"", b"x", content[:-1], content[:40], b"0" * 400, b"\x30\x84\xff\xff\xff\xff", b"\x30\x80" * 9]
    for place in chance.sample(signed, 40):
        wrong.append(content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :])
    taken = []
    for reply in wrong:
        forged.write_bytes(reply)
        if command("anchor_audit", "--reply", forged, "--authority", certificate)[0] != 2:
            taken.append(reply)
            kept(folder).reply_path.unlink()
    assert taken == []


def test_certificates_may_come_in_any_order(db: None, folder: Path, stamper: Authority, tmp_path: Path) -> None:
    """OpenSSL sends signer and issuer as they come, which our reader takes for damage."""
    command("anchor_audit")
    reply = stamper.reply(kept(folder).request_path, tmp_path / "reply.tsr").read_bytes()
    ordered = stamps.with_certificates_in_order(reply)
    assert sorted(ordered) == sorted(reply)
    assert stamps.with_certificates_in_order(ordered) == ordered
    for way in (reply, ordered):
        stamps.check(way, kept(folder).message, stamper.certificate.read_bytes(), nonce=kept(folder).request_nonce)


def test_refused_request_is_said(db: None, folder: Path, stamper: Authority, tmp_path: Path) -> None:
    command("anchor_audit")
    config = stamper.folder / "config"
    config.write_text(config.read_text().replace("digests = sha256", "digests = sha512"))
    reply = stamper.reply(kept(folder).request_path, tmp_path / "reply.tsr")
    code, said = command("anchor_audit", "--reply", reply, "--authority", stamper.certificate)
    assert (code, "granted no time stamp" in said) == (2, True)


@pytest.mark.parametrize("given", [["--reply"], ["--authority"]])
def test_reply_and_authority_come_together(db: None, given: list[str], tmp_path: Path) -> None:
    code, said = command("anchor_audit", *given, tmp_path / "x")
    assert (code, "together" in said) == (2, True)


def test_file_that_is_not_there_is_refused(db: None, tmp_path: Path) -> None:
    code, said = command("anchor_audit", "--reply", tmp_path / "none", "--authority", tmp_path / "none")
    assert (code, "cannot be read" in said) == (2, True)


@pytest.mark.parametrize(
    "content", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----"]
)
def test_authority_that_is_no_certificate_is_refused(
    db: None, folder: Path, stamper: Authority, tmp_path: Path, content: bytes
) -> None:
    command("anchor_audit")
    reply, wrong = stamper.reply(kept(folder).request_path, tmp_path / "reply.tsr"), tmp_path / "wrong.pem"
    wrong.write_bytes(content)
    code, said = command("anchor_audit", "--reply", reply, "--authority", wrong)
    assert (code, "no root certificate" in said) == (2, True)


def test_stamp_unmasks_an_anchor_made_anew(db: None, folder: Path, stamper: Authority, tmp_path: Path) -> None:
    """Whoever remakes chain and anchor files keeps the stamp of the old head, or has none of that day."""
    command("anchor_audit")
    reply = stamper.reply(kept(folder).request_path, tmp_path / "reply.tsr")
    command("anchor_audit", "--reply", reply, "--authority", stamper.certificate)
    found = kept(folder)
    made_anew = Anchor(found.anchor.day, found.anchor.seq, b"\1" * 32)
    said_before = json.loads(found.path.read_text())
    found.path.write_text(json.dumps(said_before | {"line": made_anew.line()}))
    code, said = command("verify_audit", "--authority", stamper.certificate)
    assert code == 1
    assert f"{found.reply_path.name}: The time stamp does not fit" in said

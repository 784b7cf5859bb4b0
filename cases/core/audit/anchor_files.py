"""The folder of anchors: for each one a file that says it, a request to a time-stamping authority, and its reply.

Files are whole or not there, and none is ever overwritten.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cases.core.errors import Refused
from cases.core.whole_files import write_new, write_through

from . import stamps
from .anchors import FORMAT, Anchor, anchor_head, read_line


@dataclass(frozen=True)
class Kept:
    """An anchor as it is kept in the folder."""

    anchor: Anchor
    path: Path
    blinding: bytes
    request_nonce: int

    @property
    def message(self) -> bytes:
        """What the authority stamps the digest of."""
        return stamps.message(self.anchor, self.blinding)

    @property
    def request_path(self) -> Path:
        return self.path.with_suffix(".tsq")

    @property
    def reply_path(self) -> Path:
        return self.path.with_suffix(".tsr")


def make(folder: Path) -> Kept:
    """Anchor the chain as it stands now. Raises Refused when the folder does not take the files."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _try_to_write(folder)
    except OSError as error:
        raise Refused(f"The folder {folder} does not take files: see that it is there and has room.") from error
    anchor, blinding = anchor_head(), secrets.token_bytes(32)
    request, nonce = stamps.request(stamps.message(anchor, blinding))
    kept = Kept(anchor, folder / f"{anchor.day}-{anchor.seq:010}.json", blinding, nonce)
    said = {
        "format": FORMAT, "line": anchor.line(), "blinding": blinding.hex(), "request_nonce": str(nonce),
    }  # fmt: skip
    write_new(kept.request_path, request)
    write_new(kept.path, json.dumps(said, indent=2).encode() + b"\n")
    return kept


def read(folder: Path) -> Iterator[Kept | str]:
    """Every anchor in a folder, oldest first; for a file that does not say one, a sentence."""
    for path in sorted(folder.glob("*.json")):
        try:
            said = json.loads(path.read_bytes())
            yield Kept(read_line(said["line"]), path, bytes.fromhex(said["blinding"]), int(said["request_nonce"]))
        except (ValueError, TypeError, KeyError, AttributeError, Refused):
            yield f"The anchor file {path.name} was altered or is damaged: compare with another copy of it."


def take_reply(folder: Path, reply: bytes, authority: bytes) -> Kept:
    """Store an authority's reply beside the anchor that it stamps. Raises Refused when it stamps none of them."""
    for kept in read(folder):
        if isinstance(kept, Kept) and stamps.is_for(reply, kept.message):
            stamps.check(reply, kept.message, authority, nonce=kept.request_nonce)
            if kept.reply_path.exists():
                raise Refused(f"{kept.reply_path.name} is stored already: nothing is overwritten.")
            write_new(kept.reply_path, reply)
            return kept
    raise Refused(f"This reply is for other data than any anchor in {folder}: carry back the one to its request.")


def stamp_problems(kept: Kept, authority: bytes) -> Iterator[str]:
    """One sentence when the stored reply does not prove the anchor; none where there is no reply yet."""
    if kept.reply_path.exists():
        try:
            stamps.check(kept.reply_path.read_bytes(), kept.message, authority, nonce=kept.request_nonce)
        except Refused as refusal:
            yield f"{kept.reply_path.name}: {refusal}"


def _try_to_write(folder: Path) -> None:
    """Find out before the event is written that no file could follow it."""
    trial = folder / f".{secrets.token_hex(4)}.part"
    write_through(trial, bytes(4096))
    trial.unlink()

"""What the commands on keys share: how a passphrase is given, and how a recovery file opens without the program."""

from getpass import getpass
from pathlib import Path

from cases.core import key_files, keyring
from cases.core.errors import Refused

LAYERS = """Without this program, any age tool opens it (age-encryption.org), one holder after the other:
  1. first holder:  age -d -i FIRST-IDENTITY {file} > inner.age
  2. second holder: age -d -i SECOND-IDENTITY inner.age > keys.json
  3. together:      age -p -o KEY-FILE keys.json    (asks for a new passphrase; then destroy keys.json and inner.age)"""


def ask_passphrase(path: Path | None, prompt: str = "Passphrase of the key file: ") -> str:
    """The one in the file, or typed on the terminal. Raises Refused when the file is no text."""
    return from_file(path) if path else getpass(prompt)


def passphrase_if_sealed(path: Path | None) -> str | None:
    """The same for a key file that is sealed; None for the plain one of a demonstration."""
    return ask_passphrase(path) if keyring.has_passphrase() else None


def ask_new_passphrase(path: Path | None) -> str:
    """A new one: typed twice on the terminal, unless it is in the file. Raises Refused for a weak one."""
    if path is not None:
        return from_file(path)
    passphrase = getpass(f"New passphrase (at least {key_files.SHORTEST_PASSPHRASE} characters): ")
    key_files.check_passphrase(passphrase)
    if getpass("The same again: ") != passphrase:
        raise Refused("The two passphrases differ: start again.")
    return passphrase


def from_file(path: Path) -> str:
    """The passphrase in a text file, without the end of its line."""
    try:
        return path.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path} cannot be read as text: name a file with the passphrase in one line.") from error

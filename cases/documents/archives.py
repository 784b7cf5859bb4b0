"""Office files are ZIP archives; this makes their bytes depend on nothing but their contents and one date."""

import datetime as dt
import io
import zipfile


def with_date(archive: bytes, date: dt.date) -> bytes:
    """The same entries in the same order, each dated midnight of the given day.

    Entries are stored as they are: compressed bytes differ between the zlib versions of two machines.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (date.year, date.month, date.day, 0, 0, 0))
            entry.create_system = 0  # otherwise the kind of machine is written here
            new.writestr(entry, old.read(name))
    return buffer.getvalue()

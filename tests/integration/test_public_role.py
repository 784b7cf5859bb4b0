"""The public half as a process of its own on PostgreSQL: its role reads what is published, and no more is served."""

import json
import os
import re
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.urls import get_resolver

from cases.core import url_policies
from cases.published.models import PublishedRelease
from tests.architecture.sources import run
from tests.unit.core.test_postgres_roles import ON_POSTGRES, Connect, connect
from tests.unit.public.conftest import published
from tests.unit.public.export.conftest import crossed, site

__all__ = ["connect", "crossed", "published", "site"]

ASK = """
import json, sys, django
django.setup()
from pathlib import Path
from django.apps import apps
from django.db import Error, connection
from django.test import Client
from cases.public.export.addresses import address_of
from cases.public.export.folder import sums_of
from cases.public.export.writing import export_site
folder, staff = Path(sys.argv[1]), json.loads(sys.argv[2])
export_site(folder, "http://testserver", lambda done, known: None)
client = Client()
files = [file for file in sums_of(folder) if not file.endswith("404.html") and file not in ("index.html", "export.json")]
answers = {address: client.get(address).status_code for address in [*map(address_of, files), *staff]}
def refused(table):
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
    except Error:
        return True
    return False
tables = {model._meta.db_table for model in apps.get_models()}
print(json.dumps({"answers": answers, "open": sorted(table for table in tables if not refused(table))}))
"""


def staff_addresses() -> list[str]:
    """Every address of the staff half."""
    found = []
    for route, _view in url_policies.routes(get_resolver()):
        if url_policies.policy_of(route) != url_policies.Policy.PUBLIC:
            found.append("/" + re.sub(r"<[^>]*>|\(.*?\)|[\^$]", "1", route))
    return found


@ON_POSTGRES
@pytest.mark.database
@pytest.mark.slow
def test_public_process_under_its_role(connect: Connect, crossed: PublishedRelease, tmp_path: Path) -> None:
    """Every public address with its filters: all that an export finds, and it starts at those of the resolver."""
    known = connect("public").info
    environment = os.environ | {
        "CASETRACKER_SIDE": "public", "CASETRACKER_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "casetracker.settings",
        "CASETRACKER_HOSTS": "testserver", "CASETRACKER_HTTPS": "false",
        "DATABASE_URL": f"postgres://{known.user}:{known.password}@{known.host}:{known.port}/{known.dbname}",
    }  # fmt: skip
    collected = run(sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0", env=environment)
    assert collected.returncode == 0, collected.stderr
    staff = staff_addresses()
    assert len(staff) > 100
    done = run(sys.executable, "-c", ASK, str(tmp_path / "site"), json.dumps(staff), env=environment)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    public = found["answers"].keys() - set(staff)
    assert {f"/{code}/patterns/?sex=male&beside=female" for code in ("en", "ko", "ru")} <= public
    assert len(public) > 300
    assert {
        address: status for address, status in found["answers"].items() if address in public and status != 200
    } == {}
    assert {found["answers"][address] for address in staff} == {404}
    tables = set(connection.introspection.table_names())
    assert found["open"] == sorted(table for table in tables if table.startswith("published_"))

"""The database refuses to change a series, its ledger, its noisy cells and approvals."""

from django.db import migrations

from cases.core import triggers

TABLES = ("cases_ledgerentry", "cases_noisycell", "cases_series", "cases_releaseapproval")


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection, TABLES)


def remove(_apps, schema_editor):
    triggers.remove(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_releases")]
    operations = [migrations.RunPython(install, remove)]

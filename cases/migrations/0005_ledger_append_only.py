"""The database refuses to change the ledger and the noisy cells."""

from django.db import migrations

from cases.core import triggers

TABLES = ("cases_ledgerentry", "cases_noisycell")


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection, TABLES)


def remove(_apps, schema_editor):
    triggers.remove(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_releases")]
    operations = [migrations.RunPython(install, remove)]

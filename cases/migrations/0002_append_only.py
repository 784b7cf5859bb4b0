"""The database refuses to change the audit chain, custody and consents."""

from django.db import migrations

from cases.core import triggers

TABLES = ("cases_auditevent", "cases_custodyevent", "cases_consent", "cases_consentscope")


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection, TABLES)


def remove(_apps, schema_editor):
    triggers.remove(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]

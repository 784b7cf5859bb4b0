"""What the page "Who saw what" is found by: the kind of an event, and every record that it names."""

import json
import uuid

import django.db.models.deletion
from django.db import migrations, models

from cases.core import triggers

EVENTS, MENTIONS = ("cases_auditevent",), ("cases_auditmention",)
PART = 5_000


def name_records(apps, _schema_editor):
    """Events of before name their records too. They have no kind: giving them one would be to change them."""
    AuditEvent, AuditMention = apps.get_model("cases", "AuditEvent"), apps.get_model("cases", "AuditMention")
    mentions = []
    for seq, body in AuditEvent.objects.order_by("seq").values_list("seq", "body").iterator(chunk_size=PART):
        content = json.loads(body)
        named = {record for _label, record, *_rest in content["records"]} | {(content["subject"] or [""])[-1]}
        mentions += [AuditMention(event_id=seq, record_uuid=uuid.UUID(name)) for name in named if len(name) == 36]
    AuditMention.objects.bulk_create(mentions, batch_size=PART)


def lift(_apps, schema_editor):
    triggers.remove(schema_editor.connection, EVENTS)


def put_back(_apps, schema_editor):
    """SQLite changes a column by making the table anew, without its triggers."""
    triggers.remove(schema_editor.connection, EVENTS)
    triggers.install(schema_editor.connection, EVENTS)


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection, MENTIONS)


def remove(_apps, schema_editor):
    triggers.remove(schema_editor.connection, MENTIONS)


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_sign_in")]
    operations = [
        migrations.RunPython(lift, put_back),
        migrations.AddField(
            "auditevent",
            "kind",
            models.CharField(
                blank=True,
                choices=[
                    ("read", "readings"),
                    ("write", "writes"),
                    ("refusal", "refusals"),
                    ("sign_in", "sign-ins"),
                    ("search", "searches and exports"),
                ],
                default="",
                max_length=7,
            ),
            preserve_default=False,
        ),
        migrations.AlterField("auditevent", "action", models.CharField(max_length=80)),
        migrations.AlterField("auditevent", "actor_uuid", models.UUIDField(null=True)),
        migrations.AlterField("auditevent", "subject_uuid", models.UUIDField(null=True)),
        migrations.AddIndex("auditevent", models.Index(fields=["at", "seq"], name="audit_by_time")),
        migrations.AddIndex("auditevent", models.Index(fields=["actor_uuid", "at", "seq"], name="audit_by_person")),
        migrations.AddIndex("auditevent", models.Index(fields=["kind", "at", "seq"], name="audit_by_kind")),
        migrations.RunPython(put_back, lift),
        migrations.CreateModel(
            name="AuditMention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_uuid", models.UUIDField()),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="mentions",
                        to="cases.auditevent",
                    ),
                ),
            ],
        ),
        migrations.AddIndex("auditmention", models.Index(fields=["record_uuid", "event"], name="audit_by_record")),
        migrations.RunPython(name_records, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]

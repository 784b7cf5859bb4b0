"""Who registered a witness, glass broken in an emergency, and builders who cannot sign what they built."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from cases.core import triggers

# SQLite makes a table anew to add a constraint; its triggers go with the old one.
REMADE = ("cases_releaseapproval",)


def remove_triggers(_apps, schema_editor):
    triggers.remove(schema_editor.connection, REMADE)


def install_triggers(_apps, schema_editor):
    triggers.install(schema_editor.connection, REMADE)


def person(name="", *, null=True, related_name="+"):
    return models.ForeignKey(
        verbose_name=name or None, editable=False, null=null, on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name, to=settings.AUTH_USER_MODEL,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_audit")]
    operations = [
        migrations.AddField("witness", "registered_by", person("registered by")),
        migrations.CreateModel(
            name="GlassBreaking",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created")),
                ("reason", models.CharField(editable=False, max_length=200, verbose_name="reason")),
                ("until", models.DateTimeField(editable=False, verbose_name="until")),
                ("seen_at", models.DateTimeField(editable=False, null=True, verbose_name="seen")),
                (
                    "case",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="glass_breakings",
                        to="cases.case", verbose_name="case",
                    ),
                ),
                ("seen_by", person("seen by")),
                ("user", person("who broke the glass", null=False, related_name="glass_breakings")),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(condition=~Q(reason=""), name="glass_is_broken_with_a_reason"),
                    models.CheckConstraint(condition=~Q(seen_by=F("user")), name="nobody_sees_their_own_glass_breaking"),
                    models.CheckConstraint(
                        condition=Q(seen_by=None) ^ Q(seen_at__isnull=False), name="glass_breaking_seen_by_and_at"
                    ),
                ],
            },
        ),
        migrations.RunPython(remove_triggers, install_triggers),
        migrations.AddField("releaseapproval", "built_by", person()),
        migrations.AddField("releaseapproval", "frozen_by", person()),
        migrations.AddConstraint(
            "releaseapproval",
            models.CheckConstraint(
                condition=~Q(approver=F("frozen_by")) & ~Q(approver=F("built_by")), name="builders_do_not_sign"
            ),
        ),
        migrations.RunPython(install_triggers, remove_triggers),
    ]

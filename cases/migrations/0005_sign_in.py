import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_ledger_append_only")]

    operations = [
        migrations.CreateModel(
            name="EnrolmentLink",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolment_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lockdown",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("started_by_uuid", models.UUIDField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LockdownLift",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "lockdown",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lifts", to="cases.lockdown"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SharedCacheEntry",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "cases_cache"},
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(Lower("username"), name="user_names_differ_by_more_than_case"),
        ),
        migrations.AddConstraint(
            model_name="lockdown",
            constraint=models.UniqueConstraint(
                models.Value(1), condition=models.Q(("lifted_at", None)), name="one_lockdown_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="lockdown",
            constraint=models.CheckConstraint(
                condition=models.Q(("lifted_at", None), ("lifted_at__gte", models.F("started_at")), _connector="OR"),
                name="a_lockdown_ends_after_it_started",
            ),
        ),
        migrations.AddConstraint(
            model_name="lockdownlift",
            constraint=models.UniqueConstraint(fields=("lockdown", "user"), name="a_person_lifts_a_lockdown_once"),
        ),
    ]

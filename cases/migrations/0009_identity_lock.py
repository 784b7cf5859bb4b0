"""A lock on opening identities, after many within an hour."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_promises"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentityLock",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("lifted_at", models.DateTimeField(editable=False, null=True, verbose_name="lifted")),
                (
                    "lifted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lifted by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who is locked",
                    ),
                ),
            ],
            options={
                "verbose_name": "lock on identities",
                "verbose_name_plural": "locks on identities",
                "ordering": ["-created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("user",), name="one_identity_lock_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lifted_by", models.F("user")), _negated=True),
                        name="nobody_lifts_their_own_identity_lock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lifted_by", None), ("lifted_at__isnull", False), _connector="XOR"),
                        name="identity_lock_lifted_by_and_at",
                    ),
                ],
            },
        ),
    ]

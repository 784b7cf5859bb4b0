"""Identities, consent in full, withdrawal and erasure, duplicates, follow-ups."""

import cases.core.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from cases.core import triggers


# SQLite makes a table anew to add some columns; its triggers go with the old one.
REMADE = ("cases_consent",)
NEW = ("cases_minorsignature", "cases_erasurecertificate")


def remove_triggers(_apps, schema_editor):
    triggers.remove(schema_editor.connection, REMADE)


def install_triggers(_apps, schema_editor):
    triggers.install(schema_editor.connection, (*REMADE, *NEW))


def remove_new_triggers(_apps, schema_editor):
    triggers.remove(schema_editor.connection, (*REMADE, *NEW))


def reinstall_triggers(_apps, schema_editor):
    triggers.install(schema_editor.connection, REMADE)


def every_record_is_its_own_person(apps, _schema_editor):
    apps.get_model("cases", "Witness").objects.update(person=models.F("uuid"))


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_rights"),
    ]

    operations = [
        migrations.RunPython(remove_triggers, reinstall_triggers),
        migrations.CreateModel(
            name="ErasureCertificate",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("code", models.CharField(editable=False, max_length=20, unique=True, verbose_name="code")),
                (
                    "figures_until",
                    models.DateField(blank=True, null=True, verbose_name="public figures are free of it from"),
                ),
                ("backups_until", models.DateField(verbose_name="the last backup that holds it expires on")),
                ("counts", models.JSONField(default=dict, verbose_name="what was destroyed")),
            ],
            options={
                "verbose_name": "certificate of erasure",
                "verbose_name_plural": "certificates of erasure",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="ExportedPerson",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("code", models.CharField(editable=False, max_length=20, unique=True, verbose_name="code")),
                ("subject_label", models.CharField(blank=True, editable=False, max_length=60)),
                ("subject_uuid", models.UUIDField(db_index=True, editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tell_recipient", "tell a recipient to stop using it, and record the reply"),
                            ("delete_copy", "delete every copy of your own"),
                            ("decide_erasure", "decide with the person: erase or seal"),
                            ("tell_person", "tell the person what was done"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=14,
                        verbose_name="what is to be done",
                    ),
                ),
                ("text", cases.core.fields.SealedField(verbose_name="in words")),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("interviewer", "interviewer"),
                            ("coder", "coder"),
                            ("lead", "verification lead"),
                            ("legal", "legal reviewer"),
                            ("advocacy", "advocacy officer"),
                            ("dpo", "data-protection officer"),
                            ("administrator", "administrator"),
                        ],
                        max_length=13,
                        verbose_name="for the role",
                    ),
                ),
                ("outcome", cases.core.fields.SealedField(verbose_name="what came of it")),
                ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="done")),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["due_on", "code"],
            },
        ),
        migrations.CreateModel(
            name="IdentityExport",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("code", models.CharField(editable=False, max_length=20, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("identity", "identities: everything recorded"),
                            ("names", "named copy: which code is which name"),
                        ],
                        max_length=8,
                        verbose_name="what is given",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("S4", "identity to a UN expert in confidence"),
                            ("S5", "identity passed on to the State concerned"),
                            ("S6", "courts, prosecutors, UN investigators"),
                            ("S7", "sanctions, customs or company processes"),
                            ("S8", "share with named NGOs or archives"),
                        ],
                        max_length=3,
                        verbose_name="purpose",
                    ),
                ),
                ("recipient", models.CharField(max_length=200, verbose_name="recipient")),
                (
                    "recipient_key",
                    models.CharField(
                        max_length=80,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^age1[02-9ac-hj-np-z]{58}$", "A public key of age: it begins with age1."
                            )
                        ],
                        verbose_name="recipient's public key (age)",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("not_before", models.DateTimeField(editable=False, null=True, verbose_name="not before")),
                ("made_at", models.DateTimeField(editable=False, null=True, verbose_name="made")),
                ("stopped_at", models.DateTimeField(editable=False, null=True, verbose_name="stopped")),
            ],
            options={
                "verbose_name": "identity export",
                "verbose_name_plural": "identity exports",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="IdentityRequest",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("code", models.CharField(editable=False, max_length=20, unique=True, verbose_name="code")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("until", models.DateTimeField(editable=False, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "request to open an identity",
                "verbose_name_plural": "requests to open an identity",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="LedgerVector",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("vector", cases.core.fields.SealedField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MatchDecision",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("code", models.CharField(editable=False, max_length=20, unique=True, verbose_name="code")),
                (
                    "score",
                    models.FloatField(blank=True, editable=False, null=True, verbose_name="likeness of the names"),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("same", "the same person"), ("different", "two different people")],
                        max_length=9,
                        verbose_name="answer",
                    ),
                ),
                ("reason", cases.core.fields.SealedField(verbose_name="reason")),
                ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
            ],
            options={
                "verbose_name": "match decision",
                "verbose_name_plural": "match decisions",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="MinorSignature",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("note", cases.core.fields.SealedField(verbose_name="note")),
            ],
        ),
        migrations.CreateModel(
            name="RetentionReview",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_uuid", models.UUIDField(db_index=True)),
                ("keep_until", models.DateField(verbose_name="keep until")),
                ("reason", cases.core.fields.SealedField(verbose_name="reason")),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("code", models.CharField(editable=False, max_length=20, unique=True, verbose_name="code")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "by telephone"),
                            ("in_person", "in person"),
                            ("written", "in writing"),
                            ("trusted", "through a person they trust"),
                        ],
                        max_length=9,
                        verbose_name="how the person said it",
                    ),
                ),
                ("whole", models.BooleanField(verbose_name="everything")),
                ("scopes", models.JSONField(default=list, verbose_name="purposes taken back")),
                ("note", cases.core.fields.SealedField(verbose_name="note")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("erase", "erase"), ("seal", "seal: a court or authority requires it to be kept")],
                        editable=False,
                        max_length=5,
                        verbose_name="decision",
                    ),
                ),
                ("decision_reason", cases.core.fields.SealedField(verbose_name="why")),
                ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="decided")),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "ordering": ["-created_at"],
            },
        ),
        migrations.AddField(
            model_name="consent",
            name="able_to_decide",
            field=models.BooleanField(default=False, verbose_name="the person was able to decide freely"),
        ),
        migrations.AddField(
            model_name="consent",
            name="age",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(120)],
                verbose_name="age that day",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="assents",
            field=models.BooleanField(default=False, verbose_name="the child agrees too"),
        ),
        migrations.AddField(
            model_name="consent",
            name="best_interest",
            field=cases.core.fields.SealedField(verbose_name="why it is in the child's best interest"),
        ),
        migrations.AddField(
            model_name="consent",
            name="form_sha256",
            field=cases.core.fields.SealedField(verbose_name="SHA-256 of the signed form or recording"),
        ),
        migrations.AddField(
            model_name="consent",
            name="guardian",
            field=cases.core.fields.SealedField(verbose_name="guardian: who, and how related"),
        ),
        migrations.AddField(
            model_name="consent",
            name="interpreter",
            field=cases.core.fields.SealedField(verbose_name="interpreter"),
        ),
        migrations.AddField(
            model_name="consent",
            name="named_as",
            field=cases.core.fields.SealedField(verbose_name="how to be named or described"),
        ),
        migrations.AddField(
            model_name="consent",
            name="place_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("home", "at home"),
                    ("office", "our office"),
                    ("shelter", "shelter or church"),
                    ("public", "public place"),
                    ("call", "by call"),
                    ("other", "elsewhere"),
                ],
                max_length=9,
                verbose_name="kind of place",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="purposes_explained",
            field=models.BooleanField(default=False, verbose_name="purposes and recipients were explained"),
        ),
        migrations.AddField(
            model_name="consent",
            name="reimbursement",
            field=cases.core.fields.SealedField(verbose_name="what was paid (travel, meal, amount)"),
        ),
        migrations.AddField(
            model_name="consent",
            name="review_on",
            field=models.DateField(blank=True, null=True, verbose_name="look at it again on"),
        ),
        migrations.AddField(
            model_name="consent",
            name="risks_explained",
            field=models.BooleanField(default=False, verbose_name="risks were explained"),
        ),
        migrations.AddField(
            model_name="consent",
            name="supersedes",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.consent",
                verbose_name="replaces",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="support_person",
            field=cases.core.fields.SealedField(verbose_name="support person"),
        ),
        migrations.AddField(
            model_name="identity",
            name="code_word",
            field=cases.core.fields.SealedField(verbose_name="code word"),
        ),
        migrations.AddField(
            model_name="identity",
            name="name_keys",
            field=cases.core.fields.SealedField(),
        ),
        migrations.AddField(
            model_name="identity",
            name="safe_contact_time",
            field=cases.core.fields.SealedField(verbose_name="safe time to make contact"),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="product_label",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="product_uuid",
            field=models.UUIDField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="testimony",
            name="reinterview_need",
            field=cases.core.fields.SealedField(verbose_name="why a new interview is needed"),
        ),
        migrations.AddField(
            model_name="witness",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="erased"),
        ),
        migrations.AddField(
            model_name="witness",
            name="frozen_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="frozen"),
        ),
        migrations.AddField(
            model_name="witness",
            name="person",
            field=models.UUIDField(db_index=True, editable=False, null=True),
        ),
        migrations.RunPython(every_record_is_its_own_person, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="witness",
            name="person",
            field=models.UUIDField(db_index=True, editable=False),
        ),
        migrations.AlterField(
            model_name="datakey",
            name="owner_kind",
            field=models.CharField(
                choices=[
                    ("person", "person"),
                    ("case", "case"),
                    ("office", "office"),
                    ("ledger", "one vector of the ledger"),
                ],
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="owner_kind",
            field=models.CharField(
                choices=[
                    ("person", "person"),
                    ("case", "case"),
                    ("office", "office"),
                    ("ledger", "one vector of the ledger"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="witness",
            constraint=models.CheckConstraint(
                condition=models.Q(("erased_at", None), ("frozen_at__isnull", False), _connector="OR"),
                name="who_is_erased_is_frozen",
            ),
        ),
        migrations.AddField(
            model_name="erasurecertificate",
            name="erased_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="erased by",
            ),
        ),
        migrations.AddField(
            model_name="erasurecertificate",
            name="witness",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, to="cases.witness", verbose_name="witness"
            ),
        ),
        migrations.AddField(
            model_name="exportedperson",
            name="witness",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="identity_exports", to="cases.witness"
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to=settings.AUTH_USER_MODEL,
                verbose_name="for",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to="cases.case",
                verbose_name="case",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="done_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="done by",
            ),
        ),
        migrations.AddField(
            model_name="identityexport",
            name="approved_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="allowed by",
            ),
        ),
        migrations.AddField(
            model_name="identityexport",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="identity_exports",
                to="cases.case",
                verbose_name="case",
            ),
        ),
        migrations.AddField(
            model_name="identityexport",
            name="requested_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="asked by",
            ),
        ),
        migrations.AddField(
            model_name="exportedperson",
            name="export",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="people", to="cases.identityexport"
            ),
        ),
        migrations.AddField(
            model_name="identityrequest",
            name="approved_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="allowed by",
            ),
        ),
        migrations.AddField(
            model_name="identityrequest",
            name="requested_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="asked by",
            ),
        ),
        migrations.AddField(
            model_name="identityrequest",
            name="witness",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="identity_requests",
                to="cases.witness",
                verbose_name="witness",
            ),
        ),
        migrations.AddField(
            model_name="ledgervector",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="kept", to="cases.ledgerentry"
            ),
        ),
        migrations.AddField(
            model_name="matchdecision",
            name="canonical",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.witness",
                verbose_name="known as",
            ),
        ),
        migrations.AddField(
            model_name="matchdecision",
            name="confirmed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="confirmed by",
            ),
        ),
        migrations.AddField(
            model_name="matchdecision",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matches",
                to="cases.witness",
                verbose_name="first record",
            ),
        ),
        migrations.AddField(
            model_name="matchdecision",
            name="proposed_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proposed by",
            ),
        ),
        migrations.AddField(
            model_name="matchdecision",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matches_as_second",
                to="cases.witness",
                verbose_name="second record",
            ),
        ),
        migrations.AddField(
            model_name="minorsignature",
            name="consent",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="minor_signature", to="cases.consent"
            ),
        ),
        migrations.AddField(
            model_name="minorsignature",
            name="explained_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="minorsignature",
            name="signed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="signed by",
            ),
        ),
        migrations.AddField(
            model_name="retentionreview",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="retention_reviews", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="retentionreview",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="decided_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="taken_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken by",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="witness",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawals",
                to="cases.witness",
                verbose_name="witness",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_by", None), ("done_at__isnull", False), _connector="XOR"),
                name="follow_up_done_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="identityexport",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="identity_export_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="identityexport",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", models.F("requested_by")), _negated=True),
                name="nobody_allows_their_own_identity_export",
            ),
        ),
        migrations.AddConstraint(
            model_name="identityexport",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", None), ("not_before__isnull", False), _connector="XOR"),
                name="identity_export_allowed_with_a_delay",
            ),
        ),
        migrations.AddConstraint(
            model_name="identityexport",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_at", None), ("made_at__gte", models.F("not_before")), _connector="OR"),
                name="identity_export_made_after_it_was_allowed",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportedperson",
            constraint=models.UniqueConstraint(fields=("export", "witness"), name="a_person_once_per_export"),
        ),
        migrations.AddConstraint(
            model_name="identityrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="identity_request_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="identityrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", models.F("requested_by")), _negated=True),
                name="nobody_allows_their_own_identity_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="identityrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", None), ("until__isnull", False), _connector="XOR"),
                name="identity_request_allowed_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("first", models.F("second")), _negated=True), name="a_match_joins_two_records"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                name="two_people_decide_a_match",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", None), ("confirmed_at__isnull", False), _connector="XOR"),
                name="match_confirmed_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("canonical", None), models.Q(("answer", "same"), ("confirmed_by__isnull", False)), _connector="OR"
                ),
                name="a_confirmed_match_has_one_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_by", None)), fields=("first", "second"), name="one_open_match_per_pair"
            ),
        ),
        migrations.AddConstraint(
            model_name="minorsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_by", models.F("explained_by")), _negated=True),
                name="nobody_signs_the_consent_they_took",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("whole", True)), fields=("witness",), name="everything_is_withdrawn_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_by", None), ("decided_at__isnull", False), _connector="XOR"),
                name="withdrawal_decided_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision", ""), ("decided_by__isnull", False), _connector="XOR"),
                name="withdrawal_decision_by_somebody",
            ),
        ),
        migrations.RunPython(install_triggers, remove_new_triggers),
    ]

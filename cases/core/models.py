"""What every stage rests on: the kind of database, keys, the audit chain, revisions."""

import uuid
from typing import ClassVar, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import SealedField
from .partial_dates import PartialDate, Precision
from .rights import Section


class KeyOwner(NamedTuple):
    """Whose data key seals a row: a person's, a case's or the office's."""

    kind: str
    uuid: uuid.UUID

    @classmethod
    def office(cls) -> "KeyOwner":
        return cls(DataKey.OwnerKind.OFFICE, uuid.UUID(int=0))


class Row(models.Model):
    """A row with a uuid, so that sealed values are bound to it before it is stored."""

    revision_excludes: ClassVar[frozenset[str]] = frozenset()
    # What the table of rights calls it; a row without a section is never shown by itself.
    section: ClassVar[Section]
    counted_in_audit: ClassVar[bool] = True

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    # Named although it is Django's default: the type checker's plugin never finishes an abstract model without one.
    objects = models.Manager()

    class Meta:
        abstract = True

    class Privacy:
        internal = frozenset({"uuid", "created_at"})

    def key_owner(self) -> KeyOwner:
        """Whose key seals this row and its revisions. A stage overrides it for people and cases."""
        return KeyOwner.office()


class Record(Row):
    """A row that staff speak of by an internal code, which never carries content."""

    code_prefix: ClassVar[str]

    code = models.CharField(_("code"), max_length=20, unique=True, editable=False)

    class Meta:
        abstract = True

    class Privacy:
        internal = frozenset({"code"})

    def __str__(self) -> str:
        return self.code


class Dated(models.Model):
    """A date as precisely as it is known. Empty is empty: never 1 January for "2019"."""

    date_earliest = models.DateField(_("earliest"), null=True, blank=True)
    date_latest = models.DateField(_("latest"), null=True, blank=True)
    date_precision = models.CharField(_("precision"), max_length=10, blank=True, choices=Precision.choices)
    date_approximate = models.BooleanField(_("about"), default=False)
    date_as_said = models.CharField(_("date in the words used"), max_length=200, blank=True)

    objects = models.Manager()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_dates_in_order",
                condition=Q(date_earliest__lte=F("date_latest")),
            ),
            models.CheckConstraint(
                name="%(class)s_date_has_precision",
                condition=Q(date_precision="", date_earliest=None, date_latest=None)
                | (~Q(date_precision="") & (Q(date_earliest__isnull=False) | Q(date_latest__isnull=False))),
            ),
        ]

    class Privacy:
        confidential = frozenset({"date_earliest", "date_latest", "date_precision", "date_approximate", "date_as_said"})

    @property
    def date(self) -> PartialDate:
        return PartialDate(
            self.date_earliest,
            self.date_latest,
            self.date_precision,
            self.date_approximate,
            self.date_as_said,
        )

    @date.setter
    def date(self, value: PartialDate) -> None:
        self.date_earliest, self.date_latest = value.earliest, value.latest
        self.date_precision, self.date_approximate = value.precision, value.approximate
        self.date_as_said = value.as_said


class Installation(models.Model):
    """One row: what this database was made as. A demo can never turn into an office or back."""

    class Kind(models.TextChoices):
        DEMO = "demo", _("demonstration (everything entered is fictional)")
        OFFICE = "office", _("office")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    kind = models.CharField(max_length=6, choices=Kind)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="installation_is_one_row", condition=Q(id=1)),
            models.CheckConstraint(name="installation_kind", condition=Q(kind__in=["demo", "office"])),
        ]

    class Privacy:
        internal = frozenset({"id", "kind", "created_at"})

    def __str__(self) -> str:
        return self.kind


class DataKey(models.Model):
    """One key per person, case and office, wrapped by the key ring. Its id is the ``kid`` of field tokens.

    A shredded key stays as a row without its secret, so that nobody gets a new one in its place.
    """

    class OwnerKind(models.TextChoices):
        PERSON = "person", _("person")
        CASE = "case", _("case")
        OFFICE = "office", _("office")
        LEDGER = "ledger", _("one vector of the ledger")
        NOISE = "noise", _("the noise of a series")

    id = models.AutoField(primary_key=True)
    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner_kind = models.CharField(max_length=6, choices=OwnerKind)
    owner_uuid = models.UUIDField()
    wrapped = SealedField()
    evidence_identity = SealedField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner_kind", "owner_uuid"], name="one_data_key_per_owner"),
        ]

    class Privacy:
        internal = frozenset({"id", "uuid", "owner_kind", "owner_uuid"})
        sealed = frozenset({"wrapped", "evidence_identity"})

    def __str__(self) -> str:
        return f"key {self.pk}"


class CodeCounter(models.Model):
    """The last number given out for a code prefix."""

    prefix = models.CharField(primary_key=True, max_length=8)
    last = models.PositiveIntegerField(default=0)

    class Privacy:
        internal = frozenset({"prefix", "last"})

    def __str__(self) -> str:
        return self.prefix


class AuditEvent(models.Model):
    """One link of the audit chain. The database refuses to change or delete it (see migrations)."""

    class Kind(models.TextChoices):
        READ = "read", _("readings")
        WRITE = "write", _("writes")
        REFUSAL = "refusal", _("refusals")
        SIGN_IN = "sign_in", _("sign-ins")
        SEARCH = "search", _("searches and exports")

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    body = models.TextField()
    # Copies of what the hashed body says, to search by; verification compares them with the body.
    action = models.CharField(max_length=80)
    actor_uuid = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=60, blank=True)
    subject_uuid = models.UUIDField(null=True)
    kind = models.CharField(max_length=7, choices=Kind, blank=True)

    class Meta:
        ordering: ClassVar = ["seq"]
        # Each answers a filter of the page "Who saw what" by itself, in the order of the chain.
        indexes: ClassVar = [
            models.Index(name="audit_by_time", fields=["at", "seq"]),
            models.Index(name="audit_by_person", fields=["actor_uuid", "at", "seq"]),
            models.Index(name="audit_by_kind", fields=["kind", "at", "seq"]),
        ]

    class Privacy:
        internal = frozenset(
            {
                "seq", "at", "prev_hash", "hash", "body", "action", "actor_uuid", "subject_label", "subject_uuid",
                "kind",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"


class AuditMention(models.Model):
    """A record that an event names, to find every event about a record; verification compares it with the body."""

    # Without a constraint: whoever tampers with events shall be found by verification, not stopped halfway.
    event = models.ForeignKey(AuditEvent, on_delete=models.DO_NOTHING, db_constraint=False, related_name="mentions")
    record_uuid = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(name="audit_by_record", fields=["record_uuid", "event"])]

    class Privacy:
        internal = frozenset({"id", "event", "record_uuid"})

    def __str__(self) -> str:
        return f"{self.event_id} names {self.record_uuid}"


class Revision(models.Model):
    """A sealed snapshot of a record after a write: history, and later restore, rest on it."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_label = models.CharField(max_length=60)
    subject_uuid = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    actor_uuid = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    changed_fields = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    owner_kind = models.CharField(max_length=6, choices=DataKey.OwnerKind)
    owner_uuid = models.UUIDField()
    snapshot = SealedField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject_uuid", "number"], name="one_revision_per_number"),
        ]

    class Privacy:
        internal = frozenset(
            {
                "uuid", "subject_label", "subject_uuid", "number", "at", "actor_uuid", "action", "changed_fields",
                "owner_kind", "owner_uuid",
            }
        )  # fmt: skip
        sealed = frozenset({"snapshot"})

    def __str__(self) -> str:
        return f"{self.subject_label} revision {self.number}"

    def key_owner(self) -> KeyOwner:
        return KeyOwner(self.owner_kind, self.owner_uuid)

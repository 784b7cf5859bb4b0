"""Releases in full: terms, hold-back, audits, rejections, withdrawals, quotes, the register of outgoing figures."""

import cases.core.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from cases.core import triggers

# SQLite makes a table anew to add some columns; its triggers go with the old one.
REMADE = ("cases_series", "cases_releaseapproval")
NEW = ("cases_auditreport", "cases_releaserejection", "cases_quoteclearance", "cases_noisecertificate")


def remove_triggers(_apps, schema_editor):
    triggers.remove(schema_editor.connection, REMADE)


def install_triggers(_apps, schema_editor):
    triggers.install(schema_editor.connection, (*REMADE, *NEW))


def remove_new_triggers(_apps, schema_editor):
    triggers.remove(schema_editor.connection, (*REMADE, *NEW))


def reinstall_triggers(_apps, schema_editor):
    triggers.install(schema_editor.connection, REMADE)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0010_way_of_retention'),
    ]

    operations = [
        migrations.RunPython(remove_triggers, reinstall_triggers),
        migrations.CreateModel(
            name='AuditReport',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('attempt', models.PositiveSmallIntegerField(verbose_name='attempt')),
                ('manifest_sha256', models.CharField(max_length=64, verbose_name='SHA-256 of all that would be public')),
                ('audited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='audited')),
                ('passed', models.BooleanField(verbose_name='passed')),
                ('lines', models.JSONField(verbose_name='proofs')),
                ('seconds', models.PositiveIntegerField(verbose_name='seconds')),
            ],
            options={
                'verbose_name': 'audit of a release',
                'verbose_name_plural': 'audits of a release',
                'ordering': ['-audited_at'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('release', models.CharField(blank=True, max_length=20)),
                ('note', models.JSONField()),
            ],
            options={
                'db_table': 'published_correction',
                'ordering': ['-day', '-id'],
            },
        ),
        migrations.CreateModel(
            name='HoldBack',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('enters', cases.core.fields.SealedField()),
            ],
        ),
        migrations.CreateModel(
            name='NoiseCertificate',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('rows', models.PositiveSmallIntegerField(editable=False, verbose_name='rows of noise')),
                ('backups_gone_on', models.DateField(editable=False, verbose_name='gone from every backup on')),
            ],
            options={
                'verbose_name': 'certificate of destroyed noise',
                'verbose_name_plural': 'certificates of destroyed noise',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='OutgoingFigure',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('figure', models.PositiveIntegerField(verbose_name='figure')),
                ('counts', cases.core.fields.SealedField(verbose_name='what it counts')),
                ('recipient', cases.core.fields.SealedField(verbose_name='to whom')),
                ('said_on', models.DateField(verbose_name='day')),
                ('channel', models.CharField(choices=[('report', 'report or application'), ('letter', 'letter or message'), ('talk', 'talk, interview or meeting'), ('press', 'press release'), ('other', 'other')], max_length=6, verbose_name='how')),
                ('d1', models.CharField(blank=True, max_length=20, verbose_name='dimension')),
                ('v1', models.CharField(blank=True, max_length=20, verbose_name='value')),
                ('d2', models.CharField(blank=True, max_length=20, verbose_name='second dimension')),
                ('v2', models.CharField(blank=True, max_length=20, verbose_name='second value')),
                ('standing', models.CharField(choices=[('published', 'published: it stands in a release'), ('range', 'within the likely range of a published figure, and not that figure'), ('not_published', 'not published')], editable=False, max_length=13, verbose_name='standing')),
                ('release', models.CharField(blank=True, editable=False, max_length=20, verbose_name='release')),
                ('said_anyway', models.BooleanField(default=False, verbose_name='I know that it is not published, and it was or must be said')),
                ('why', cases.core.fields.SealedField(verbose_name='why it must be said')),
            ],
            options={
                'verbose_name': 'figure said outside a release',
                'verbose_name_plural': 'figures said outside a release',
                'ordering': ['-said_on', '-created_at'],
            },
        ),
        migrations.CreateModel(
            name='PublishedQuote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('release', models.CharField(max_length=20)),
                ('position', models.PositiveSmallIntegerField(unique=True)),
                ('text', models.JSONField()),
                ('indicator', models.CharField(max_length=20)),
                ('sector', models.CharField(blank=True, max_length=20)),
                ('period', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'db_table': 'published_quote',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('original', cases.core.fields.SealedField(verbose_name="the witness's words")),
                ('text_en', cases.core.fields.SealedField(verbose_name='text in English')),
                ('text_ko', cases.core.fields.SealedField(verbose_name='text in Korean')),
                ('text_ru', cases.core.fields.SealedField(verbose_name='text in Russian')),
                ('indicator', models.CharField(blank=True, max_length=20, verbose_name='indicator that it speaks of')),
                ('sector', models.CharField(blank=True, max_length=20, verbose_name='sector')),
                ('period', models.CharField(blank=True, max_length=20, verbose_name='period worked')),
                ('cleared_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='cleared')),
            ],
            options={
                'verbose_name': 'quote',
                'verbose_name_plural': 'quotes',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='QuoteClearance',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('signature', models.CharField(choices=[('lead', 'verification lead'), ('dpo', 'data-protection officer')], max_length=4, verbose_name='signs as')),
                ('signed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='signed')),
                ('content_hmac', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'clearance of a quote',
                'verbose_name_plural': 'clearances of a quote',
            },
        ),
        migrations.CreateModel(
            name='ReleaseQuote',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('position', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='ReleaseRejection',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('attempt', models.PositiveSmallIntegerField(verbose_name='attempt')),
                ('reason', models.CharField(choices=[('failed_check', 'a line of the audit failed'), ('software_fault', 'a fault of the program: a file is damaged or cannot be read')], max_length=14, verbose_name='reason')),
                ('rejected_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='rejected')),
            ],
            options={
                'verbose_name': 'rejection of a release',
                'verbose_name_plural': 'rejections of a release',
                'ordering': ['rejected_at'],
            },
        ),
        migrations.CreateModel(
            name='ReleaseWithdrawal',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('reason', models.CharField(choices=[('failed_check', 'a check failed after publication'), ('software_fault', 'a fault of the program changed its figures or files')], max_length=14, verbose_name='reason')),
                ('note', models.JSONField(verbose_name='note for the public')),
                ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn')),
            ],
            options={
                'verbose_name': 'withdrawal of a release',
                'verbose_name_plural': 'withdrawals of releases',
                'ordering': ['-created_at'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='releaseapproval',
            name='each_signature_once_per_release',
        ),
        migrations.RemoveConstraint(
            model_name='releaseapproval',
            name='two_people_sign_a_release',
        ),
        migrations.AddField(
            model_name='publishedrelease',
            name='anchor',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='releaseapproval',
            name='attempt',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='attempt'),
        ),
        migrations.AddField(
            model_name='releaseapproval',
            name='difference_sha256',
            field=models.CharField(default='', max_length=64, verbose_name='SHA-256 of the difference'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='releasedraft',
            name='attempt',
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='attempt'),
        ),
        migrations.AddField(
            model_name='releasedraft',
            name='cells_sha256',
            field=models.CharField(default='', editable=False, max_length=64, verbose_name='SHA-256 of the noisy cells'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='releasedraft',
            name='checks',
            field=models.JSONField(default=dict, editable=False, verbose_name='figures of the build'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='releasedraft',
            name='publishes_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='comes out'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='series',
            name='merged',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='merged categories'),
        ),
        migrations.AddField(
            model_name='series',
            name='quotes_per_release',
            field=models.PositiveSmallIntegerField(default=6, editable=False, verbose_name='quotes in each release'),
        ),
        migrations.AddField(
            model_name='series',
            name='terms_sha256',
            field=models.CharField(default='', editable=False, max_length=64, verbose_name='SHA-256 of the terms'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='datakey',
            name='owner_kind',
            field=models.CharField(choices=[('person', 'person'), ('case', 'case'), ('office', 'office'), ('ledger', 'one vector of the ledger'), ('noise', 'the noise of a series')], max_length=6),
        ),
        migrations.AlterField(
            model_name='releasedraft',
            name='slot',
            field=models.DateField(editable=False, verbose_name='data cut off on'),
        ),
        migrations.AlterField(
            model_name='revision',
            name='owner_kind',
            field=models.CharField(choices=[('person', 'person'), ('case', 'case'), ('office', 'office'), ('ledger', 'one vector of the ledger'), ('noise', 'the noise of a series')], max_length=6),
        ),
        migrations.AddConstraint(
            model_name='releaseapproval',
            constraint=models.UniqueConstraint(fields=('draft', 'attempt', 'signature'), name='each_signature_once_per_release'),
        ),
        migrations.AddConstraint(
            model_name='releaseapproval',
            constraint=models.UniqueConstraint(fields=('draft', 'attempt', 'approver'), name='two_people_sign_a_release'),
        ),
        migrations.AddField(
            model_name='auditreport',
            name='audited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='audited by'),
        ),
        migrations.AddField(
            model_name='auditreport',
            name='draft',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audits', to='cases.releasedraft'),
        ),
        migrations.AddField(
            model_name='holdback',
            name='series',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='held_back', to='cases.series'),
        ),
        migrations.AddField(
            model_name='holdback',
            name='witness',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='held_back', to='cases.witness'),
        ),
        migrations.AddField(
            model_name='noisecertificate',
            name='destroyed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='destroyed by'),
        ),
        migrations.AddField(
            model_name='noisecertificate',
            name='series',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='noise_certificate', to='cases.series', verbose_name='series'),
        ),
        migrations.AddField(
            model_name='outgoingfigure',
            name='said_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='said by'),
        ),
        migrations.AddField(
            model_name='quote',
            name='proposed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='quote',
            name='testimony',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='cases.testimony', verbose_name='testimony'),
        ),
        migrations.AddField(
            model_name='quoteclearance',
            name='proposed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quoteclearance',
            name='quote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='cases.quote'),
        ),
        migrations.AddField(
            model_name='quoteclearance',
            name='signer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cleared by'),
        ),
        migrations.AddField(
            model_name='releasequote',
            name='draft',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='cases.releasedraft'),
        ),
        migrations.AddField(
            model_name='releasequote',
            name='quote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='cases.quote'),
        ),
        migrations.AddField(
            model_name='releaserejection',
            name='draft',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rejections', to='cases.releasedraft'),
        ),
        migrations.AddField(
            model_name='releaserejection',
            name='rejected_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rejected by'),
        ),
        migrations.AddField(
            model_name='releasewithdrawal',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='releasewithdrawal',
            name='draft',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='cases.releasedraft', verbose_name='release'),
        ),
        migrations.AddField(
            model_name='releasewithdrawal',
            name='proposed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddConstraint(
            model_name='holdback',
            constraint=models.UniqueConstraint(fields=('series', 'witness'), name='held_back_once_per_series'),
        ),
        migrations.AddConstraint(
            model_name='outgoingfigure',
            constraint=models.CheckConstraint(condition=models.Q(('standing', 'published'), ('said_anyway', True), _connector='OR'), name='a_figure_not_published_is_said_knowingly'),
        ),
        migrations.AddConstraint(
            model_name='quoteclearance',
            constraint=models.UniqueConstraint(fields=('quote', 'signature'), name='each_signature_once_per_quote'),
        ),
        migrations.AddConstraint(
            model_name='quoteclearance',
            constraint=models.UniqueConstraint(fields=('quote', 'signer'), name='two_people_clear_a_quote'),
        ),
        migrations.AddConstraint(
            model_name='quoteclearance',
            constraint=models.CheckConstraint(condition=models.Q(('signer', models.F('proposed_by')), _negated=True), name='who_proposed_does_not_clear'),
        ),
        migrations.AddConstraint(
            model_name='releasequote',
            constraint=models.UniqueConstraint(fields=('draft', 'quote'), name='a_quote_stands_once_per_release'),
        ),
        migrations.AddConstraint(
            model_name='releasequote',
            constraint=models.UniqueConstraint(fields=('draft', 'position'), name='one_quote_per_place'),
        ),
        migrations.AddConstraint(
            model_name='releaserejection',
            constraint=models.UniqueConstraint(fields=('draft', 'attempt'), name='an_attempt_is_rejected_once'),
        ),
        migrations.AddConstraint(
            model_name='releasewithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='two_people_withdraw_a_release'),
        ),
        migrations.AddConstraint(
            model_name='releasewithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='a_confirmed_withdrawal_says_who_and_when'),
        ),
        migrations.RunPython(install_triggers, remove_new_triggers),
    ]

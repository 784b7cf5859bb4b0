"""Documents that advocacy drafts, and their files, which are never changed."""

import cases.core.translated
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from cases.core import triggers

NEW = ("cases_productfile",)


def install_triggers(_apps, schema_editor):
    triggers.install(schema_editor.connection, NEW)


def remove_triggers(_apps, schema_editor):
    triggers.remove(schema_editor.connection, NEW)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0015_coding'),
    ]

    operations = [
        migrations.CreateModel(
            name='Product',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('kind', models.CharField(choices=[('pattern', 'Pattern report'), ('brief', 'Situation brief'), ('press', 'Press sheet'), ('upr', 'Submission to the Universal Periodic Review'), ('data', 'Data note'), ('method', 'Method note')], max_length=10, verbose_name='kind')),
                ('release', models.CharField(max_length=20, verbose_name='release')),
                ('sections', models.JSONField(blank=True, null=True, verbose_name='sections')),
                ('tables', models.JSONField(blank=True, default=list, verbose_name='tables')),
                ('figures', models.JSONField(blank=True, default=list, verbose_name='figures')),
                ('quote', models.CharField(blank=True, max_length=64, verbose_name='quote')),
                ('word_limit', models.PositiveIntegerField(blank=True, null=True, verbose_name='limit in words')),
                ('addressee', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_texts], verbose_name='State under review')),
                ('summary', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_texts], verbose_name='in short')),
                ('about_us', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_texts], verbose_name='who we are')),
                ('follow_up', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_texts], verbose_name='follow-up of accepted recommendations')),
                ('issues', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_texts], verbose_name='background and issues')),
                ('asks', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_texts], verbose_name='what is asked')),
                ('unknown', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_texts], verbose_name='what we do not know, beside what is always said')),
                ('embargo', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_texts], verbose_name='embargo')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='cases.case', verbose_name='case')),
                ('changed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='last changed by')),
                ('drafted_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='drafted by')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='ProductFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('language', models.CharField(max_length=2, verbose_name='language')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('html', 'HTML'), ('xlsx', 'Excel, tables only')], max_length=4, verbose_name='format')),
                ('release', models.CharField(max_length=20, verbose_name='release')),
                ('recipient', models.CharField(max_length=200, verbose_name='recipient')),
                ('inputs', models.JSONField(verbose_name='made of')),
                ('inputs_sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the inputs')),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='cases.product')),
            ],
            options={
                'verbose_name': 'file of a document',
                'verbose_name_plural': 'files of a document',
                'ordering': ['product', 'number'],
            },
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), ('approved_at__isnull', False), _connector='XOR'), name='product_approved_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(models.Q(('approved_by', models.F('drafted_by')), _negated=True), models.Q(('approved_by', models.F('changed_by')), _negated=True)), _connector='OR'), name='who_wrote_a_product_does_not_approve_it'),
        ),
        migrations.AddConstraint(
            model_name='productfile',
            constraint=models.UniqueConstraint(fields=('product', 'number'), name='files_of_a_product_are_numbered'),
        ),
        migrations.RunPython(install_triggers, remove_triggers),
    ]

"""Interventions with authorities and companies."""

import cases.core.fields
import cases.core.translated
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_public_site'),
    ]

    operations = [
        migrations.CreateModel(
            name='Intervention',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('date_earliest', models.DateField(blank=True, null=True, verbose_name='earliest')),
                ('date_latest', models.DateField(blank=True, null=True, verbose_name='latest')),
                ('date_precision', models.CharField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('season', 'season'), ('year', 'year'), ('range', 'range'), ('before', 'before or in'), ('after', 'in or after')], max_length=10, verbose_name='precision')),
                ('date_approximate', models.BooleanField(default=False, verbose_name='about')),
                ('date_as_said', models.CharField(blank=True, max_length=200, verbose_name='date in the words used')),
                ('kind', models.CharField(choices=[('letter', 'letter'), ('un', 'submission to a procedure of the United Nations'), ('trade', 'submission to a customs or trade authority'), ('meeting', 'meeting'), ('company', 'complaint to a company'), ('press', 'press statement'), ('other', 'other step')], max_length=10, verbose_name='kind')),
                ('addressee', models.CharField(max_length=200, verbose_name='to whom')),
                ('note', cases.core.fields.SealedField(verbose_name='internal note')),
                ('outcome', models.CharField(choices=[('waiting', 'no answer yet'), ('replied', 'answered'), ('acted', 'something was done'), ('refused', 'refused')], default='waiting', max_length=10, verbose_name='what came of it')),
                ('replied_on', models.DateField(blank=True, null=True, verbose_name='day of the answer')),
                ('release', models.CharField(blank=True, max_length=20, verbose_name='release whose figures it used')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='public address of the document')),
                ('public_addressee', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_translated], verbose_name='to whom')),
                ('public_summary', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_translated], verbose_name='what was asked')),
                ('public_reply', models.JSONField(blank=True, default=dict, validators=[cases.core.translated.validate_translated], verbose_name='what was answered')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='cases.case', verbose_name='case')),
                ('changed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='last changed by')),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'intervention',
                'verbose_name_plural': 'interventions',
                'ordering': ['-date_earliest', '-created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('date_earliest__lte', models.F('date_latest'))), name='intervention_dates_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('date_earliest', None), ('date_latest', None), ('date_precision', '')), models.Q(models.Q(('date_precision', ''), _negated=True), models.Q(('date_earliest__isnull', False), ('date_latest__isnull', False), _connector='OR')), _connector='OR'), name='intervention_date_has_precision'), models.CheckConstraint(condition=models.Q(('published_by', None), ('published_at__isnull', False), _connector='XOR'), name='intervention_published_by_and_at'), models.CheckConstraint(condition=models.Q(('published_by', None), models.Q(models.Q(('published_by', models.F('recorded_by')), _negated=True), models.Q(('published_by', models.F('changed_by')), _negated=True)), _connector='OR'), name='who_wrote_an_intervention_does_not_publish_it'), models.CheckConstraint(condition=models.Q(('replied_on', None), models.Q(('outcome', 'waiting'), _negated=True), _connector='OR'), name='no_day_of_an_answer_while_waiting')],
            },
        ),
    ]

"""Coding: rounds and what stands, names and links of actors, overrides, reviews; what was coded before stays as it is."""

import cases.core.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


def nothing_coded_before_is_chosen(apps, schema_editor):
    """Second coders are chosen when a coding is finished: what was finished before goes on as it was."""
    testimonies = apps.get_model("cases", "Testimony")._base_manager
    testimonies.exclude(status__in=["draft", "submitted", "returned"]).update(double_coding="not_chosen")


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0014_workspace'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActorName',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('kind', models.CharField(choices=[('official', 'official name'), ('alias', 'alias'), ('spelling', 'other spelling or script'), ('former', 'former name')], default='spelling', max_length=8, verbose_name='kind of name')),
                ('name', cases.core.fields.SealedField(verbose_name='name')),
            ],
            options={
                'verbose_name': 'further name',
                'verbose_name_plural': 'further names',
            },
        ),
        migrations.CreateModel(
            name='CodingRound',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('kind', models.CharField(choices=[('second', 'second coding, blind'), ('reconciled', 'reconciliation')], max_length=10, verbose_name='kind')),
                ('finished_at', models.DateTimeField(editable=False, null=True, verbose_name='finished')),
            ],
            options={
                'verbose_name': 'coding round',
                'verbose_name_plural': 'coding rounds',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='CommandLink',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('date_earliest', models.DateField(blank=True, null=True, verbose_name='earliest')),
                ('date_latest', models.DateField(blank=True, null=True, verbose_name='latest')),
                ('date_precision', models.CharField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('season', 'season'), ('year', 'year'), ('range', 'range'), ('before', 'before or in'), ('after', 'in or after')], max_length=10, verbose_name='precision')),
                ('date_approximate', models.BooleanField(default=False, verbose_name='about')),
                ('date_as_said', models.CharField(blank=True, max_length=200, verbose_name='date in the words used')),
                ('basis', models.CharField(choices=[('said', 'said by a witness'), ('document', 'document'), ('law', 'law or published structure'), ('inferred', 'inferred by us')], max_length=8, verbose_name='what it rests on')),
                ('locator', models.CharField(blank=True, max_length=100, verbose_name='where in the source')),
                ('confidence', models.CharField(blank=True, choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=6, verbose_name='confidence')),
                ('note', cases.core.fields.SealedField(verbose_name='note')),
            ],
            options={
                'verbose_name': 'command link',
                'verbose_name_plural': 'command links',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='IndicatorOverride',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('answer', models.CharField(choices=[('reported', 'reported'), ('unclear', 'unclear'), ('stated_absent', 'stated to be absent'), ('not_asked', 'not asked'), ('derived', 'as the acts say')], max_length=13, verbose_name='answer')),
                ('reason', cases.core.fields.SealedField(verbose_name='reason')),
            ],
            options={
                'verbose_name': 'indicator override',
                'verbose_name_plural': 'indicator overrides',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='OtherReview',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('month', models.DateField(verbose_name='month')),
                ('note', cases.core.fields.SealedField(verbose_name='note')),
            ],
            options={
                'verbose_name': 'review of “other, describe”',
                'verbose_name_plural': 'reviews of “other, describe”',
                'ordering': ['code'],
            },
        ),
        migrations.AddField(
            model_name='act',
            name='raise_reason',
            field=cases.core.fields.SealedField(verbose_name='why it was raised'),
        ),
        migrations.AddField(
            model_name='act',
            name='raised_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='raised by'),
        ),
        migrations.AddField(
            model_name='act',
            name='raised_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.abusecategory', verbose_name='raised from'),
        ),
        migrations.AddField(
            model_name='act',
            name='stands',
            field=models.BooleanField(default=True, editable=False, verbose_name='counts'),
        ),
        migrations.AddField(
            model_name='act',
            name='taken_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_as', to='cases.act', verbose_name='taken over from'),
        ),
        migrations.AddField(
            model_name='actor',
            name='merge_reason',
            field=cases.core.fields.SealedField(verbose_name='why they are one'),
        ),
        migrations.AddField(
            model_name='actor',
            name='merged_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged by'),
        ),
        migrations.AddField(
            model_name='actor',
            name='merged_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.actor', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='actor',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='cases.actor', verbose_name='part of'),
        ),
        migrations.AddField(
            model_name='actor',
            name='registrations',
            field=cases.core.fields.SealedField(verbose_name='registration numbers'),
        ),
        migrations.AddField(
            model_name='passage',
            name='marked_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='testimony',
            name='account_version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='version of the account'),
        ),
        migrations.AddField(
            model_name='testimony',
            name='double_coding',
            field=models.CharField(blank=True, choices=[('', 'not decided yet'), ('first', 'one of the first of its case'), ('random', 'drawn at random'), ('restricted', 'a restricted code was used'), ('not_chosen', 'not chosen'), ('waived', 'waived by the lead')], default='', editable=False, max_length=10, verbose_name='second coding'),
        ),
        migrations.AddField(
            model_name='testimony',
            name='reopen_reason',
            field=cases.core.fields.SealedField(verbose_name='why it was reopened'),
        ),
        migrations.AddField(
            model_name='testimony',
            name='reopened_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='testimony',
            name='reopened_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='testimony',
            name='translation_version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='version of the translation'),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.CheckConstraint(condition=models.Q(('parent', models.F('uuid')), _negated=True), name='an_actor_is_not_part_of_itself'),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('uuid')), _negated=True), name='an_actor_is_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), ('merged_by__isnull', False), _connector='XOR'), name='a_merge_has_somebody_who_made_it'),
        ),
        migrations.AddConstraint(
            model_name='testimony',
            constraint=models.CheckConstraint(condition=models.Q(('reopened_by', None), ('reopened_at__isnull', False), _connector='XOR'), name='testimony_reopened_by_and_at'),
        ),
        migrations.AddField(
            model_name='actorname',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='cases.actor', verbose_name='actor'),
        ),
        migrations.AddField(
            model_name='codinground',
            name='coder',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='coder'),
        ),
        migrations.AddField(
            model_name='codinground',
            name='confirmed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed by the other coder'),
        ),
        migrations.AddField(
            model_name='codinground',
            name='testimony',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='cases.testimony', verbose_name='testimony'),
        ),
        migrations.AddField(
            model_name='act',
            name='round',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='cases.codinground'),
        ),
        migrations.AddField(
            model_name='passage',
            name='round',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='cases.codinground'),
        ),
        migrations.AddConstraint(
            model_name='act',
            constraint=models.CheckConstraint(condition=models.Q(('raised_from', None), ('raised_by__isnull', False), _connector='XOR'), name='raised_from_and_by'),
        ),
        migrations.AddField(
            model_name='commandlink',
            name='passage',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='command_links', to='cases.passage', verbose_name='passage'),
        ),
        migrations.AddField(
            model_name='commandlink',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.source', verbose_name='source'),
        ),
        migrations.AddField(
            model_name='commandlink',
            name='subordinate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commanded_by', to='cases.actor', verbose_name='subordinate'),
        ),
        migrations.AddField(
            model_name='commandlink',
            name='superior',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commands', to='cases.actor', verbose_name='superior'),
        ),
        migrations.AddField(
            model_name='indicatoroverride',
            name='indicator',
            field=models.ForeignKey(limit_choices_to={'facet': 'indicator'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.abusecategory', verbose_name='indicator'),
        ),
        migrations.AddField(
            model_name='indicatoroverride',
            name='overridden_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='overridden by'),
        ),
        migrations.AddField(
            model_name='indicatoroverride',
            name='witness',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='cases.witness', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='otherreview',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='other_reviews', to='cases.case', verbose_name='case'),
        ),
        migrations.AddField(
            model_name='otherreview',
            name='reviewed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reviewed by'),
        ),
        migrations.AddConstraint(
            model_name='codinground',
            constraint=models.UniqueConstraint(fields=('testimony', 'kind'), name='a_testimony_has_each_round_once'),
        ),
        migrations.AddConstraint(
            model_name='codinground',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', models.F('coder')), _negated=True), name='nobody_agrees_with_themselves'),
        ),
        migrations.AddConstraint(
            model_name='commandlink',
            constraint=models.CheckConstraint(condition=models.Q(('date_earliest__lte', models.F('date_latest'))), name='commandlink_dates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='commandlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('date_earliest', None), ('date_latest', None), ('date_precision', '')), models.Q(models.Q(('date_precision', ''), _negated=True), models.Q(('date_earliest__isnull', False), ('date_latest__isnull', False), _connector='OR')), _connector='OR'), name='commandlink_date_has_precision'),
        ),
        migrations.AddConstraint(
            model_name='commandlink',
            constraint=models.CheckConstraint(condition=models.Q(('superior', models.F('subordinate')), _negated=True), name='nobody_commands_themselves'),
        ),
        migrations.AddConstraint(
            model_name='indicatoroverride',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['reported', 'unclear', 'stated_absent', 'not_asked', 'derived'])), name='override_answer'),
        ),
        migrations.AddConstraint(
            model_name='otherreview',
            constraint=models.UniqueConstraint(fields=('case', 'month'), name='a_month_of_a_case_is_reviewed_once'),
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('offered', 'offered you work'), ('accepted', 'accepted work that you gave'), ('rejected', 'rejected work that you gave'), ('handed_on', 'handed work on to you'), ('mentioned', 'mentioned you in a comment'), ('commented', 'commented on a record of yours'), ('flagged', 'raised a flag on a record of yours'), ('returned', 'returned a testimony to you'), ('reopened', 'reopened a testimony of yours'), ('follow_up', 'gave you a follow-up')], max_length=9, verbose_name='what happened'),
        ),
        migrations.RunPython(nothing_coded_before_is_chosen, migrations.RunPython.noop),
    ]

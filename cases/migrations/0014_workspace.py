"""The workspace: drafts, assignments, flags, comments, notifications, answers to guided questions; quicker lists."""

import cases.core.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_interventions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('subject_label', models.CharField(editable=False, max_length=60)),
                ('subject_uuid', models.UUIDField(db_index=True, editable=False)),
                ('owner_kind', models.CharField(choices=[('person', 'person'), ('case', 'case'), ('office', 'office'), ('ledger', 'one vector of the ledger'), ('noise', 'the noise of a series')], editable=False, max_length=6)),
                ('owner_uuid', models.UUIDField(db_index=True, editable=False)),
                ('task', models.CharField(choices=[('code', 'code'), ('verify', 'verify'), ('legal', 'review legally'), ('clear', 'clear'), ('other', 'other, see the note')], max_length=6, verbose_name='what is to be done')),
                ('state', models.CharField(choices=[('offered', 'offered'), ('accepted', 'accepted'), ('rejected', 'rejected'), ('handed_on', 'handed on'), ('done', 'done')], default='offered', max_length=9, verbose_name='state')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('note', cases.core.fields.SealedField(verbose_name='note')),
                ('answer', cases.core.fields.SealedField(verbose_name='reason')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='answered')),
            ],
            options={
                'verbose_name': 'assignment',
                'verbose_name_plural': 'assignments',
                'ordering': ['due_on', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('subject_label', models.CharField(editable=False, max_length=60)),
                ('subject_uuid', models.UUIDField(db_index=True, editable=False)),
                ('owner_kind', models.CharField(choices=[('person', 'person'), ('case', 'case'), ('office', 'office'), ('ledger', 'one vector of the ledger'), ('noise', 'the noise of a series')], editable=False, max_length=6)),
                ('owner_uuid', models.UUIDField(db_index=True, editable=False)),
                ('text', cases.core.fields.SealedField(verbose_name='comment')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('subject_label', models.CharField(editable=False, max_length=60)),
                ('subject_uuid', models.UUIDField(db_index=True, editable=False)),
                ('owner_kind', models.CharField(choices=[('person', 'person'), ('case', 'case'), ('office', 'office'), ('ledger', 'one vector of the ledger'), ('noise', 'the noise of a series')], editable=False, max_length=6)),
                ('owner_uuid', models.UUIDField(db_index=True, editable=False)),
                ('kind', models.CharField(choices=[('safety', 'somebody may be in danger'), ('urgent', 'urgent'), ('look_again', 'look at it again'), ('duplicate', 'may be a duplicate'), ('translation', 'translation unsure')], max_length=11, verbose_name='flag')),
                ('reason', cases.core.fields.SealedField(verbose_name='why')),
                ('outcome', cases.core.fields.SealedField(verbose_name='what came of it')),
                ('lowered_at', models.DateTimeField(editable=False, null=True, verbose_name='lowered')),
            ],
            options={
                'verbose_name': 'flag',
                'verbose_name_plural': 'flags',
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='FormDraft',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('form', models.CharField(max_length=200)),
                ('based_on', models.PositiveIntegerField(null=True)),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('owner_kind', models.CharField(choices=[('person', 'person'), ('case', 'case'), ('office', 'office'), ('ledger', 'one vector of the ledger'), ('noise', 'the noise of a series')], max_length=6)),
                ('owner_uuid', models.UUIDField(db_index=True)),
                ('content', cases.core.fields.SealedField()),
            ],
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
            ],
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('subject_label', models.CharField(editable=False, max_length=60)),
                ('subject_uuid', models.UUIDField(db_index=True, editable=False)),
                ('kind', models.CharField(choices=[('offered', 'offered you work'), ('accepted', 'accepted work that you gave'), ('rejected', 'rejected work that you gave'), ('handed_on', 'handed work on to you'), ('mentioned', 'mentioned you in a comment'), ('commented', 'commented on a record of yours'), ('flagged', 'raised a flag on a record of yours'), ('returned', 'returned a testimony to you'), ('follow_up', 'gave you a follow-up')], max_length=9, verbose_name='what happened')),
                ('seen_at', models.DateTimeField(editable=False, null=True, verbose_name='seen')),
            ],
            options={
                'verbose_name': 'notification',
                'verbose_name_plural': 'notifications',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='TopicAnswer',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('topic', models.CharField(max_length=12, verbose_name='topic')),
                ('state', models.CharField(choices=[('told', 'told'), ('not_so', 'said that it was not so'), ('not_asked', 'not asked')], default='not_asked', max_length=9, verbose_name='state')),
                ('text', cases.core.fields.SealedField(verbose_name="in the person's words")),
                ('details', cases.core.fields.SealedField(verbose_name='details')),
            ],
            options={
                'verbose_name': 'answer to a topic',
                'verbose_name_plural': 'answers to topics',
            },
        ),
        migrations.RemoveConstraint(
            model_name='source',
            name='one_source_per_original',
        ),
        migrations.AddField(
            model_name='source',
            name='text',
            field=cases.core.fields.SealedField(verbose_name='text as published'),
        ),
        migrations.AddField(
            model_name='user',
            name='trained_sexual_violence',
            field=models.BooleanField(default=False, help_text='Only then does the guided interview offer that topic.', verbose_name='trained to interview about sexual violence'),
        ),
        migrations.AlterField(
            model_name='riskassessment',
            name='product_uuid',
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(condition=models.Q(('review_on__isnull', False)), fields=['review_on'], name='consents_to_review'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(condition=models.Q(('age__lt', 18)), fields=['age'], name='consents_of_minors'),
        ),
        migrations.AddIndex(
            model_name='consentscope',
            index=models.Index(condition=models.Q(('expires_on__isnull', False)), fields=['expires_on'], name='purposes_that_end'),
        ),
        migrations.AddIndex(
            model_name='riskassessment',
            index=models.Index(fields=['valid_until'], name='risks_by_end'),
        ),
        migrations.AddIndex(
            model_name='riskassessment',
            index=models.Index(condition=models.Q(('product_uuid__isnull', False)), fields=['product_uuid'], name='risks_of_a_product'),
        ),
        migrations.AddIndex(
            model_name='testimony',
            index=models.Index(fields=['status', 'code'], name='testimonies_of_a_state'),
        ),
        migrations.AddIndex(
            model_name='testimony',
            index=models.Index(fields=['stream', 'status', 'submitted_at', 'coded_at', 'verified_at', 'cleared_at'], name='testimonies_by_step'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256', ''), _negated=True), fields=('case', 'sha256'), name='one_source_per_original'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case', verbose_name='case'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='given_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='given_to',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL, verbose_name='given to'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='previous',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.assignment', verbose_name='handed on from'),
        ),
        migrations.AddField(
            model_name='comment',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case', verbose_name='case'),
        ),
        migrations.AddField(
            model_name='comment',
            name='concerns',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='flag',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case', verbose_name='case'),
        ),
        migrations.AddField(
            model_name='flag',
            name='concerns',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='flag',
            name='lowered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lowered by'),
        ),
        migrations.AddField(
            model_name='flag',
            name='raised_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='raised by'),
        ),
        migrations.AddField(
            model_name='formdraft',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_drafts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mention',
            name='comment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='cases.comment'),
        ),
        migrations.AddField(
            model_name='mention',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notification',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notification',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='notification',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='topicanswer',
            name='testimony',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topic_answers', to='cases.testimony'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['offered', 'accepted', 'rejected', 'handed_on', 'done'])), name='assignment_state'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'accepted')), fields=('subject_uuid', 'task'), name='one_person_does_a_task'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'offered')), fields=('subject_uuid', 'task'), name='a_task_is_offered_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('previous', models.F('uuid')), _negated=True), name='work_is_not_handed_on_to_itself'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('lowered_by', None), ('lowered_at__isnull', False), _connector='XOR'), name='flag_lowered_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.UniqueConstraint(condition=models.Q(('lowered_at', None)), fields=('subject_uuid', 'kind'), name='a_flag_is_raised_once'),
        ),
        migrations.AddConstraint(
            model_name='formdraft',
            constraint=models.UniqueConstraint(fields=('user', 'form'), name='one_draft_per_person_and_form'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('comment', 'user'), name='a_comment_mentions_somebody_once'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(fields=['user', 'seen_at'], name='unseen_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='topicanswer',
            constraint=models.UniqueConstraint(fields=('testimony', 'topic'), name='one_answer_per_topic'),
        ),
        migrations.AddConstraint(
            model_name='topicanswer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['told', 'not_so', 'not_asked'])), name='topic_answer_state'),
        ),
        migrations.AddConstraint(
            model_name='topicanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_asked'), _negated=True), models.Q(('details', None), ('text', None)), _connector='OR'), name='what_was_not_asked_has_no_answer'),
        ),
    ]

"""Legal basis and measure in three languages; what a published source is derived from; public interventions."""

import json

from django.db import migrations, models

import cases.core.translated

TEXTS = (("AbuseCategory", "legal_basis"), ("PublishedTerm", "legal_basis"), ("ContextFigure", "measure"))


def into_words(apps, schema_editor):
    """A plain text becomes ``{"en": text}``, still in a column of text."""
    for model, column in TEXTS:
        rows = apps.get_model("cases", model).objects.using(schema_editor.connection.alias)
        for key, text in rows.values_list("pk", column):
            rows.filter(pk=key).update(**{column: json.dumps({"en": text} if text else {})})


def into_text(apps, schema_editor):
    for model, column in TEXTS:
        rows = apps.get_model("cases", model).objects.using(schema_editor.connection.alias)
        for key, words in rows.values_list("pk", column):
            rows.filter(pk=key).update(**{column: json.loads(words).get("en", "")})


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_releases_in_full'),
    ]

    operations = [
        # Wide enough for the braces around the longest text.
        migrations.AlterField('abusecategory', 'legal_basis', models.TextField(blank=True, verbose_name='legal basis')),
        migrations.AlterField('publishedterm', 'legal_basis', models.TextField(blank=True)),
        migrations.AlterField('contextfigure', 'measure', models.TextField(verbose_name='what is counted or said, in own words')),
        migrations.RunPython(into_words, into_text),
        migrations.AlterField(
            'abusecategory', 'legal_basis', models.JSONField(blank=True, default=dict, verbose_name='legal basis')
        ),
        migrations.AlterField('publishedterm', 'legal_basis', models.JSONField(blank=True, default=dict)),
        migrations.AlterField(
            'contextfigure',
            'measure',
            models.JSONField(
                validators=[cases.core.translated.validate_translated], verbose_name='what is counted or said, in own words'
            ),
        ),
        migrations.AddField('publishedsource', 'derived_from', models.CharField(blank=True, max_length=20)),
        migrations.CreateModel(
            name='PublishedIntervention',
            fields=[
                ('code', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(unique=True)),
                ('quarter', models.CharField(max_length=7)),
                ('kind', models.CharField(max_length=20)),
                ('kind_label', models.JSONField()),
                ('addressee', models.JSONField()),
                ('summary', models.JSONField()),
                ('outcome', models.CharField(max_length=10)),
                ('outcome_label', models.JSONField()),
                ('reply', models.JSONField(blank=True, default=dict)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('release', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'db_table': 'published_intervention',
                'ordering': ['-quarter', 'position'],
            },
        ),
    ]

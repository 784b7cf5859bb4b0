"""A record whose period is over is withdrawn though nobody said so."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_identity_lock'),
    ]

    operations = [
        migrations.AlterField(
            model_name='withdrawal',
            name='way',
            field=models.CharField(choices=[('phone', 'by telephone'), ('in_person', 'in person'), ('written', 'in writing'), ('trusted', 'through a person they trust'), ('retention', 'nobody said it: its period is over')], max_length=9, verbose_name='how the person said it'),
        ),
    ]

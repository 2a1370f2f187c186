import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0011_status_day'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='record',
            name='record_vector',
        ),
        migrations.RemoveIndex(
            model_name='record',
            name='record_countries',
        ),
        migrations.RemoveIndex(
            model_name='record',
            name='record_sources',
        ),
        migrations.RemoveIndex(
            model_name='record',
            name='record_bills',
        ),
        migrations.RemoveIndex(
            model_name='record',
            name='record_naming_bills',
        ),
        migrations.AddIndex(
            model_name='record',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['vector'], name='record_vector'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['countries'], name='record_countries'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['sources'], name='record_sources'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['bills'], name='record_bills'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('bills', []), _negated=True), fields=['-date', '-page', 'position'], include=('kind', 'bills', 'countries', 'sources'), name='record_naming_bills'),
        ),
        migrations.AddConstraint(
            model_name='trackedbill',
            constraint=models.CheckConstraint(condition=models.Q(('congress__range', (1, 200)), ('kind__in', ['hr', 's', 'hres', 'sres', 'hjres', 'sjres', 'hconres', 'sconres']), ('number__range', (1, 99999))), name='bill_that_can_be', violation_error_message='There is no such bill.'),
        ),
    ]

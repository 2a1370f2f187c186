import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0004_incomplete_drafts'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As it is printed: “RFE/RL”.', max_length=120, unique=True)),
                ('slug', models.SlugField(editable=False, max_length=60, unique=True)),
                ('spellings', models.TextField(blank=True, help_text='One a line: “Radio Free Europe/Radio Liberty”.', verbose_name='other spellings')),
                ('hosts', models.TextField(blank=True, help_text='Of its articles’ addresses, one a line: “rferl.org”.')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='SpellingGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('names', models.TextField(help_text='All spellings of one name, one a line: Kyiv, Kiev, Київ, Киев.', verbose_name='spellings')),
            ],
            options={
                'verbose_name': 'spelling',
                'ordering': ['names'],
            },
        ),
        migrations.CreateModel(
            name='TrackedBill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('congress', models.PositiveSmallIntegerField(help_text='118 for the years 2023 and 2024.')),
                ('kind', models.CharField(choices=[('hr', 'H.R.'), ('s', 'S.'), ('hres', 'H.Res.'), ('sres', 'S.Res.'), ('hjres', 'H.J.Res.'), ('sjres', 'S.J.Res.'), ('hconres', 'H.Con.Res.'), ('sconres', 'S.Con.Res.')], default='hr', max_length=8)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(help_text='Its short title.', max_length=300)),
                ('status', models.CharField(blank=True, help_text='“Referred to the House Committee on …”', max_length=300)),
                ('status_on', models.DateField(default=django.utils.timezone.localdate, help_text='The day on which that was so.', verbose_name='as of')),
            ],
            options={
                'verbose_name': 'bill',
                'ordering': ['-congress', 'kind', 'number'],
                'constraints': [models.UniqueConstraint(fields=('congress', 'kind', 'number'), name='one_row_for_a_bill', violation_error_message='This bill is in the list already.')],
            },
        ),
        migrations.CreateModel(
            name='UnansweredSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(default=django.utils.timezone.localdate)),
                ('query', models.CharField(max_length=100)),
                ('count', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'search without an answer',
                'verbose_name_plural': 'searches without an answer',
                'ordering': ['-day', '-count', 'query'],
                'constraints': [models.UniqueConstraint(fields=('day', 'query'), name='one_row_for_a_query_and_day')],
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(help_text='0 for the page itself, else its place on the page.')),
                ('key', models.CharField(help_text='Stays the same when the page is published again.', max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('clipping', 'Clippings'), ('weekly-update', 'Weekly updates'), ('statement', 'Statements'), ('publication', 'Publications'), ('country', 'Countries'), ('person', 'People'), ('program', 'Programs'), ('history', 'History'), ('page', 'Pages')], max_length=16)),
                ('label', models.CharField(help_text='What it is, as a reader is told: “Press release”.', max_length=60)),
                ('anchor', models.CharField(blank=True, help_text='Its fragment on the page.', max_length=40)),
                ('title', models.TextField(help_text='The headline of a clipping.')),
                ('byline', models.TextField(blank=True)),
                ('source_name', models.TextField(blank=True, help_text='The source as it is printed.')),
                ('date', models.DateField(null=True)),
                ('url', models.TextField(blank=True, help_text='The address of the article elsewhere.')),
                ('text', models.TextField(blank=True, help_text='A clipping’s excerpt, or the page’s text.')),
                ('sources', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, help_text='The slugs of its sources.', size=None)),
                ('countries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, help_text='ISO codes.', size=None)),
                ('bills', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list, help_text='The keys of the bills it names.', size=None)),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='wagtailcore.page')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='record_vector'), django.contrib.postgres.indexes.GinIndex(fields=['countries'], name='record_countries'), django.contrib.postgres.indexes.GinIndex(fields=['sources'], name='record_sources'), django.contrib.postgres.indexes.GinIndex(fields=['bills'], name='record_bills'), models.Index(fields=['kind', '-date', '-page', 'position'], name='record_newest_of_kind'), models.Index(fields=['-date', '-page', 'position'], name='record_newest')],
                'constraints': [models.UniqueConstraint(fields=('page', 'position'), name='record_place_on_page')],
            },
        ),
    ]

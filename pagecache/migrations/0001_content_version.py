from django.db import migrations, models

# "the table's identity.the epoch.how many changes": a restored dump has another identity or epoch.
CONTENT_VERSION = """
INSERT INTO content_version_base (counted, epoch) VALUES (0, '0');
CREATE FUNCTION content_version() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT 'content_change'::regclass::oid || '.' || epoch || '.' || counted + (SELECT count(*) FROM content_change)
    FROM content_version_base
$$;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='ContentChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'db_table': 'content_change',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ContentVersionBase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counted', models.BigIntegerField(default=0)),
                ('epoch', models.CharField(default='0', max_length=16)),
            ],
            options={
                'db_table': 'content_version_base',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Machine',
            fields=[
                ('name', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('version', models.CharField(max_length=80)),
                ('confirmed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'pagecache_machine',
                'default_permissions': (),
            },
        ),
        migrations.RunSQL(CONTENT_VERSION, "DROP FUNCTION content_version(); DELETE FROM content_version_base"),
    ]

import django.db.models.deletion
from django.db import migrations, models

# The unique index of `key` stays, under the name of the constraint that it is now; one that serves LIKE goes.
RENAME = """
ALTER TABLE news_record RENAME CONSTRAINT news_record_key_key TO record_key;
DROP INDEX news_record_key_edf770ff_like;
"""
RENAME_BACK = """
ALTER TABLE news_record RENAME CONSTRAINT record_key TO news_record_key_key;
CREATE INDEX news_record_key_edf770ff_like ON news_record (key varchar_pattern_ops);
"""


class Migration(migrations.Migration):

    dependencies = [
        ("news", "0008_spellings"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(RENAME, RENAME_BACK)],
            state_operations=[
                migrations.AlterField(
                    model_name="record",
                    name="key",
                    field=models.CharField(
                        help_text="Stays the same when the page is published again.", max_length=16
                    ),
                ),
                migrations.AddConstraint(
                    model_name="record",
                    constraint=models.UniqueConstraint(fields=("key",), name="record_key"),
                ),
            ],
        ),
        migrations.AlterField(
            model_name="record",
            name="page",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="records",
                to="wagtailcore.page",
            ),
        ),
        migrations.RemoveIndex(model_name="record", name="record_newest_of_kind"),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["kind", "-date", "-page", "position"],
                include=("countries", "sources"),
                name="record_newest_of_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("bills", []), _negated=True), fields=["-date"], name="record_naming_bills"
            ),
        ),
    ]

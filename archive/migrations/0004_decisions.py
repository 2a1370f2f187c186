"""What people and imports decided of an issue.

The column `digest` is no longer read. It stays until the version that writes it is no longer in use.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0003_uploads")]

    operations = [
        migrations.AddField(
            model_name="importedissue",
            name="published_revision",
            field=models.PositiveBigIntegerField(help_text="That an import published, not a person.", null=True),
        ),
        migrations.AddField(
            model_name="importedissue",
            name="agreed_at",
            field=models.DateTimeField(help_text="When somebody agreed to what was suggested.", null=True),
        ),
        migrations.AlterField(
            model_name="importedsource", name="digest", field=models.CharField(db_default="", max_length=64)
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="importedsource", name="digest")]
        ),
    ]

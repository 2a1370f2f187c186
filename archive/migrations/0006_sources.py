"""What was understood of a source alone, and when it was added, is no longer kept: nobody reads either.

The columns stay until the version that writes them is no longer in use.
"""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_failed_uploads")]

    operations = [
        migrations.AlterField(model_name="importedsource", name="record", field=models.JSONField(db_default={})),
        migrations.AlterField(model_name="importedsource", name="added_at", field=models.DateTimeField(db_default=Now())),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name="importedsource", name="record"),
                migrations.RemoveField(model_name="importedsource", name="added_at"),
            ]
        ),
    ]

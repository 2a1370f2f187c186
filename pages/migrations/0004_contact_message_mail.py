"""The mail of a message is a row of its own; `mailed_at` is no longer read.

The column stays until the version that writes it is no longer in use: that one runs on this database too.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_editor_permissions")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="contactmessage", name="mailed_at")]
        ),
    ]

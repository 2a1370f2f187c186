"""Editors may delete messages; those that the version before 0004 could not mail are held, so that somebody sees them.

`mailed_at` is a column that no model has any more (0004). Later messages have none either, and are mailed.
"""

from django.db import migrations, models
from django.db.migrations.recorder import MigrationRecorder

HOLD_UNMAILED = """
    UPDATE pages_contactmessage SET status = 'held', held_because = 'unmailed'
    WHERE mailed_at IS NULL AND status = 'received' AND received_at < %s
"""


def let_editors_delete_messages(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="pages", model="contactmessage"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="delete_contactmessage",
        defaults={"name": "Can delete contact message"},
    )
    editors, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Editors")
    editors.permissions.add(permission)


def hold_unmailed_messages(apps, schema_editor):
    """Where no address for mail is set, none was expected, and staff read the list."""
    if not apps.get_model("pages", "Organization").objects.exclude(email="").exists():
        return
    migrated = MigrationRecorder(schema_editor.connection).migration_qs
    changed = migrated.filter(app="pages", name="0004_contact_message_mail").values_list("applied", flat=True).first()
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(HOLD_UNMAILED, [changed])


class Migration(migrations.Migration):
    dependencies = [("pages", "0005_contact_message_intake")]

    operations = [
        migrations.AlterField(
            model_name="contactmessage",
            name="held_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("honeypot", "A field that people do not see was filled in"),
                    (
                        "network",
                        "Many messages came from one place on the internet (an office, a mobile operator) within an hour",
                    ),
                    ("site", "More messages came within an hour than the office can read"),
                    ("unmailed", "An earlier version of the site could not mail it; it need not be spam"),
                ],
                db_default="",
                max_length=10,
            ),
        ),
        migrations.RunPython(let_editors_delete_messages, migrations.RunPython.noop),
        migrations.RunPython(hold_unmailed_messages, migrations.RunPython.noop),
    ]

from django.db import migrations, models


def let_go(apps, schema_editor):
    """What waits is of no issue; a page that came back from the trash could write itself there."""
    apps.get_model("news", "InboxItem").objects.filter(state="waiting").update(update=None)


class Migration(migrations.Migration):
    dependencies = [("news", "0015_draft_links")]

    operations = [
        migrations.RunPython(let_go, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="inboxitem",
            index=models.Index(fields=["key"], name="inbox_item_key"),
        ),
        migrations.AddConstraint(
            model_name="inboxitem",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "waiting"), _negated=True), ("update", None), _connector="OR"),
                name="inbox_item_waits_for_no_update",
            ),
        ),
    ]

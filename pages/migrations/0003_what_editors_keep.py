"""Editors keep the people and the organization's facts, and read what visitors have written."""

from django.db import migrations

EDITORS = {
    ("person", "person"): ["add", "change", "delete", "view"],
    ("contactmessage", "contact message"): ["view"],
    ("organization", "organization"): ["change"],
}


def let_editors_keep_them(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    editors, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Editors")
    for (model, verbose_name), actions in EDITORS.items():
        content_type, _ = ContentType.objects.get_or_create(app_label="pages", model=model)
        for action in actions:  # Django makes them only when all migrations are through
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {verbose_name}"},
            )
            editors.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_site_root"), ("staff", "0002_roles")]

    operations = [migrations.RunPython(let_editors_keep_them, migrations.RunPython.noop)]

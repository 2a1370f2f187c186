"""Editors may edit people and the organization's settings, and read the messages of visitors."""

from django.db import migrations

PERMISSIONS = {
    ("person", "person"): ["add", "change", "delete", "view"],
    ("contactmessage", "contact message"): ["view"],
    ("organization", "organization"): ["change"],
}


def grant_editor_permissions(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    editors, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Editors")
    for (model, verbose_name), actions in PERMISSIONS.items():
        content_type, _ = ContentType.objects.get_or_create(app_label="pages", model=model)
        for action in actions:  # Django makes them only when all migrations are through
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {verbose_name}"},
            )
            editors.permissions.add(permission)


class Migration(migrations.Migration):
    replaces = [("pages", "0003_what_editors_keep")]
    dependencies = [("pages", "0002_site_root"), ("staff", "0002_roles")]

    operations = [migrations.RunPython(grant_editor_permissions, migrations.RunPython.noop)]

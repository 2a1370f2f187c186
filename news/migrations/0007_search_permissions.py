"""Editors may keep sources, bills and spellings, and read what was searched for in vain."""

from django.db import migrations

PERMISSIONS = {
    ("source", "source"): ["add", "change", "delete", "view"],
    ("trackedbill", "bill"): ["add", "change", "delete", "view"],
    ("spellinggroup", "spelling"): ["add", "change", "delete", "view"],
    ("unansweredsearch", "search without an answer"): ["view"],
}


def grant_editor_permissions(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    editors, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Editors")
    for (model, verbose_name), actions in PERMISSIONS.items():
        content_type, _ = ContentType.objects.get_or_create(app_label="news", model=model)
        for action in actions:  # Django makes them only when all migrations are through
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {verbose_name}"},
            )
            editors.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("news", "0006_sources"), ("staff", "0002_roles")]

    operations = [migrations.RunPython(grant_editor_permissions, migrations.RunPython.noop)]

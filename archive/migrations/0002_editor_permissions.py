"""Editors may keep the redirects from old addresses."""

from django.db import migrations

ACTIONS = ("add", "change", "delete", "view")


def grant_editor_permissions(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    editors, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Editors")
    content_type, _ = ContentType.objects.get_or_create(app_label="wagtailredirects", model="redirect")
    for action in ACTIONS:  # Django makes them only when all migrations are through
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=f"{action}_redirect", defaults={"name": f"Can {action} redirect"}
        )
        editors.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_initial"),
        ("staff", "0002_roles"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(grant_editor_permissions, migrations.RunPython.noop)]

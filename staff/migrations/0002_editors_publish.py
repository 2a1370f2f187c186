"""Wagtail's editors write and leave publishing to others; the editors of a small staff do both."""

from django.db import migrations


def let_editors_publish(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    Page = apps.get_model("wagtailcore", "Page")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")

    GroupPagePermission.objects.get_or_create(
        group=Group.objects.get(name="Editors"),
        page=Page.objects.get(depth=1),
        permission=Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore"),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0001_initial"),
        ("wagtailcore", "0090_remove_grouppagepermission_permission_type"),
    ]

    operations = [migrations.RunPython(let_editors_publish, migrations.RunPython.noop)]

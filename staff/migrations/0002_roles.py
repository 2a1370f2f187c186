"""Two roles: Editors publish, Contributors draft and submit. Wagtail's own groups and workflow are reshaped to them.

What each may do with people, messages and the organization is said where those stand, in pages.0003_editor_permissions.
"""

from django.db import migrations

# Contributors change what they have begun themselves, which "add" allows. Nobody but an administrator may delete a page
# with all that is below it.
PAGES = {
    "Editors": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    "Contributors": ["add_page"],
}
LIBRARY = {"Editors": ["add", "change", "choose"], "Contributors": ["add", "choose"]}


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    library = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)

    Group.objects.filter(name="Moderators").delete()
    for name in PAGES:
        group, _ = Group.objects.get_or_create(name=name)
        group.page_permissions.all().delete()
        group.collection_permissions.all().delete()
        group.permissions.set([Permission.objects.get(codename="access_admin")])
        for codename in PAGES[name]:
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            group.page_permissions.create(page=root, permission=permission)
        for action in LIBRARY[name]:
            for app, kind in [("wagtailimages", "image"), ("wagtaildocs", "document")]:
                permission = Permission.objects.get(codename=f"{action}_{kind}", content_type__app_label=app)
                group.collection_permissions.create(collection=library, permission=permission)


def let_editors_approve(apps, schema_editor):
    """One workflow of one step for the whole tree. Its name stands on a button: "Submit to Editors"."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")

    Workflow.objects.all().delete()
    apps.get_model("wagtailcore", "Task").objects.all().delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = Task.objects.create(name="Editors’ approval", content_type=content_type)
    task.groups.add(apps.get_model("auth", "Group").objects.get(name="Editors"))
    workflow = Workflow.objects.create(name="Editors")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=apps.get_model("wagtailcore", "Page").objects.get(depth=1))


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]

    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(let_editors_approve, migrations.RunPython.noop),
    ]

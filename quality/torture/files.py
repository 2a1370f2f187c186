"""What the media folder and the database know of each other. Django must be set up."""

SOCIAL_IMAGES = "images/social/"  # files that no row names: pages/sharing/social_images.py


def stored_files() -> dict[str, str]:
    """Name of every file that a row of the database has → the row's model and primary key."""
    from django.apps import apps
    from django.db.models import FileField

    found = {}
    for model in apps.get_models():
        for field in [field for field in model._meta.concrete_fields if isinstance(field, FileField)]:
            rows = model._base_manager.exclude(**{field.name: ""}).values_list(field.name, "pk")
            found |= {name: f"{model.__name__} {pk}" for name, pk in rows if name}
    return found


def find_orphans(site) -> list[str]:
    """The files of the media folder that no row names, unfinished ones too."""
    known = stored_files()
    return sorted(
        f"{name} ({size} bytes)"
        for name, size in site.media_files().items()
        if name not in known and not name.startswith(SOCIAL_IMAGES)
    )


def find_missing(site) -> list[str]:
    """The rows whose file is not there, or is empty."""
    files = site.media_files()
    return sorted(f"{row}: {name}" for name, row in stored_files().items() if not files.get(name))

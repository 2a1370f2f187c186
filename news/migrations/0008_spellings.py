"""Names that are spelled in several ways. Staff keep them from then on."""

import tomllib
from pathlib import Path

from django.db import migrations

SEED = Path(__file__).parents[1] / "search" / "data" / "spellings.toml"


def add_spellings(apps, schema_editor):
    """Nothing is added where staff have some already."""
    SpellingGroup = apps.get_model("news", "SpellingGroup")
    if not SpellingGroup.objects.exists():
        chapters = tomllib.loads(SEED.read_text(encoding="utf-8"))
        groups = [group for chapter in chapters.values() for group in chapter]
        SpellingGroup.objects.bulk_create(SpellingGroup(names="\n".join(group)) for group in groups)


class Migration(migrations.Migration):
    dependencies = [("news", "0007_search_permissions")]

    operations = [migrations.RunPython(add_spellings, migrations.RunPython.noop)]

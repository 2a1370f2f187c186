"""What visitors call the pages and kinds of things of this site, where staff have no such names yet."""

import tomllib
from pathlib import Path

from django.db import migrations

SEED = Path(__file__).parents[1] / "search" / "data" / "spellings.toml"


def add_spellings(apps, schema_editor):
    SpellingGroup = apps.get_model("news", "SpellingGroup")
    taken = {
        name.strip().casefold()
        for names in SpellingGroup.objects.values_list("names", flat=True)
        for name in names.splitlines()
    }
    groups = tomllib.loads(SEED.read_text(encoding="utf-8"))["site"]
    SpellingGroup.objects.bulk_create(
        SpellingGroup(names="\n".join(group))
        for group in groups
        if not any(name.casefold() in taken for name in group)
    )


class Migration(migrations.Migration):
    dependencies = [("news", "0009_record_indexes")]

    operations = [migrations.RunPython(add_spellings, migrations.RunPython.noop)]

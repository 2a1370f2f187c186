"""The publishers that the weekly updates quote. Staff keep them from then on."""

import tomllib
from pathlib import Path

from django.db import migrations

from news.models.source import make_slug
from news.records.folding import fold

SEED = Path(__file__).parents[1] / "records" / "data" / "sources.toml"


def add_sources(apps, schema_editor):
    """What a clipping has added already under one of the names is replaced; the worker finds its sources anew."""
    Source = apps.get_model("news", "Source")
    rows = tomllib.loads(SEED.read_text(encoding="utf-8"))["source"]
    known = {fold(name) for row in rows for name in [row["name"], *row.get("spellings", [])]}
    for source in Source.objects.all():
        if fold(source.name) in known:
            source.delete()
    taken = set(Source.objects.values_list("slug", flat=True))
    for row in rows:
        slug = make_slug(row["name"], taken)
        taken.add(slug)
        Source.objects.create(
            name=row["name"],
            slug=slug,
            spellings="\n".join(row.get("spellings", [])),
            hosts="\n".join(row["hosts"]),
        )


class Migration(migrations.Migration):
    dependencies = [("news", "0005_records")]

    operations = [migrations.RunPython(add_sources, migrations.RunPython.noop)]

"""The indexes of the records, for counting and for searching right after a publication; and bills that can be.

`fastupdate` is a setting of an index that stands: to build four of them anew would keep readers from the table.
"""

import django.contrib.postgres.indexes
from django.db import migrations, models

BILL_KINDS = ["hr", "s", "hres", "sres", "hjres", "sjres", "hconres", "sconres"]
GIN = {"record_vector": "vector", "record_countries": "countries", "record_sources": "sources", "record_bills": "bills"}


def set_fastupdate(name: str, field: str) -> migrations.SeparateDatabaseAndState:
    index = django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=[field], name=name)
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"ALTER INDEX {name} SET (fastupdate = off)", f"ALTER INDEX {name} RESET (fastupdate)"
            )
        ],
        state_operations=[
            migrations.RemoveIndex(model_name="record", name=name),
            migrations.AddIndex(model_name="record", index=index),
        ],
    )


def delete_impossible_bills(apps, schema_editor):
    """Only a script can have made them: the form refuses them, and their pages answer 404."""
    possible = models.Q(congress__range=(1, 200), kind__in=BILL_KINDS, number__range=(1, 99999))
    apps.get_model("news", "TrackedBill").objects.exclude(possible).delete()


class Migration(migrations.Migration):
    dependencies = [("news", "0011_status_day")]

    operations = [
        *(set_fastupdate(name, field) for name, field in GIN.items()),
        migrations.RemoveIndex(model_name="record", name="record_naming_bills"),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(("bills", []), _negated=True),
                fields=["-date", "-page", "position"],
                include=("kind", "bills", "countries", "sources"),
                name="record_naming_bills",
            ),
        ),
        migrations.RunPython(delete_impossible_bills, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="trackedbill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("congress__range", (1, 200)), ("kind__in", BILL_KINDS), ("number__range", (1, 99999))
                ),
                name="bill_that_can_be",
                violation_error_message="There is no such bill.",
            ),
        ),
    ]

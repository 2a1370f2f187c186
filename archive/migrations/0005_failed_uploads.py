from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_decisions")]

    operations = [
        migrations.AlterField(
            model_name="upload",
            name="state",
            field=models.CharField(
                choices=[
                    ("shown", "Not stored"),
                    ("waiting", "Being stored"),
                    ("stored", "Stored"),
                    ("failed", "Not stored, because of an error"),
                ],
                default="shown",
                max_length=8,
            ),
        )
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0010_more_spellings")]

    operations = [
        migrations.AlterField(
            model_name="trackedbill",
            name="status_on",
            field=models.DateField(
                blank=True, help_text="The day on which that was so.", null=True, verbose_name="as of"
            ),
        ),
    ]

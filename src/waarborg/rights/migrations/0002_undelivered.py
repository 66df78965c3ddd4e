from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="incomingrequest",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="incomingrequest",
            name="next_attempt_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incomingrequest",
            name="told_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("letter", "by post"),
                    ("telephone", "by telephone"),
                    ("in_person", "in person"),
                    ("not_reached", "not at all: they cannot be reached by what they left"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="incomingrequest",
            name="undelivered_at",
            field=models.DateTimeField(null=True),
        ),
    ]

"""What shows a consent: the words as they were put, their fingerprint, and the signature."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('dossiers', '0001_initial'),
        ('parties', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='clientdeclaration',
            name='language',
            field=models.CharField(db_default='', default='', max_length=2),
        ),
        migrations.AddField(
            model_name='clientdeclaration',
            name='proof',
            field=models.CharField(choices=[('on_screen', 'signed on this screen'), ('own_pages', 'answered on their own pages'), ('scan', 'signed on paper, with the scan in the dossier'), ('paper', 'signed on paper, kept in the paper dossier'), ('noted', 'written down by who asked it')], db_default='noted', default='noted', max_length=12),
        ),
        migrations.AddField(
            model_name='clientdeclaration',
            name='record_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='clientdeclaration',
            name='wording',
            field=models.TextField(db_default='', default=''),
        ),
        migrations.AddField(
            model_name='clientdeclaration',
            name='wording_sha256',
            field=models.CharField(db_default='', default='', max_length=64),
        ),
        migrations.AddConstraint(
            model_name='clientdeclaration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proof', 'scan'), _negated=True), ('record_id__isnull', False), _connector='OR'), name='declaration_scan_is_there'),
        ),
    ]

"""What a web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waarborg.config.settings")
application = get_wsgi_application()

# Everything imported so far stays until the end: leaving it out of collections shortens the slowest requests.
gc.collect()
gc.freeze()

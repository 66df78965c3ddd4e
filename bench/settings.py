"""The program's own settings, with one address more: a page that shows nothing."""

from waarborg.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["testserver"]

"""The one settings file. What differs between machines comes from the environment (docs/operations/settings.md)."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from waarborg.config import environment as env
from waarborg.kernel.database.addresses import addresses, aliases, own_login
from waarborg.kernel.home import home

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()

# -- What this process is -------------------------------------------------------------------------------------

DEBUG = env.truth("WAARBORG_DEBUG", default=False)
DEMO = env.truth("WAARBORG_DEMO", default=False)
"""Sign-in as a persona by one click. `config.checks` refuses it on anything but loopback."""

ORIGIN = env.origin("WAARBORG_ORIGIN", "http://127.0.0.1:8000")
IS_HTTPS = ORIGIN.startswith("https:")
SECURITY_CONTACT = env.text("WAARBORG_SECURITY_CONTACT")
"""Where somebody reports a weakness: a `mailto:` or `https:` address, told in /.well-known/security.txt."""
ALLOWED_HOSTS = env.words("WAARBORG_HOSTS", (urlsplit(ORIGIN).hostname or "", "localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = [ORIGIN]
CSRF_FAILURE_VIEW = "waarborg.desk.drafts.csrf_failure"
SECRET_KEY = env.text("WAARBORG_SECRET_KEY") or HOME.secret("django-secret").hex()
WAARBORG_CONTEXT_KEY = env.key("WAARBORG_CONTEXT_KEY") or HOME.secret("context-key")
"""Signs what a transaction says about itself to PostgreSQL; shared by all processes of an installation."""

# -- The house, from the ground up: `security.sql` is applied in this order -----------------------------------

ROOMS = [
    "waarborg.kernel",
    "waarborg.vault",
    "waarborg.ledger",
    "waarborg.accounts",
    "waarborg.adoption",
    "waarborg.inventory",
    "waarborg.gate",
    "waarborg.practice",
    "waarborg.drafting",
    "waarborg.parties",
    "waarborg.dossiers",
    "waarborg.work",
    "waarborg.letters",
    "waarborg.documents",
    "waarborg.composing",
    "waarborg.incoming",
    "waarborg.controls",
    "waarborg.imports",
    "waarborg.paper",
    "waarborg.disclosures",
    "waarborg.invoicing",
    "waarborg.enquiries",
    "waarborg.breaches",
    "waarborg.notices",
    "waarborg.publication",
    "waarborg.rights",
    "waarborg.complaints",
    "waarborg.handing_over",
    "waarborg.retention",
    "waarborg.admission",
    "waarborg.destruction",
    "waarborg.overviews",
    "waarborg.mailings",
    "waarborg.subject_access",
    "waarborg.registers",
    "waarborg.backups",
    "waarborg.portability",  # the last with rules in SQL: it speaks of every table before it
    "waarborg.desk",
    "waarborg.site",
    "waarborg.portal",
    "waarborg.demo",
    "waarborg.config",
]
INSTALLED_APPS = [
    *ROOMS,  # before allauth, so that our sign-in pages replace its own
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "waarborg.kernel.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "waarborg.kernel.middleware.ErrorPages",
    "waarborg.desk.refusals.RefusalPages",
    "waarborg.desk.entrance.Entrance",
    "waarborg.portal.entrance.PortalEntrance",
    "waarborg.portal.entrance.MineEntrance",
]
ROOT_URLCONF = "waarborg.config.urls"
WSGI_APPLICATION = "waarborg.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "waarborg.desk.shell.shell",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Database: no ATOMIC_REQUESTS, since the gate opens and closes every unit of work itself ------------------

WAARBORG_LOGIN = own_login()
"""As whom this process works: `default` is that login's connection."""
DATABASES = aliases(addresses(), WAARBORG_LOGIN, env.number("WAARBORG_DATABASE_POOL", 0))

# -- Jobs: in PostgreSQL; each room's are in its module `jobs` ------------------------------------------------

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# -- Who signs in ---------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "display_name")},
    },
    {"NAME": "waarborg.accounts.passwords.NotOnlyOurOwnWords"},
    {"NAME": "waarborg.accounts.passwords.NotTheSameOverAndOver"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "waarborg.accounts.adapters.SignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "waarborg.accounts.forms.LoginForm",
    "reauthenticate": "waarborg.accounts.forms.PasswordAgainForm",
    "change_password": "waarborg.accounts.forms.ChangePasswordForm",
}
# Per address and per sign-in name, known or not; counted before a password is hashed.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/10m/key",
    "change_password": "5/m/user",
    "send_complaint": "5/h/ip",
    "send_request": "5/h/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.truth("WAARBORG_PROXY", default=False))
MFA_ADAPTER = "waarborg.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a code: what one holds and what one is or knows
MFA_TOTP_ISSUER = "Waarborg"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "waarborg.accounts.forms.CodeForm",
    "reauthenticate": "waarborg.accounts.forms.CodeAgainForm",
    "activate_totp": "waarborg.accounts.forms.SetUpForm",
    "add_webauthn": "waarborg.accounts.forms.PasskeyForm",
}
INVITATION_HOURS = env.number("WAARBORG_INVITATION_HOURS", 72, at_least=1)
"""How long a link to choose a password works, and a second factor may be set up after it."""

CACHES = {
    "default": {  # where attempts are counted and used codes remembered, for all processes; nothing else is cached
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_throttle",
        "KEY_FUNCTION": "waarborg.accounts.throttle.nameless",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# -- Sessions and what browsers may do ------------------------------------------------------------------------

SESSION_ENGINE = "waarborg.accounts.sessions"
SESSION_COOKIE_AGE = env.number("WAARBORG_SESSION_HOURS", 10, at_least=1) * 3600
SESSION_IDLE_SECONDS = env.number("WAARBORG_IDLE_MINUTES", 60, at_least=10) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
LANGUAGE_COOKIE_NAME = "__Host-language" if IS_HTTPS else "language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.truth("WAARBORG_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A document does not touch the disk before it is encrypted, not even for a moment.
FILE_UPLOAD_HANDLERS = ["waarborg.documents.uploads.VeiledUploadHandler"]
WAARBORG_LARGEST_UPLOAD = env.number("WAARBORG_LARGEST_UPLOAD_MB", 250, at_least=1) * 1024 * 1024
WAARBORG_QUARANTINE_DAYS = env.number("WAARBORG_QUARANTINE_DAYS", 14, at_least=1)
"""So long a file may wait for somebody to say what it is; then it is thrown away."""
WAARBORG_SCANNER = env.text("WAARBORG_SCANNER")
"""ClamAV: `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`. Without it nothing is scanned, and pages say so."""
WAARBORG_MAIL_DOMAIN = env.text("WAARBORG_MAIL_DOMAIN").lower()
"""What stands after the @ of addresses for e-mail to Waarborg. Empty: no e-mail comes in."""
WAARBORG_LARGEST_MAIL = env.number("WAARBORG_LARGEST_MAIL_MB", 25, at_least=1) * 1024 * 1024
WAARBORG_SCANNER_SECONDS = env.number("WAARBORG_SCANNER_SECONDS", 120, at_least=1)

# -- Language and time ----------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
FORMAT_MODULE_PATH = "waarborg.site.formats"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [path for path in (PACKAGE / "locale", PACKAGE.parent.parent / "locale") if path.is_dir()]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# -- Static files ---------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # from the package itself: nothing to collect, nothing to forget
WHITENOISE_MAX_AGE = 600
WHITENOISE_AUTOREFRESH = DEBUG

# -- Encrypted files, and how long destroyed keys may still be undone by a copy of the old epoch ------------------

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is stored in clear
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "blobs": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": HOME.root / "blobs",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
EPOCH_DAYS = env.number("WAARBORG_EPOCH_DAYS", 28, at_least=1)
KEY_COPY_DAYS = env.number("WAARBORG_KEY_COPY_DAYS", 7, at_least=1)
BACKUP_DAYS = env.number("WAARBORG_BACKUP_DAYS", 28, at_least=1)
BACKUP_LATE_HOURS = env.number("WAARBORG_BACKUP_LATE_HOURS", 48, at_least=1)
"""After so many hours without a new copy everybody who keeps the installation is warned."""
IMPORT_UNDO_DAYS = env.number("WAARBORG_IMPORT_UNDO_DAYS", 30, at_least=1)
IMPORT_PARKED_DAYS = env.number("WAARBORG_IMPORT_PARKED_DAYS", 28, at_least=1)
"""Within this many days after a destruction the keys of its epoch are destroyed; a certificate names the day."""

# -- Mail: to the server of one's own, else to files in the home ----------------------------------------------

MAIL = env.mail("WAARBORG_MAIL_URL")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME.root / "mail"
EMAIL_HOST = MAIL.get("EMAIL_HOST", "")
EMAIL_PORT = MAIL.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = MAIL.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = MAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = MAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("WAARBORG_MAIL_FROM", "waarborg@localhost")

# -- The program's log: to standard error, and without contents -----------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("WAARBORG_LOG_LEVEL", "WARNING").upper()},
    "loggers": {"django.db.backends": {"level": "INFO"}},  # DEBUG would print statements with their values
}

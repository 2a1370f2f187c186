"""The one settings file. Production is the default; `DEBUG=true`, which `./run` sets, is development.

Every environment variable of the running site is read here, and stands in the README's table. `run` and what it calls
read PORT, DATABASE_URL and CHROMIUM too.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from .csp import CSP
from .logs import build_logging

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def required(variable, example):
    """The variable's text. Raises ImproperlyConfigured, naming the variable, when it is not set."""
    value = env.str(variable, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {variable} in the environment, for example {variable}={example}")
    return value


DEBUG = env.bool("DEBUG", default=False)

if DEBUG:
    SECRET_KEY = env.str("SECRET_KEY", default="development-only-" + "x" * 50)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
else:
    SECRET_KEY = required("SECRET_KEY", "'fifty or more random characters'")
    ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS", "www.ncsej.org,ncsej.org").split(",")]

# The public base URL: the URLs in feeds, emails and the admin's links are built on it.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0]}").rstrip("/")

# -- Database ----------------------------------------------------------------------------------------------------

if DEBUG and not env.str("DATABASE_URL", default=""):
    from . import local_postgres

    database_url = local_postgres.database_url(BASE_DIR / env.str("LOCAL_POSTGRES", default="var/postgres"))
else:
    database_url = required("DATABASE_URL", "postgres://user:password@host:5432/ncsej")

DATABASES = {"default": environ.Env.db_url_config(database_url)}
if "postgresql" not in DATABASES["default"].get("ENGINE", ""):
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database: postgres://user:password@host:5432/ncsej")
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# Who waits for the web server is a visitor; `migrate`, other commands and the worker's tasks may take their time.
if env.bool("WEB_PROCESS", default=False):
    DATABASES["default"]["ENGINE"] = "ncsej_site.web_database"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Applications ------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "ncsej_site",
    "archive",
    "news",
    "pages",
    "staff",
    "pagecache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "staff.accounts.apps.AccountsConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "ncsej_site.health.HealthMiddleware",
    "ncsej_site.request_methods.KnownMethodsMiddleware",
    "ncsej_site.versioned_cache.VersionedCacheMiddleware",
    "ncsej_site.client_network.ClientNetworkMiddleware",
    "ncsej_site.security_headers.SecurityHeadersMiddleware",
    "news.views.draft.DraftHeadersMiddleware",
    "ncsej_site.csp.ContentSecurityPolicyMiddleware",
    "ncsej_site.content_policies.ContentPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ncsej_site.proxy.ProxiedFileMiddleware",
    "ncsej_site.compression.PageCompressionMiddleware",
    "ncsej_site.private_responses.PrivateResponsesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "staff.second_factor.middleware.SecondFactorMiddleware",
    "staff.middleware.SessionAgeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ncsej_site.machines_behind.MachinesBehindMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ncsej_site.redirects.RedirectMiddleware",
    "ncsej_site.malformed_requests.MalformedRequestMiddleware",
    "staff.json_answers.JSONAnswersMiddleware",
]

ROOT_URLCONF = "ncsej_site.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that templates/ replaces those of widgets, too
WSGI_APPLICATION = "ncsej_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# -- Language and time -------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/New_York"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["ncsej_site.formats"]

# -- Files -------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = BASE_DIR / env.str("MEDIA_ROOT", default="var/media")
# Whether the proxy sends permitted media files itself, as deploy/Caddyfile does; any other would send empty ones.
PROXY_SENDS_FILES = env.bool("PROXY_SENDS_FILES", default=False)

# The folder of the page cache (pagecache/), which the web server's workers, the sweeper and the proxy share; None, as
# in development, where templates are edited: nothing is kept.
PAGE_CACHE = BASE_DIR / folder if (folder := env.str("PAGE_CACHE", default="" if DEBUG else "var/page-cache")) else None

STORAGES = {
    "default": {"BACKEND": "pages.storage.AtomicFileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

CACHES = {"default": {"BACKEND": "ncsej_site.versioned_cache.VersionedCache"}}

# -- Tasks -------------------------------------------------------------------------------------------------------

TASKS = {
    # Wagtail's own, which update its search and reference indexes: at once, so that an editor finds what is saved.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # Ours, which run in the background: `manage.py worker`.
    "worker": {"BACKEND": "ncsej_site.worker.backend.WorkerBackend", "QUEUES": ["default", "dismissed"]},
}

# -- Email -------------------------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10  # seconds that the worker gives one mail
# Every mail is stored first; the worker hands it to the server that EMAIL_URL names.
EMAIL_DELIVERY_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"].replace("django.core.mail.backends.smtp", "ncsej_site.mail.smtp")
EMAIL_BACKEND = "ncsej_site.mail.backend.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"website@{ALLOWED_HOSTS[0].lstrip('.')}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# -- Security ----------------------------------------------------------------------------------------------------

# The policy of public pages; ncsej_site/content_policies.py says what has another.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "connect-src": [CSP.SELF],  # for tools that look at a page: Lighthouse reads robots.txt so
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "style-src": SimpleLazyObject(lambda: import_string("ncsej_site.content_policies.get_style_hashes")()),
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": [CSP.NONE],
    "upgrade-insecure-requests": SITE_URL.startswith("https://"),
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG
CSRF_COOKIE_AGE = None  # until the browser is closed: whoever opens the form for a page's password gets one
CSRF_FAILURE_VIEW = "ncsej_site.error_pages.csrf_failure"
# For so long, browsers that were here come back over https only. The other two bind every subdomain, and cannot be
# taken back for months, so they are for who knows that all of them speak https.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0 if DEBUG else 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = [
    "security.W005",
    "security.W021",  # these two are opt-in
    "otp_webauthn.E031",  # where SITE_URL is not https, browsers refuse passkeys; apps work
]
# How many proxies of ours a request passes: what they say of the client and of https is believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# -- Logging: production logs to standard error; Django's default is to mail errors ------------------------------------

LOGGING = build_logging(to_standard_error=not DEBUG)

# -- Staff -------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "staff.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "staff.password_validation.GuessableWordsValidator"},
]
AUTHENTICATION_BACKENDS = ["staff.authentication.ThrottledBackend"]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "/"  # after the password of a private page, where its form names no address of this site
SESSION_COOKIE_AGE = 8 * 3600  # seconds without activity; see staff/middleware.py
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
WAGTAILADMIN_USER_LOGIN_FORM = "staff.forms.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "staff.forms.PasswordResetForm"  # noqa: S105 — a class, not a password
# Whether everybody must sign in with a second factor, or only who has set one up.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEBUG)
OTP_TOTP_ISSUER = OTP_WEBAUTHN_RP_NAME = "NCSEJ"
OTP_TOTP_THROTTLE_FACTOR = 0  # django-otp's throttle locks the account's owner out as well; see staff/limits.py
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_URL).hostname  # passkeys are made for this name; with another they are lost
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False  # a passkey is the second factor, the password the first

# -- Wagtail -----------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "NCSEJ"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the form of one clipping has more than a dozen
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]  # in another, what is written for this site would be half of it
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # every time in the admin is Eastern, wherever an editor is
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "pages.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.images.forms.SiteImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "pages.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "pages.documents.forms.SiteDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "pages.rich_text.language_feature.RichTextArea"}}
# The admin sends no requests to other hosts.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"}}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
# Photographs of these qualities look like Wagtail's JPEG, with half its bytes.
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 75
TAGGIT_CASE_INSENSITIVE = True

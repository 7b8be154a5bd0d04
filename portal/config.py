"""Settings from the environment. Outside development the site refuses to start half configured."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]


class NotConfigured(SystemExit):
    """A setting is missing or unsafe; the message says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """Every setting of the site. README.md lists them with their environment variables."""

    environment: str
    secret_key: str
    base_url: str
    database_url: str
    var: Path
    trusted_hosts: tuple[str, ...]
    proxy_hops: int
    site_name: str
    district_code: str
    district_name: str
    motto: str
    office_name: str
    letterhead_government: str
    letterhead_office: str
    letterhead_address: str
    letterhead_place: str
    logo_path: str
    contact_email: str
    source_url: str
    smtp_url: str
    mail_from: str
    queue_url: str
    files_url: str
    files_endpoint: str
    files_region: str
    files_access_key: str
    files_secret_key: str
    idle_minutes: int
    session_hours: int
    priority_pockets: int
    overlap_leads: int
    overlap_pocket_leads: int
    thin_percent: int
    silent_months: int
    report_days: int
    keep_pages: int
    hold_answers: int
    demo_password: str

    @property
    def development(self) -> bool:
        return self.environment == "development"

    @property
    def secure(self) -> bool:
        """Whether the site is served over HTTPS, as its base address says."""
        return self.base_url.startswith("https://")


def read_settings(env: Mapping[str, str] = os.environ) -> Settings:
    """Read and check the environment. Raises NotConfigured with one sentence per fault."""
    environment = env.get("SIMPUL_ENV", "production")
    var = Path(env.get("VAR_DIR", ROOT / "var")).resolve()
    settings = Settings(
        environment=environment,
        secret_key=env.get("SECRET_KEY", "") or _kept_secret(environment, var),
        base_url=env.get("BASE_URL", _local_address(environment, env)).rstrip("/"),
        database_url=_driver(env.get("DATABASE_URL", f"sqlite:///{var / 'simpul.db'}")),
        var=var,
        trusted_hosts=_hosts(env, environment),
        proxy_hops=_number(env, "PROXY_HOPS", 0),
        demo_password=env.get("DEMO_PASSWORD", ""),
        **_words(env),
        **_limits(env),
    )
    _refuse_unsafe(settings, env)
    return settings


def _words(env: Mapping[str, str]) -> dict[str, Any]:
    defaults = {
        "site_name": "Simpul Langkat",
        "district_code": "12.05",
        "district_name": "Kabupaten Langkat",
        "motto": "Bersatu sekata, berpadu berjaya",
        "office_name": "Sekretariat Daerah Kabupaten Langkat",
        "letterhead_government": "Pemerintah Kabupaten Langkat",
        "letterhead_office": "Sekretariat Daerah",
        "letterhead_address": "Stabat, Sumatera Utara",
        "letterhead_place": "Stabat",
        "logo_path": "",
        "contact_email": "",
        "source_url": "",
        "smtp_url": "",
        "mail_from": "simpul@localhost",
        "queue_url": "",
        "files_url": "",
        "files_endpoint": "",
        "files_region": "",
        "files_access_key": "",
        "files_secret_key": "",
    }
    return {name: env.get(name.upper(), default) for name, default in defaults.items()}


def _limits(env: Mapping[str, str]) -> dict[str, Any]:
    defaults = {
        "idle_minutes": 30,
        "session_hours": 8,
        "priority_pockets": 6,
        "overlap_leads": 7,
        "overlap_pocket_leads": 3,
        "thin_percent": 50,
        "silent_months": 6,
        "report_days": 15,
        "keep_pages": 1,
        "hold_answers": 1,
    }
    return {name: _number(env, name.upper(), default) for name, default in defaults.items()}


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, str(default))
    if not text.isdigit():
        raise NotConfigured(f"{name} must be a whole number, not {text!r}.")
    return int(text)


def _driver(url: str) -> str:
    """Name psycopg 3 in the address: operators write postgresql:// or postgres://."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _local_address(environment: str, env: Mapping[str, str]) -> str:
    return "" if environment == "production" else f"http://127.0.0.1:{env.get('PORT', '8000')}"


def _hosts(env: Mapping[str, str], environment: str) -> tuple[str, ...]:
    named = [host.strip() for host in env.get("TRUSTED_HOSTS", "").split(",") if host.strip()]
    own = urlsplit(env.get("BASE_URL", "")).hostname
    local = [] if environment == "production" else ["127.0.0.1", "localhost", env.get("HOST", "")]
    return tuple(dict.fromkeys(host for host in (*named, own, *local) if host))


def _kept_secret(environment: str, var: Path) -> str:
    """In development a key is made once and kept in var/."""
    if environment != "development":
        return ""
    path = var / "secret_key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _refuse_unsafe(settings: Settings, env: Mapping[str, str]) -> None:
    if settings.logo_path and Path(settings.logo_path).suffix.lower() not in {".png", ".jpg", ".jpeg"}:
        raise NotConfigured("LOGO_PATH must name a PNG or JPEG file.")
    if settings.logo_path and not Path(settings.logo_path).is_file():
        raise NotConfigured(f"LOGO_PATH names no file: {settings.logo_path}.")
    if fault := _fault_of_files(settings):
        raise NotConfigured(fault)
    if settings.environment not in {"production", "development", "test"}:
        raise NotConfigured("SIMPUL_ENV must be production, development or test.")
    if settings.environment == "production":
        faults = [
            (
                len(settings.secret_key) < 32,
                "SECRET_KEY must be set, random and at least 32 characters long.",
            ),
            (not settings.base_url, "BASE_URL must be set, for example https://simpul.langkatkab.go.id."),
            (not settings.secure and not _is_local(settings.base_url), "BASE_URL must begin with https://."),
            (env.get("FLASK_DEBUG", "0") not in {"", "0"}, "FLASK_DEBUG must be off in production."),
            (bool(settings.demo_password), "DEMO_PASSWORD belongs to development only."),
            *_faults_of_mail(settings),
        ]
        wrong = [sentence for fault, sentence in faults if fault]
        if wrong:
            raise NotConfigured("Simpul does not start: " + " ".join(wrong))


def _faults_of_mail(settings: Settings) -> list[tuple[bool, str]]:
    """Without SMTP_URL mail goes into files; with one, people must be able to tell whom it is from."""
    known = urlsplit(settings.smtp_url).scheme in {"", "smtp", "smtp+starttls", "smtps"}
    nameless = bool(settings.smtp_url) and settings.mail_from.rstrip(">").endswith("@localhost")
    unknown_queue = urlsplit(settings.queue_url).scheme not in {"", "redis", "rediss", "unix"}
    return [
        (not known, "SMTP_URL must begin with smtp://, smtp+starttls:// or smtps://."),
        (nameless, "MAIL_FROM must be set, for example Simpul <simpul@langkatkab.go.id>."),
        (unknown_queue, "QUEUE_URL must begin with redis://, rediss:// or unix://."),
    ]


def _fault_of_files(settings: Settings) -> str:
    """Half a storage is none; the keys may come from the environment of the machine instead."""
    place, endpoint = urlsplit(settings.files_url), urlsplit(settings.files_endpoint)
    no_bucket = bool(settings.files_url) and (place.scheme != "s3" or not place.netloc)
    is_web = endpoint.scheme in {"http", "https"} and bool(endpoint.netloc)
    half_keys = bool(settings.files_access_key) != bool(settings.files_secret_key)
    address = "FILES_ENDPOINT must be the address of the service, for example https://s3.example.org."
    faults = [
        (no_bucket, "FILES_URL must name a bucket: s3://bucket or s3://bucket/prefix."),
        (bool(settings.files_endpoint) and not is_web, address),
        (half_keys, "FILES_ACCESS_KEY and FILES_SECRET_KEY belong together."),
    ]
    return " ".join(sentence for fault, sentence in faults if fault)


def _is_local(url: str) -> bool:
    return urlsplit(url).hostname in {"127.0.0.1", "localhost"}


def flask_settings(settings: Settings) -> dict[str, object]:
    """What Flask and its extensions need to know."""
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": settings.database_url.startswith("postgresql")},
        "SIGN_IN_ENDPOINT": "accounts.sign_in",
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
        "SESSION_COOKIE_NAME": "__Host-simpul" if settings.secure else "simpul",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # the token guards; pages of mailed links send no Referer
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "portal" / "translations"),
        "TEMPLATES_AUTO_RELOAD": settings.development,
    }

"""The settings that pages show: read only, since they come from the environment. Never a secret."""

from typing import NamedTuple, Protocol

from portal.core.wording import _


class SiteSettings(Protocol):
    """The settings that may be shown."""

    @property
    def site_name(self) -> str: ...
    @property
    def district_code(self) -> str: ...
    @property
    def district_name(self) -> str: ...
    @property
    def office_name(self) -> str: ...
    @property
    def motto(self) -> str: ...
    @property
    def contact_email(self) -> str: ...
    @property
    def base_url(self) -> str: ...
    @property
    def priority_pockets(self) -> int: ...
    @property
    def overlap_leads(self) -> int: ...
    @property
    def overlap_pocket_leads(self) -> int: ...
    @property
    def thin_percent(self) -> int: ...
    @property
    def session_hours(self) -> int: ...
    @property
    def idle_minutes(self) -> int: ...


class Shown(NamedTuple):
    """One setting: what it is, what it says, and the variable that changes it."""

    label: str
    text: str
    variable: str


def shown_settings(site: SiteSettings) -> list[Shown]:
    """The settings in the order of the page."""
    return [
        Shown(_("Nama situs"), site.site_name, "SITE_NAME"),
        Shown(_("Kabupaten"), f"{site.district_name} ({site.district_code})", "DISTRICT_NAME, DISTRICT_CODE"),
        Shown(_("Kantor"), site.office_name, "OFFICE_NAME"),
        Shown(_("Semboyan"), site.motto, "MOTTO"),
        Shown(_("Surel kontak"), site.contact_email or "–", "CONTACT_EMAIL"),
        Shown(_("Alamat situs"), site.base_url, "BASE_URL"),
        *_thresholds(site),
    ]


def _thresholds(site: SiteSettings) -> list[Shown]:
    priority = _("%(number)d kantong per kecamatan", number=site.priority_pockets)
    overlap = _("%(number)d mitra per sel", number=site.overlap_leads)
    in_pocket = _("%(number)d mitra per kantong atau desa", number=site.overlap_pocket_leads)
    thin = _("%(number)d persen kebutuhan dijanjikan", number=site.thin_percent)
    session = _(
        "sesudah %(minutes)d menit diam atau %(hours)d jam",
        minutes=site.idle_minutes,
        hours=site.session_hours,
    )
    return [
        Shown(_("Celah prioritas mulai"), priority, "PRIORITY_POCKETS"),
        Shown(_("Tumpang tindih mulai"), overlap, "OVERLAP_LEADS"),
        Shown(_("Tumpang tindih di satu kantong mulai"), in_pocket, "OVERLAP_POCKET_LEADS"),
        Shown(_("Tipis di bawah"), thin, "THIN_PERCENT"),
        Shown(_("Sesi kantor berakhir"), session, "IDLE_MINUTES, SESSION_HOURS"),
    ]

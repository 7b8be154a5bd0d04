"""Every page of the site with the person who may open it: the list that journeys and inspections walk."""

from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

from portal.amendments.models import Amendment
from portal.commitments.models import Commitment
from portal.core.database import db
from portal.meetings.models import Meeting
from portal.minutes.models import ActionItem, Minutes
from portal.organisations.models import Membership, Organisation
from portal.places.models import Pocket
from portal.policy import can

PUBLIC = (
    "/",
    "/matriks",
    "/matriks?baris=desa",
    "/matriks?baris=kantong",
    "/matriks?baris=mitra",
    "/matriks?ukuran=pagu",
    "/matriks?ukuran=pagu&angka=awal",
    "/matriks/grafik",
    "/peta",
    "/komitmen",
    "/komitmen?q=air&jenis=swasta",
    "/mitra",
    "/kantong",
    "/wilayah",
    "/wilayah/12.05",
    "/wilayah/12.05.07",
    "/wilayah/12.05.07.2008",
    "/strategi",
    "/strategi/5",
    "/fgd",
    "/fgd?tahun=2024",
    "/tentang",
    "/data",
    "/masuk",
    "/daftar",
    "/lupa-sandi",
    "/berhenti/salah",
    "/tidak-ada",
    "/komitmen?jenis=entah",
)
NOTICES = ("/akun/pemberitahuan", "/akun/pemberitahuan/pengaturan")
WORKSPACE = (
    "/ruang",
    "/ruang/komitmen",
    "/ruang/komitmen/baru",
    "/ruang/laporan",
    "/ruang/lembaga",
    "/ruang/rekan",
    "/akun",
    *NOTICES,
)
OFFICE = (
    "/kantor",
    "/kantor/komitmen",
    "/kantor/laporan",
    "/kantor/laporan?status=terlambat",
    "/kantor/mitra",
    "/kantor/kantong",
    "/kantor/jejak",
)
COMPANY = "perusahaan@contoh.id"
ADMIN = ("/kantor/pengguna", "/kantor/atur", "/kantor/atur/surat")


class Address(NamedTuple):
    """A page and the example person who opens it; "" is a visitor."""

    path: str
    by: str


def all_addresses(app: Flask) -> list[Address]:
    """Every kind of page once, with things of the example data filled in."""
    with app.app_context():
        shown = [
            f"/komitmen/{_first(Commitment.reference, Commitment.status == 'verified')}",
            f"/komitmen/{_first(Commitment.reference, Commitment.status == 'cancelled')}",
            f"/mitra/{_first(Organisation.slug, Organisation.status == 'verified')}",
            f"/kantong/{_first(Pocket.slug)}",
            *(f"/fgd/{reference}" for reference in _published_meetings()),
        ]
        waiting = _first(Commitment.reference, Commitment.status == "submitted")
        own = Commitment.organisation.has(Organisation.memberships.any())
        drafts = _first(Commitment.reference, Commitment.status.in_(["draft", "returned"]), own)
        applied = _first(Organisation.slug, Organisation.status == "applied")
        author = _member_of(drafts)
        files = f"/kantor/fgd/{_published_meetings()[0]}/berkas"
        planned = _first(Meeting.reference, Meeting.status == "planned")
        attended = _first(Meeting.reference, Meeting.attendance.any())
        minutes, own_items, worker = _of_minutes(planned)
        asked, changeable, changed = _of_amendments()
    office = [*OFFICE, f"/kantor/komitmen/{waiting}", f"/kantor/mitra/{applied}", "/kantor/kantong/baru"]
    office += [files, f"{files}/unggah", *_of_meetings(planned, attended), *minutes, *asked]
    steps = [f"/ruang/komitmen/{drafts}", *(f"/ruang/komitmen/{drafts}/langkah/{n}" for n in range(1, 6))]
    return [
        *(Address(path, "") for path in (*PUBLIC, *shown, changed)),
        *(Address(path, "perusahaan") for path in (*WORKSPACE, *changeable)),
        *(Address(path, author) for path in steps),
        *(Address(path, worker) for path in own_items),
        *(Address(path, "verifikator") for path in office),
        *(Address(path, "admin") for path in ADMIN),
    ]


def _first(column, *conditions):  # type: ignore[no-untyped-def]
    return db.session.scalars(select(column).where(*conditions).order_by(column)).first()


def _of_meetings(planned: str, attended: str) -> list[str]:
    """The pages about one FGD to come, and the list of who was at another one."""
    own = f"/kantor/fgd/{planned}"
    parts = ("", "/ubah", "/batalkan", "/qr", "/peserta", "/peserta/baru", "/peserta/tempel")
    return [
        "/kantor/fgd",
        "/kantor/fgd/baru",
        *(own + part for part in parts),
        f"/kantor/fgd/{attended}/peserta",
    ]


def _of_amendments() -> tuple[list[str], list[str], str]:
    """The office's list and one request, the pages on which the company asks for one, a changed promise."""
    waiting = db.session.scalars(select(Amendment).where(Amendment.status == "requested")).first()
    changed = db.session.scalars(select(Amendment).where(Amendment.pledge_version_id.is_not(None))).first()
    assert waiting is not None and changed is not None
    led = Commitment.organisation.has(Organisation.memberships.any(Membership.user.has(email=COMPANY)))
    open_one = select(Amendment.commitment_id).where(Amendment.status == "requested")
    free = _first(Commitment.reference, Commitment.status == "verified", led, Commitment.id.not_in(open_one))
    office = ["/kantor/perubahan", f"/kantor/perubahan/{waiting.commitment.reference}/{waiting.number}"]
    own = [f"/ruang/komitmen/{free}/perubahan{step}" for step in ("", "/ubah", "/batal")]
    return office, own, f"/komitmen/{changed.commitment.reference}"


def _of_minutes(planned: str) -> tuple[list[str], list[str], str]:
    """The office's pages about minutes and action items, those of a partner in charge, and its person."""
    in_charge = ActionItem.organisation.has(Organisation.memberships.any())
    alive = ActionItem.minutes.has(Minutes.status == "approved")
    item = db.session.scalars(select(ActionItem).where(in_charge, alive).order_by(ActionItem.id)).first()
    assert item is not None
    meeting, at = f"/kantor/fgd/{item.minutes.reference}", f"{item.minutes.reference}/{item.number}"
    parts = ("kesimpulan", "pembahasan/baru", "keputusan/baru", "rtl/baru")
    steps = ("naskah", "revisi", "revisi/1", "adendum")
    office = [f"/kantor/fgd/{planned}/notulen", "/kantor/rtl", f"/kantor/rtl/{at}"]
    office += [*(f"{meeting}/{part}" for part in parts), *(f"{meeting}/notulen/{step}" for step in steps)]
    own = ["/ruang/rtl", *(f"/ruang/rtl/{at}{step}" for step in ("", "/selesai", "/komitmen"))]
    worker = item.organisation.memberships[0].user
    there = db.session.scalars(select(Minutes).where(Minutes.sent_at.is_not(None)).order_by(Minutes.id))
    own += [f"/ruang/fgd/{m.reference}/notulen" for m in there if can(worker, "minutes:respond", m)]
    return office, own, worker.email.removesuffix("@contoh.id")


def _published_meetings() -> list[str]:
    shown = select(Meeting.reference).where(Meeting.published_at.is_not(None))
    return list(db.session.scalars(shown.order_by(Meeting.reference)))


def _member_of(reference: str) -> str:
    commitment = db.session.scalars(select(Commitment).filter_by(reference=reference)).one()
    return commitment.organisation.memberships[0].user.email.removesuffix("@contoh.id")

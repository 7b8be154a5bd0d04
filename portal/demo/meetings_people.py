"""Who attends the example FGDs: invented persons of invented partners."""

from typing import NamedTuple

from portal.meetings.rules import AttendanceSource as Source
from portal.meetings.rules import Sex
from portal.organisations.rules import OrganisationKind as Kind


class Person(NamedTuple):
    """A name, its sex, and the place of its partner in the list of a kind."""

    name: str
    sex: Sex
    kind: Kind
    partner: int
    position: str


F, M = Sex.FEMALE, Sex.MALE
PEOPLE = [
    Person("Okta Sitepu Contoh", F, Kind.GOVERNMENT, 0, "Kepala bidang"),
    Person("Perwira Lubis Contoh", M, Kind.PRIVATE, 0, "Manajer TJSP"),
    Person("Nadia Surbakti Contoh", F, Kind.NGO, 0, "Koordinator lapangan"),
    Person("Komala Tarigan Contoh", F, Kind.COMMUNITY, 0, "Ketua"),
    Person("Budi Karo Contoh", M, Kind.GOVERNMENT, 1, "Kepala seksi"),
    Person("Citra Bangun Contoh", F, Kind.GOVERNMENT, 2, "Analis"),
    Person("Darma Pelawi Contoh", M, Kind.GOVERNMENT, 3, "Kepala bidang"),
    Person("Elisa Ketaren Contoh", F, Kind.GOVERNMENT, 6, "Staf teknis"),
    Person("Fauzan Nasution Contoh", M, Kind.GOVERNMENT, 7, "Kepala seksi"),
    Person("Gita Sembiring Contoh", F, Kind.GOVERNMENT, 10, "Perencana"),
    Person("Hadi Matondang Contoh", M, Kind.GOVERNMENT, 10, "Kepala bidang"),
    Person("Intan Barus Contoh", F, Kind.PRIVATE, 11, "Staf TJSP"),
    Person("Jaka Siregar Contoh", M, Kind.PRIVATE, 2, "Humas"),
    Person("Kartika Perangin-angin Contoh", F, Kind.GOVERNMENT, 11, "Penyuluh"),
    Person("Lukman Harahap Contoh", M, Kind.GOVERNMENT, 4, "Penyuluh"),
    Person("Mira Ginting Contoh", F, Kind.GOVERNMENT, 5, "Kepala seksi"),
    Person("Nanda Sinulingga Contoh", M, Kind.PRIVATE, 4, "Manajer umum"),
    Person("Olivia Purba Contoh", F, Kind.PRIVATE, 20, "Manajer cabang"),
    Person("Panji Saragih Contoh", M, Kind.PRIVATE, 23, "Ketua"),
    Person("Qori Daulay Contoh", F, Kind.NGO, 5, "Pendamping"),
    Person("Rahmat Keliat Contoh", M, Kind.NGO, 10, "Peneliti"),
    Person("Sari Bukit Contoh", F, Kind.COMMUNITY, 3, "Bendahara"),
    Person("Toni Tambunan Contoh", M, Kind.COMMUNITY, 1, "Sekretaris"),
    Person("Umi Sebayang Contoh", F, Kind.COMMUNITY, 4, "Ketua"),
    Person("Vera Manik Contoh", F, Kind.OTHER, 0, "Dosen"),
]
SOURCES = (Source.QR, Source.QR, Source.TYPED, Source.PASTED)
CONTACT = "0800000000"  # of those who signed by phone

"""Papers read back as a person would who opens the PDF."""

import json
import re

import pytest
from flask import Flask

from portal.core.database import db
from portal.files import views as files
from portal.papers import making
from tests.documents.reading import NAUGHTY, pages, reader, squeezed, words
from tests.factories import an_organisation
from tests.minutes.support import a_meeting, minutes_of
from tests.papers import support


def test_notulen_says_all_that_its_form_asks_for(site: Flask) -> None:
    minutes = support.full_minutes()
    text = words(making.minutes_pdf(minutes))
    for part in (
        "PEMERINTAH KABUPATEN LANGKAT SEKRETARIAT DAERAH",
        "NOTULEN FGD Kajian Kantong-kantong Kemiskinan",
        "Hari/tanggal : Jumat, 13 Desember 2024",
        "Waktu : pukul 09.00 WIB s.d. selesai",
        "Tempat : Ruang Pola Kantor Bupati Langkat",
        "Surat undangan : Nomor 400-25/K/2024",
        "1. Pembukaan 2. Pembahasan 3. Penutup",
        "Pimpinan rapat : Amril, S.Sos., M.A.P., Sekretaris Daerah",
        f"Notulis : {minutes.meeting.note_taker.name}",
        "Peserta : 3 orang (2 laki-laki, 1 perempuan), daftar hadir terlampir",
        "Perangkat daerah: 1 orang 2. Dunia usaha: 2 orang",
        "Rapat dibuka oleh Sekda. 1. satu 2. dua",
        "Kapan data diperbarui? Setiap triwulan.",
        "1. Pendataan sasaran secara akurat 2. Kemitraan dengan berbagai pihak",
        "Memperbaiki 40 rumah PT Contoh Sawit Budi Santoso",
        "Prioritas tinggi",
        "Stabat, 13 Desember 2024",
    ):
        assert part in text, part
    for number, column in enumerate(("No.", "Kegiatan", "PIC", "Tenggat", "Keterangan")):
        assert column in text, number


def test_notulen_names_nobody_who_was_there_beside_its_writers(site: Flask) -> None:
    text = words(making.minutes_pdf(support.full_minutes()))
    assert "Siti" not in text and "RAHASIA" not in text


def test_only_approved_notulen_carry_their_hash_and_no_mark(site: Flask) -> None:
    draft = support.full_minutes()
    assert "BELUM DISAHKAN" in words(making.minutes_pdf(draft))
    minutes = support.approved_minutes()
    text = words(making.minutes_pdf(minutes))
    assert minutes.sha256 in squeezed(text) and "BELUM DISAHKAN" not in text
    assert "Rapat ditutup pukul 12.30 WIB." in text and "Disahkan" in text


def test_berita_acara_writes_the_date_in_words_and_has_everybody_sign(site: Flask) -> None:
    text = words(making.report_pdf(support.full_minutes()))
    for part in (
        "Pada hari ini Jumat tanggal tiga belas bulan Desember tahun dua ribu dua puluh empat (13-12-2024)",
        "dihadiri 3 (tiga) orang sebagaimana daftar hadir terlampir",
        "1. Amril, S.Sos., M.A.P., Sekretaris Daerah, selanjutnya disebut Pimpinan Rapat",
        "Demikian berita acara ini dibuat dengan sebenarnya",
        "Budi Santoso Manajer, PT Contoh Sawit",
        "Siti Rahmah, S.E. Kepala Bidang, Dinas Contoh",
        "RANCANGAN",
    ):
        assert part in text, part
    assert "Budi Kedua" not in text


def test_daftar_hadir_shows_each_person_once_and_no_contact(site: Flask) -> None:
    text = words(making.attendance_pdf(support.a_full_meeting()))
    assert "1 Budi Santoso L Manajer PT Contoh Sawit" in text
    assert "2 Siti Rahmah, S.E. P Kepala Bidang Dinas Contoh" in text
    assert "Jumlah hadir: 3 orang (2 laki-laki, 1 perempuan)." in text
    assert "Siti rahmah" not in text and "RAHASIA" not in text


def test_an_empty_daftar_hadir_has_as_many_lines_as_asked_and_no_names(site: Flask) -> None:
    meeting = support.a_full_meeting()
    pdf = making.attendance_pdf(meeting, rows=45)
    text = words(pdf)
    assert "45. ..." in text and "46. ..." not in text
    assert "Budi" not in text
    assert all(f"Halaman {n} dari {len(pages(pdf))}" in page for n, page in enumerate(pages(pdf), 1))
    assert all("Tanda tangan" in page for page in pages(pdf)[:-1])
    box = reader(pdf).pages[0].mediabox
    assert box.width > box.height


def test_undangan_is_a_letter_with_the_agenda(site: Flask) -> None:
    meeting = support.a_full_meeting()
    one = frozenset({meeting.invitations[0].organisation_id})
    text = words(making.invitation_pdf(meeting, one))
    for part in (
        "Stabat, 9 Desember 2024",
        "Nomor : 400-25/K/2024",
        "Sifat : Penting",
        "Hal : Undangan FGD",
        "Yth. PT Contoh Sawit",
        "Dalam rangka kolaborasi penanganan kemiskinan di Kabupaten Langkat",
        "1 09.00–09.15 Pembukaan Sekda 2 09.15–10.45 Pembahasan Bappeda",
        "kami ucapkan terima kasih",
        "Sekretaris Daerah, Amril, S.Sos., M.A.P.",
    ):
        assert part in text, part
    assert "Dinas Contoh" not in text


def test_a_letter_to_many_lists_them_on_a_page_of_its_own(site: Flask) -> None:
    from_many = [an_organisation(name=f"Lembaga Nomor {n}").id for n in range(5)]
    first, *rest = pages(making.invitation_pdf(support.a_full_meeting(), frozenset(from_many)))
    assert "Daftar undangan terlampir" in first and "Lembaga Nomor" not in first
    assert rest[-1].count("Lembaga Nomor") == 5


def test_papers_are_indonesian_in_both_languages_of_the_site(site: Flask) -> None:
    meeting = support.a_full_meeting()
    with site.test_request_context("/", environ_overrides={"simpul.language": "en"}):
        assert "Dunia usaha: 2 orang" in words(making.minutes_pdf(support.full_minutes(meeting)))


def test_invented_meetings_say_so_on_every_paper(site: Flask) -> None:
    minutes = support.full_minutes(support.a_full_meeting(is_example=True))
    papers = (
        making.minutes_pdf(minutes),
        making.report_pdf(minutes),
        making.attendance_pdf(minutes.meeting),
        making.invitation_pdf(minutes.meeting, frozenset()),
    )
    assert all("DATA CONTOH" in words(paper) for paper in papers)


def test_a_bare_meeting_gives_every_paper(site: Flask) -> None:
    meeting = a_meeting(chair_name="")
    minutes = minutes_of(meeting)
    for paper in (making.minutes_pdf(minutes), making.report_pdf(minutes), making.attendance_pdf(meeting)):
        assert "Halaman 1 dari 1" in words(paper)
    assert "Yth." in words(making.invitation_pdf(meeting, frozenset()))


@pytest.mark.parametrize("start", range(0, len(NAUGHTY), 9))
def test_naughty_texts_survive_into_every_paper(site: Flask, start: int) -> None:
    texts = NAUGHTY[start : start + 9]
    meeting = support.a_full_meeting(title=short(texts[0]), place=short(texts[1]), chair_name=short(texts[2]))
    fence = "\n\n".join(f"````\n{text}\n````" for text in texts)
    minutes = support.full_minutes(meeting, text=fence, what="\n\n".join(texts))
    meeting.attendance[0].name = short(texts[3])
    db.session.commit()
    found = squeezed(words(making.minutes_pdf(minutes)))
    assert [text for text in texts if found.count(squeezed(text)) < 2] == []
    assert squeezed(meeting.title) in found and squeezed(meeting.place) in found
    assert squeezed(short(texts[3])) in squeezed(words(making.attendance_pdf(meeting)))
    report = squeezed(words(making.report_pdf(minutes)))
    assert [text for text in texts if squeezed(text) not in report] == []
    assert squeezed(meeting.title) in squeezed(words(making.invitation_pdf(meeting, frozenset())))


def short(text: str) -> str:
    """As a line of a form keeps it."""
    return re.sub(r"\s+", " ", text).strip()[:180]


def test_twenty_thousand_characters_give_a_paper_with_every_word(site: Flask) -> None:
    text = "\n\n".join(f"Paragraf {n} tentang kantong kemiskinan dan tindak lanjutnya." for n in range(300))
    minutes = support.full_minutes(text=text[:20_000])
    assert "Paragraf 299 tentang" in words(making.minutes_pdf(minutes))


def test_equal_papers_have_equal_bytes(site: Flask) -> None:
    minutes = support.approved_minutes()
    assert making.minutes_pdf(minutes) == making.minutes_pdf(minutes)


def test_names_of_downloads_follow_rfc_6266(site: Flask) -> None:
    with site.test_request_context("/"):
        header = files.give(b"x", 'notulen "Đặng"\u2013.pdf', "application/pdf").headers[
            "Content-Disposition"
        ]
    assert header.startswith("attachment;") and "filename*=UTF-8''" in header
    assert json.dumps(header).isascii()

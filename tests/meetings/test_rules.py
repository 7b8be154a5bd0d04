"""The rules of meetings, their agenda, their calendar file and pasted lists: no database."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.attendance import pasting
from portal.meetings import agenda
from portal.meetings.calendar import LINE_OCTETS, Event, calendar_file, escape, fold
from portal.meetings.rules import (
    ATTENDANCE_HOURS,
    MOVES,
    MeetingStatus,
    NextStep,
    Sex,
    Standing,
    attendance_is_open,
    guessed_kind,
    head_count,
    may_move,
    next_step,
    written_key,
)
from portal.organisations.rules import OrganisationKind
from tests.meetings.support import NAUGHTY

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
PLANNED = Standing(MeetingStatus.PLANNED, NOON, invited=3, unsent=0, signing=False)
EVENT = Event(
    "FGD-2026-0001@simpul.example", 2, NOON, NOON, None, "FGD; kantong, miskin", "Ruang\nPola", "a\\b",
    'Kantor "Sekda"', "simpul@localhost",
)  # fmt: skip


def test_a_planned_meeting_is_held_or_cancelled_and_that_is_that() -> None:
    assert {new for new in MeetingStatus if may_move(MeetingStatus.PLANNED, new)} == {
        MeetingStatus.HELD,
        MeetingStatus.CANCELLED,
    }
    assert not MOVES[MeetingStatus.HELD] and not MOVES[MeetingStatus.CANCELLED]


@pytest.mark.parametrize(
    ("hours", "opened", "is_open"),
    [(-1, True, True), (0, True, True), (ATTENDANCE_HOURS, True, True), (13, True, False), (0, False, False)],
)
def test_signing_ends_when_closed_or_after_twelve_hours(hours: int, opened: bool, is_open: bool) -> None:
    assert attendance_is_open(opened, NOON, NOON + timedelta(hours=hours)) is is_open


@pytest.mark.parametrize(
    ("changes", "when", "step"),
    [
        ({"status": MeetingStatus.CANCELLED}, 0, None),
        ({"status": MeetingStatus.HELD}, 0, NextStep.WRITE),
        ({"status": MeetingStatus.HELD, "sent": True}, 0, NextStep.READ),
        ({"invited": 0}, -72, NextStep.CHOOSE),
        ({"unsent": 2}, -72, NextStep.INVITE),
        ({}, -72, None),
        ({}, -2, NextStep.OPEN),
        ({"signing": True}, 0, NextStep.SHOW_QR),
        ({"signing": True}, 2, NextStep.HOLD),
        ({"signed": True}, -2, NextStep.OPEN),
        ({"signed": True}, 1, NextStep.HOLD),
        ({}, 13, NextStep.HOLD),
    ],
)
def test_the_page_says_what_comes_next(changes: dict[str, object], when: int, step: NextStep | None) -> None:
    assert next_step(replace(PLANNED, **changes), NOON + timedelta(hours=when)) is step  # type: ignore[arg-type]


def test_heads_are_counted_by_kind_and_by_sex() -> None:
    counts = head_count([("ngo", "female"), ("ngo", "male"), ("private", "female")])
    assert counts == {"kind": {"ngo": 2, "private": 1}, "sex": {"female": 2, "male": 1}}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dinas PUPR", OrganisationKind.GOVERNMENT),
        ("PT. Bakau", OrganisationKind.PRIVATE),
        ("Yayasan Laut", OrganisationKind.NGO),
        ("Kelompok Tani Maju", OrganisationKind.COMMUNITY),
        ("Universitas Contoh", OrganisationKind.OTHER),
    ],
)
def test_a_written_name_suggests_its_kind(name: str, kind: OrganisationKind) -> None:
    assert guessed_kind(name) is kind


def test_names_are_compared_without_points_and_double_spaces() -> None:
    assert written_key("PT.  Bakau  Jaya") == written_key("pt bakau jaya")


def test_lines_of_the_agenda_are_moved_added_and_taken_away() -> None:
    rows = [agenda.row(title) for title in "abc"]

    def titles(press: str) -> str:
        return "".join(each["title"] or "_" for each in agenda.arranged(rows, press))

    assert titles("add") == "abc_"
    assert (titles("up-2"), titles("down-0"), titles("remove-1")) == ("acb", "bac", "ac")
    assert (titles("up-0"), titles("down-2")) == ("abc", "abc")
    assert {titles(press) for press in ("", "up", "up-9", "remove--1", "up-x", "nonsense-1")} == {"abc"}


def test_a_line_needs_a_title_and_sensible_minutes() -> None:
    assert [name for name, _ in agenda.faults(agenda.row("", "x", "Sekda"), 1)] == ["title", "minutes"]
    assert [name for name, _ in agenda.faults(agenda.row("a", "601"), 1)] == ["minutes"]
    assert agenda.faults(agenda.row(), 1) == [] and agenda.faults(agenda.row("a", "600"), 1) == []


def test_what_earlier_meetings_left_open_comes_after_the_opening() -> None:
    rows = [agenda.row("Pembukaan"), agenda.row("RTL a", carried="1"), agenda.row("Penutup")]
    more = [agenda.row("RTL b", carried="2")]
    titles = [line["title"] for line in agenda.carried_in(rows, more)]
    assert titles == ["Pembukaan", "RTL a", "RTL b", "Penutup"]
    assert agenda.carried_in([], more) == more


def test_the_calendar_file_says_what_when_and_where() -> None:
    lines = calendar_file(EVENT).split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and lines[-2:] == ["END:VCALENDAR", ""]
    assert "METHOD:PUBLISH" in lines and "SEQUENCE:2" in lines and "STATUS:CONFIRMED" in lines
    assert "DTSTART:20261124T050000Z" in lines and not any(line.startswith("DTEND") for line in lines)
    assert "SUMMARY:FGD\\; kantong\\, miskin" in lines and "LOCATION:Ruang\\nPola" in lines
    assert "DESCRIPTION:a\\\\b" in lines
    assert "ORGANIZER;CN=\"Kantor 'Sekda'\":mailto:simpul@localhost" in lines
    assert "STATUS:CANCELLED" in calendar_file(replace(EVENT, cancelled=True))
    assert "DTEND:20261124T070000Z" in calendar_file(replace(EVENT, ends_at=NOON + timedelta(hours=2)))


@given(some.text(max_size=400))
def test_no_text_breaks_the_calendar_file(text: str) -> None:
    usable = text.encode("utf-8", "ignore").decode()
    file = calendar_file(replace(EVENT, title=usable, place=usable, organiser_name=usable))
    lines = file.split("\r\n")
    assert all(len(line.encode()) <= LINE_OCTETS for line in lines)
    unfolded = re.sub("\r\n ", "", file).split("\r\n")
    names = [re.split("[:;]", line)[0] for line in unfolded[:-1]]
    assert names.count("SUMMARY") == 1 and names.count("BEGIN") == 2 and len(names) == 17
    assert "\n" not in "".join(unfolded)


@given(some.text(alphabet="aé\\;,\n漢😀", max_size=200))
def test_what_was_escaped_and_folded_reads_back(text: str) -> None:
    line = fold("DESCRIPTION:" + escape(text)).replace("\r\n ", "").removeprefix("DESCRIPTION:")
    read = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], line)
    assert read == text


KNOWN = {"pt bakau": (7, OrganisationKind.PRIVATE)}


@pytest.mark.parametrize(
    "text",
    [
        "Siti;PT Bakau;Staf;P;0811",
        "Siti\tPT Bakau\tStaf\tp\t0811",
        "Siti, PT. BAKAU ,Staf, Perempuan, 0811",
        "No;Nama;Lembaga;Jabatan;L/P;Kontak\n1;Siti;PT Bakau;Staf;P;0811",
        '1.\t"Siti"\tPT Bakau\tStaf\tPr\t0811\r\n\r\n',
    ],
)
def test_lists_are_read_as_offices_write_them(text: str) -> None:
    (person,) = pasting.read(text, KNOWN).people
    assert (person.name, person.organisation_id, person.kind) == ("Siti", 7, OrganisationKind.PRIVATE)
    assert (person.position, person.sex, person.contact) == ("Staf", Sex.FEMALE, "0811")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Siti;PT Bakau;Staf", pasting.FEW_CELLS),
        ("Siti;PT Bakau;Staf;X", pasting.NO_SEX),
        (";PT Bakau;Staf;P", pasting.NO_NAME),
        ("Siti;;Staf;P", pasting.NO_ORGANISATION),
        ("Siti;PT Bakau;Staf;P;0811;lagi", pasting.MANY_CELLS),
        ("Siti;PT Bakau;Staf;P;1205071234567890", pasting.NIK),
        (f"{'x' * 201};PT Bakau;Staf;P", pasting.LONG_CELL),
        (f"{'x' * 5000}", pasting.LONG_CELL),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(line: str, fault: object) -> None:
    reading = pasting.read(f"Budi;PT Bakau;Staf;L\n{line}", KNOWN)
    assert [(refused.number, refused.fault) for refused in reading.refused] == [(2, fault)]
    assert len(reading.people) == 1 and reading.rest == line


def test_a_person_who_may_stand_there_already_is_marked_not_refused() -> None:
    line = "Siti;PT Bakau;Staf;P"
    assert [each.twice for each in pasting.read(f"{line}\n{line}", KNOWN).lines] == [False, True]
    there = frozenset({("siti", "pt bakau")})
    assert [each.twice for each in pasting.read(line, KNOWN, there).lines] == [True]


def test_lines_beyond_the_limit_wait_for_the_next_paste() -> None:
    reading = pasting.read("Siti;PT Bakau;Staf;P\n" * (pasting.MOST_LINES + 3), {})
    assert (len(reading.people), len(reading.refused)) == (pasting.MOST_LINES, 3)


@given(some.text(alphabet=some.sampled_from('a"\t;,\r\n\0\u2028\u202e=+-@0<'), max_size=300))
def test_nothing_pasted_breaks_the_reader(text: str) -> None:
    for line in pasting.read(text, KNOWN).lines:
        assert (line.person is None) == (line.fault is not None)
        assert line.person is None or not set("\t\r\n\0\u2028\u202e") & set(line.person.name)


def test_naughty_text_stays_text() -> None:
    (person,) = pasting.read(f"{NAUGHTY.replace(';', '')}\tPT Bakau\tStaf\tP", KNOWN).people
    assert "<script>" in person.name and "\u202e" not in person.name

"""flask places …: a dry run first; bad rows say why; the same file twice changes nothing."""

import pytest
from sqlalchemy import func, select

from portal.audit.models import AuditEntry
from portal.core.database import db
from portal.places import queries
from portal.places.models import Pocket
from portal.places.rules import PocketStatus
from tests.factories import a_pocket

pytestmark = pytest.mark.both_databases
HEADER = "name,village,kecamatan,decision,status,reason,decided_on\n"


@pytest.fixture
def run(site, tmp_path):
    """Runs a flask command on a file with this text."""

    def run(command, text=None, *options):
        arguments = ["places", command, *options]
        if text is not None:
            (tmp_path / "file.csv").write_text(text, encoding="utf-8")
            arguments.insert(2, str(tmp_path / "file.csv"))
        return site.test_cli_runner().invoke(args=arguments)

    return run


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_dry_run_shows_and_saves_nothing(run):
    result = run("import-pockets", HEADER + "Pesisir,Pantai Gemi,Stabat,400-25/K/2024,,,2024-01-31\n")
    assert "tambah" in result.output and "Nothing was saved" in result.output
    assert count(Pocket) == 0


def test_apply_saves_and_the_same_file_again_changes_nothing(run):
    text = HEADER + "Pesisir,Pantai Gemi,Stabat,400-25/K/2024,,,2024-01-31\n"
    run("import-pockets", text, "--apply")
    assert queries.all_pockets()[0].region_code == "12.05.07.2008"
    before = count(AuditEntry)
    result = run("import-pockets", text, "--apply")
    assert "tetap 1" in result.output and count(AuditEntry) == before == 1


def test_a_bad_row_says_why_and_does_not_fail_the_good_ones(run):
    text = HEADER + "Pesisir,Pantai Gemi,,K,,,\nEntah,Desa Entah,,K,,,\nTanpa,Pantai Gemi,,,,,\n"
    result = run("import-pockets", text, "--apply")
    assert "Entah · Desa Entah: tidak ada desa" in result.output
    assert "keputusan yang menetapkan belum diisi" in result.output
    assert count(Pocket) == 1


def test_strict_saves_nothing_when_a_row_is_bad(run):
    text = HEADER + "Pesisir,Pantai Gemi,,K,,,\nEntah,Desa Entah,,K,,,\n"
    assert run("import-pockets", text, "--apply", "--strict").exit_code == 1
    assert count(Pocket) == 0


def test_an_ambiguous_village_is_a_rejected_row(run):
    names = [village.name for village in queries.all_villages()]
    double = next(name for name in names if names.count(name) > 1)
    result = run("import-pockets", f"{HEADER}Pesisir,{double},,K,,,\n", "--apply")
    assert f"Pesisir · {double}: nama ini ada di lebih dari satu tempat" in result.output
    assert count(Pocket) == 0


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Budi 1205070809900001,Pantai Gemi,,K,,,", "NIK"),
        ("Pesisir,Pantai Gemi,,K,entah,,", "status tidak dikenal"),
        ("Pesisir,Pantai Gemi,,K,terentaskan,,", "kantong baru dicatat aktif"),
        ("Pesisir,Pantai Gemi,,K,,,31/01/2024", "tanggal keputusan"),
        (",Pantai Gemi,,K,,,", "nama kantong"),
    ],
)
def test_a_row_that_cannot_be_is_rejected(run, row, reason):
    assert reason in run("import-pockets", HEADER + row + "\n").output


def test_a_row_twice_in_one_file_is_rejected(run):
    row = "Pesisir,Pantai Gemi,,K,,,\n"
    assert "sama dengan baris 2" in run("import-pockets", HEADER + row + row).output


def test_a_status_changes_with_its_reason(run):
    pocket = a_pocket(name="Pesisir")
    row = "Pesisir,Pantai Gemi,,K baru,terentaskan,%s,\n"
    assert "tanpa alasan" in run("import-pockets", HEADER + row % "", "--apply").output
    run("import-pockets", HEADER + row % "Semua rumah layak huni", "--apply")
    db.session.refresh(pocket)
    assert (pocket.status, pocket.decision) == (PocketStatus.LIFTED, "K baru")


def test_a_semicolon_file_from_excel_is_read(run):
    text = "\ufeff" + HEADER.replace(",", ";") + "Pesisir;Pantai Gemi;Stabat;K;;;\n"
    run("import-pockets", text, "--apply")
    assert count(Pocket) == 1


def test_a_missing_column_is_named(run):
    result = run("import-pockets", "name,village\nA,B\n")
    assert result.exit_code == 1 and "decision" in result.output


def test_the_shipped_regions_are_known_already(run):
    result = run("import-regions", None, "--shipped", "--apply")
    assert "tetap 301" in result.output and result.exit_code == 0
    assert count(AuditEntry) == 0


def test_a_region_is_renamed_and_a_new_one_added(run):
    header = "code,name,level,parent,latitude,longitude\n"
    text = header + "12.05.07.2008,Pantai Gemi Baru,desa,12.05.07,3.7,98.4\n"
    text += "12.05.07.2099,Desa Mekar,desa,12.05.07,3.7,98.4\n"
    run("import-regions", text, "--apply")
    assert queries.get_region("12.05.07.2008").name == "Pantai Gemi Baru"
    assert queries.get_region("12.05.07.2099").kecamatan.name == "Stabat"
    assert count(AuditEntry) == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("12.05.07.2099,X,kelurahan,12.05.07,3.7,98.4", "tidak cocok"),
        ("12.05.07.2099,X,desa,12.05.08,3.7,98.4", "tidak cocok"),
        ("12.05.99.2001,X,desa,12.05.99,3.7,98.4", "induknya tidak dikenal"),
        ("12.06,X,kabupaten,,3.7,98.4", "di luar kabupaten"),
        ("12.05.07.2099,X,desa,12.05.07,utara,98.4", "titik tidak terbaca"),
        ("12.05.07.2099,,desa,12.05.07,3.7,98.4", "nama belum diisi"),
    ],
)
def test_a_region_that_cannot_be_is_rejected(run, row, reason):
    header = "code,name,level,parent,latitude,longitude\n"
    assert reason in run("import-regions", header + row + "\n").output


def test_either_a_file_or_the_shipped_one(run):
    assert run("import-regions").exit_code == 2
    assert run("import-pockets").exit_code == 2

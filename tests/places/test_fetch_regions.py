"""Rebuilding the region file: a bad point is never passed on as a published one."""

import json

from scripts import fetch_regions

BOX = (3.0, 98.0, 4.0, 99.0)


def packages(folder, villages):
    """Two small npm packages: one kecamatan with the villages given as {code: (latitude, longitude)}."""
    (folder / "data" / "json").mkdir(parents=True)
    tables = {
        "regencies": ["12.05,12,KABUPATEN LANGKAT", "12.06,12,KABUPATEN KARO"],
        "districts": ["12.05.01,12.05,Bahorok", "12.06.01,12.06,Kabanjahe"],
        "villages": [f"{code},12.05.01,Batu Jong - Jong" for code in villages],
    }
    for name, lines in tables.items():
        (folder / "data" / f"{name}.csv").write_text("\n".join(["code,parent_code,name", *lines]))
    points = [{"code": code, "latitude": at[0], "longitude": at[1]} for code, at in villages.items()]
    (folder / "data" / "json" / "data.json").write_text(json.dumps(points))
    return folder


def rebuild(folder, monkeypatch):
    output = folder / "regions.csv"
    box = [str(edge) for edge in BOX]
    monkeypatch.setattr(
        "sys.argv", ["fetch", str(folder), str(folder), "--box", *box, "--output", str(output)]
    )
    fetch_regions.main()
    return [line.split(",") for line in output.read_text().splitlines()[1:]]


def test_a_point_outside_the_box_gives_way_to_the_mean_of_its_neighbours(tmp_path, monkeypatch, capsys):
    villages = {"12.05.01.1001": (3.1, 98.1), "12.05.01.2002": (3.3, 98.3), "12.05.01.2003": (-6.2, 106.8)}
    rows = rebuild(packages(tmp_path, villages), monkeypatch)
    assert rows[-1][4:] == ["3.20000", "98.20000", "derived"]
    assert "12.05.01.2003" in capsys.readouterr().err


def test_names_levels_and_parents_follow_the_code(tmp_path, monkeypatch):
    rows = rebuild(
        packages(tmp_path, {"12.05.01.1001": (3.1, 98.1), "12.05.01.2002": (3.3, 98.3)}), monkeypatch
    )
    assert [row[:4] for row in rows] == [
        ["12.05", "Kabupaten Langkat", "kabupaten", ""],
        ["12.05.01", "Bahorok", "kecamatan", "12.05"],
        ["12.05.01.1001", "Batu Jong-Jong", "kelurahan", "12.05.01"],
        ["12.05.01.2002", "Batu Jong-Jong", "desa", "12.05.01"],
    ]

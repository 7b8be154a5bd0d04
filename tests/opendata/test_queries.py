"""The rows of the files, on both databases."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import select

from portal.commitments.models import Commitment
from portal.commitments.rules import PUBLIC, CommitmentStatus
from portal.commitments.selection import Chosen, Scope, Selection, StateFilter
from portal.core.database import db
from portal.opendata import catalogue, delivery_queries, parts, queries
from portal.organisations.models import FocusStrategy, WorkArea
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.places.models import PocketFigure
from portal.places.rules import PocketStatus
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import ReportStatus
from tests import factories as make
from tests.matrices.counting import SHOWN, some_commitments

ALL = Selection()


def named(file, rows):
    return [dict(zip(file.header, row, strict=True)) for row in rows]


def commitments(selection=ALL):
    return named(catalogue.COMMITMENTS, queries.commitments(selection))


def allocations(selection=ALL):
    return named(catalogue.ALLOCATIONS, queries.allocations(selection))


def test_every_file_fills_every_column(site):
    pocket = make.a_pocket()
    make.a_commitment()
    figure = PocketFigure(
        pocket_id=pocket.id, indicator_code="poor_households", year=2026, value=Decimal(40), source="BPS"
    )
    db.session.add(figure)
    db.session.commit()
    for file, read in (
        (catalogue.COMMITMENTS, queries.commitments),
        (catalogue.ALLOCATIONS, queries.allocations),
        (catalogue.ORGANISATIONS, queries.organisations),
        (catalogue.POCKETS, queries.pockets),
        (catalogue.POCKET_FIGURES, queries.pocket_figures),
        (catalogue.REGIONS, queries.regions),
        (catalogue.STRATEGIES, queries.strategies),
    ):
        assert named(file, read(ALL)), file.slug


def test_a_commitment_is_one_row_with_its_lines_summed(site):
    made = make.a_commitment(
        unit="ton",
        places=[
            {
                "region_code": make.VILLAGE,
                "rupiah": 5,
                "quantity": Decimal("1.5"),
                "households": 6,
                "people": 20,
            },
            {"region_code": make.STABAT, "quantity": Decimal(2), "people": 30},
        ],
    )
    (row,) = commitments()
    wanted = {
        "reference": made.reference,
        "status": "running",
        "lines": 2,
        "rupiah": 5,
        "lines_without_rupiah": 1,
    }
    wanted |= {"quantity": Decimal("3.5"), "households": 6, "people": 50, "starts_on": date(2026, 1, 1)}
    assert {name: row[name] for name in wanted} == wanted


def test_sums_equal_the_lines_of_every_published_commitment(site):
    some_commitments(7)
    by_reference = {row["reference"]: row for row in commitments()}
    known = db.session.scalars(select(Commitment)).unique()
    published = {c.reference: c for c in known if c.status in PUBLIC and c.organisation.status in SHOWN}
    assert set(by_reference) == set(published)
    for reference, commitment in published.items():
        values = [line.rupiah for line in commitment.allocations]
        assert by_reference[reference]["rupiah"] == (sum(filter(None, values)) if any(values) else None)
        assert by_reference[reference]["lines"] == len(values)
    lines = allocations()
    assert len(lines) == sum(len(c.allocations) for c in published.values())
    assert sum(line["rupiah"] or 0 for line in lines) == sum(r["rupiah"] or 0 for r in by_reference.values())


def test_few_people_are_masked_in_villages_and_their_sums(site):
    lines = [{"region_code": make.VILLAGE, "people": 3}, {"region_code": make.STABAT, "people": 4}]
    make.a_commitment(places=lines)
    make.a_commitment(places=lines[:1])
    assert [row["people"] for row in commitments()] == [">=5", "<5"]
    assert [row["people"] for row in allocations()] == ["<5", 4, "<5"]


def report(commitment, quarter, *lines, status=ReportStatus.VERIFIED):
    """A report for a quarter of 2026: per place of the commitment what was realised to date."""
    made = ProgressReport(
        commitment_id=commitment.id,
        created_by_id=commitment.created_by_id,
        year=2026,
        quarter_number=quarter,
        status=status,
        verified_at=datetime(2026, quarter * 3, 28, 17, 30, tzinfo=UTC),  # the 29th in WIB
    )
    made.lines = [
        ReportLine(allocation_id=a.id, region_code=a.region_code, pocket_id=a.pocket_id, **line)
        for a, line in zip(commitment.allocations, lines, strict=True)
    ]
    db.session.add(made)
    db.session.commit()


def test_what_a_report_says_of_a_place_is_one_row_with_what_the_quarter_brought(site):
    made = make.a_commitment(unit="ton", places=[{"region_code": make.STABAT}, {"region_code": make.VILLAGE}])
    report(made, 1, {"rupiah": 4, "quantity": Decimal("1.5"), "people": 8}, {"rupiah": 1, "people": 3})
    report(made, 2, {"rupiah": 9, "quantity": Decimal(2), "people": 6}, {"rupiah": 1, "people": 30})
    report(made, 3, {"rupiah": 99}, {"rupiah": 99}, status=ReportStatus.SUBMITTED)
    report(make.a_commitment(status=CommitmentStatus.REJECTED), 2, {"rupiah": 99})
    rows = named(catalogue.DELIVERY, delivery_queries.delivery(ALL))
    told = [
        (r["region_code"], r["quarter"], r["rupiah"], r["quarter_rupiah"], r["quarter_people"]) for r in rows
    ]
    assert told == [
        (make.STABAT, "2026-1", 4, 4, 8),
        (make.STABAT, "2026-2", 9, 5, -2),
        (make.VILLAGE, "2026-1", 1, 1, "<5"),
        (make.VILLAGE, "2026-2", 1, 0, ">=26"),
    ]
    assert [row["people"] for row in rows] == [8, 6, "<5", 30]
    assert (rows[1]["quarter_quantity"], rows[1]["verified_on"]) == (Decimal("0.5"), date(2026, 6, 29))
    (whole,) = commitments()
    assert (whole["last_report_quarter"], whole["last_verified_on"]) == ("2026-2", date(2026, 6, 29))
    stabat = Selection(region=Chosen(make.VILLAGE, make.VILLAGE, ""), scope=Scope.VILLAGE)
    assert len(list(delivery_queries.delivery(stabat))) == 2


def test_the_sexes_are_left_out_where_a_total_would_give_a_small_one_away(site):
    made = make.a_commitment(places=[{"region_code": make.VILLAGE}])
    report(made, 1, {"people": 10, "women": 7, "men": 3, "disabled": 2})
    report(made, 2, {"people": 20, "women": 12, "men": 8})
    first, second = named(catalogue.DELIVERY, delivery_queries.delivery(ALL))
    assert (first["people"], first["women"], first["men"], first["disabled"]) == (10, None, None, "<5")
    assert (second["women"], second["men"]) == (12, 8)


def test_a_commitment_tells_what_was_realised_and_masks_few_people(site):
    lines = [
        {"region_code": make.VILLAGE, "realised_rupiah": 7, "realised_quantity": 2, "reached_people": 3},
        {"region_code": make.STABAT, "rupiah": 9, "realised_rupiah": 2, "reached_people": 60},
    ]
    make.a_commitment(places=lines)
    (row,) = commitments()
    assert (row["realised_rupiah"], row["realised_quantity"], row["reached_people"]) == (9, 2, ">=61")
    assert (row["rupiah"], row["people"], row["reached_households"]) == (9, None, None)


def test_filters_mean_what_they_mean_on_the_pages(site):
    ngo = make.an_organisation(kind=OrganisationKind.NGO)
    wanted = make.a_commitment(ngo, strategy_number=2, places=[{"region_code": "12.05.01"}])
    make.a_commitment()
    bahorok = Chosen("12.05.01", "12.05.01", "Bahorok")
    for selection in (
        Selection(kind=OrganisationKind.NGO),
        Selection(strategy=2),
        Selection(region=bahorok),
        Selection(organisation=Chosen(ngo.id, ngo.slug, ngo.name)),
        Selection(words=wanted.title),
    ):
        assert [row["reference"] for row in commitments(selection)] == [wanted.reference]
        assert [row["reference"] for row in allocations(selection)] == [wanted.reference]


def test_lines_outside_the_asked_place_are_left_out(site):
    make.a_commitment(places=[{"region_code": "12.05.01"}, {"region_code": make.VILLAGE}])
    selection = Selection(region=Chosen("12.05.07", "12.05.07", "Stabat"))
    assert [row["region_code"] for row in allocations(selection)] == [make.VILLAGE]


def test_a_reason_is_told_of_a_cancelled_commitment_only(site):
    make.a_commitment(status=CommitmentStatus.CANCELLED, reason="Perusahaan tutup")
    make.a_commitment(reason="Alasan lama saat dikembalikan")
    assert [row["cancellation_reason"] for row in commitments()] == ["Perusahaan tutup", ""]
    assert [r["status"] for r in commitments(Selection(state=StateFilter.LIVE))] == ["running"]


def test_a_withdrawn_pocket_is_told_nowhere(site):
    pocket = make.a_pocket(status=PocketStatus.WITHDRAWN)
    make.a_commitment(places=[{"region_code": make.VILLAGE, "pocket_id": pocket.id}])
    (line,) = allocations()
    assert (line["region_code"], line["pocket"]) == (make.VILLAGE, None)
    assert named(catalogue.POCKETS, queries.pockets(ALL)) == []


def test_a_partner_is_one_row_with_its_own_words_beside(site):
    partner = make.an_organisation()
    db.session.add_all([FocusStrategy(organisation_id=partner.id, strategy_number=n) for n in (5, 2)])
    db.session.add(WorkArea(organisation_id=partner.id, region_code=make.STABAT))
    make.an_organisation(OrganisationStatus.APPLIED)
    make.a_commitment(partner)
    make.a_commitment(partner, status=CommitmentStatus.DRAFT)
    (row,) = named(catalogue.ORGANISATIONS, queries.organisations(ALL))
    assert (row["focus_strategies"], row["work_areas"], row["live_commitments"]) == ("2;5", make.STABAT, 1)
    for selection in (Selection(strategy=2), Selection(region=Chosen(make.STABAT, "", ""))):
        assert len(list(queries.organisations(selection))) == 1
    assert not list(queries.organisations(Selection(strategy=3)))


def test_few_people_in_a_pocket_are_masked(site):
    pocket = make.a_pocket()
    for code, value in (("poor_households", 3), ("damaged_road_km", 3)):
        db.session.add(
            PocketFigure(
                pocket_id=pocket.id, indicator_code=code, year=2026, value=Decimal(value), source="x"
            )
        )
    db.session.commit()
    rows = named(catalogue.POCKET_FIGURES, queries.pocket_figures(ALL))
    assert {row["indicator"]: row["value"] for row in rows} == {"poor_households": "<5", "damaged_road_km": 3}


def test_files_longer_than_one_part_are_whole(site, monkeypatch):
    monkeypatch.setattr(parts, "PART", 3)
    some_commitments(8, number=20)
    assert len(commitments()) == queries.row_counts()["komitmen"] > 3
    assert len(allocations()) == queries.row_counts()["rincian"]
    assert len(list(queries.organisations(ALL))) == queries.row_counts()["mitra"]
    assert len(list(queries.pockets(ALL))) == queries.row_counts()["kantong"]
    assert len(list(queries.regions(ALL))) == queries.row_counts()["wilayah"] == 301

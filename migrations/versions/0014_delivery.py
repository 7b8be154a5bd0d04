"""Versions of promises, quarterly reports, evidence; what was realised stands beside what was promised.

Commitments that are public already get their first version, and owe reports from the quarter in which they had begun.
"""

from datetime import UTC, date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pledge_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name="fk_pledge_versions_commitment_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pledge_versions"),
        sa.UniqueConstraint("commitment_id", "number", name="uq_pledge_versions_commitment_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pledge_versions_made_at", "pledge_versions", ["made_at"])

    op.create_table(
        "progress_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter_number", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "verified",
                name="report_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("no_progress", sa.Boolean(), nullable=False),
        sa.Column("no_progress_reason", sa.Text(), nullable=False),
        sa.Column("obstacles", sa.Text(), nullable=False),
        sa.Column("follow_up", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quarter_number BETWEEN 1 AND 4", name=op.f("ck_progress_reports_quarter")),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name="fk_progress_reports_commitment_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name="fk_progress_reports_created_by_id"),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["users.id"], name="fk_progress_reports_submitted_by_id"
        ),
        sa.ForeignKeyConstraint(["verified_by_id"], ["users.id"], name="fk_progress_reports_verified_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_progress_reports"),
        sa.UniqueConstraint(
            "commitment_id",
            "year",
            "quarter_number",
            name="uq_progress_reports_commitment_id_year_quarter_number",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_progress_reports_status_submitted_at", "progress_reports", ["status", "submitted_at"])

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(length=200), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name="fk_evidence_commitment_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name="fk_evidence_created_by_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name="fk_evidence_file_id"),
        sa.ForeignKeyConstraint(["released_by_id"], ["users.id"], name="fk_evidence_released_by_id"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["progress_reports.id"], name="fk_evidence_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("file_id", name="uq_evidence_file_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_evidence_commitment_id", "evidence", ["commitment_id"])
    op.create_index("ix_evidence_report_id", "evidence", ["report_id"])

    op.create_table(
        "pledge_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("allocation_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=True),
        sa.Column("rupiah", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["allocation_id"], ["allocations.id"], name="fk_pledge_lines_allocation_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["pocket_id"], ["pockets.id"], name="fk_pledge_lines_pocket_id"),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name="fk_pledge_lines_region_code"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["pledge_versions.id"], name="fk_pledge_lines_version_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pledge_lines"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pledge_lines_allocation_id", "pledge_lines", ["allocation_id"])
    op.create_index("ix_pledge_lines_pocket_id", "pledge_lines", ["pocket_id"])
    op.create_index("ix_pledge_lines_region_code", "pledge_lines", ["region_code"])
    op.create_index("ix_pledge_lines_version_id", "pledge_lines", ["version_id"])

    op.create_table(
        "report_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("allocation_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("pocket_id", sa.Integer(), nullable=True),
        sa.Column("rupiah", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("disabled", sa.Integer(), nullable=True),
        sa.Column("physical_percent", sa.Integer(), nullable=True),
        sa.CheckConstraint("physical_percent BETWEEN 0 AND 100", name=op.f("ck_report_lines_percent")),
        sa.CheckConstraint(
            "rupiah >= 0 AND quantity >= 0 AND households >= 0 AND people >= 0 AND women >= 0 AND men >= 0"
            " AND disabled >= 0",
            name=op.f("ck_report_lines_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["allocation_id"], ["allocations.id"], name="fk_report_lines_allocation_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["pocket_id"], ["pockets.id"], name="fk_report_lines_pocket_id"),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name="fk_report_lines_region_code"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["progress_reports.id"], name="fk_report_lines_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_report_lines"),
        sa.UniqueConstraint("report_id", "allocation_id", name="uq_report_lines_report_id_allocation_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_report_lines_allocation_id", "report_lines", ["allocation_id"])

    op.add_column("allocations", sa.Column("realised_rupiah", sa.BigInteger(), nullable=True))
    op.add_column("allocations", sa.Column("realised_quantity", sa.BigInteger(), nullable=True))
    op.add_column("allocations", sa.Column("reached_households", sa.Integer(), nullable=True))
    op.add_column("allocations", sa.Column("reached_people", sa.Integer(), nullable=True))
    op.add_column("allocations", sa.Column("physical_percent", sa.Integer(), nullable=True))
    op.add_column("commitments", sa.Column("report_due_on", sa.Date(), nullable=True))
    op.add_column("commitments", sa.Column("heard_on", sa.Date(), nullable=True))
    op.create_index("ix_commitments_report_due_on", "commitments", ["report_due_on"])
    _keep_first_versions()
    _count_reports()


def _keep_first_versions() -> None:
    op.execute(
        "INSERT INTO pledge_versions (commitment_id, number, made_at, title, starts_on, ends_on)"
        " SELECT id, 1, verified_at, title, starts_on, ends_on FROM commitments"
        " WHERE verified_at IS NOT NULL ORDER BY id"
    )
    op.execute(
        "INSERT INTO pledge_lines (version_id, allocation_id, position, region_code, pocket_id, rupiah,"
        " quantity, households, people)"
        " SELECT v.id, a.id, a.position, a.region_code, a.pocket_id, a.rupiah, a.quantity, a.households,"
        " a.people FROM allocations a JOIN pledge_versions v ON v.commitment_id = a.commitment_id ORDER BY a.id"
    )


def _count_reports() -> None:
    """As for every newly verified commitment: from the quarter in which it had begun and was public."""
    commitments = sa.table(
        "commitments",
        sa.column("id", sa.Integer),
        sa.column("status", sa.String),
        sa.column("starts_on", sa.Date),
        sa.column("verified_at", sa.DateTime(timezone=True)),
        sa.column("heard_on", sa.Date),
        sa.column("report_due_on", sa.Date),
    )
    public = sa.select(commitments.c.id, commitments.c.starts_on, commitments.c.verified_at).where(
        commitments.c.status == "verified", commitments.c.starts_on.is_not(None)
    )
    for key, starts_on, verified_at in op.get_bind().execute(public).all():
        if verified_at.tzinfo is not None:
            verified_at = verified_at.astimezone(UTC)
        begun = max(starts_on, (verified_at + timedelta(hours=7)).date())  # the day in WIB
        last = (begun.month + 2) // 3 * 3
        after = date(begun.year + last // 12, last % 12 + 1, 1)
        op.execute(
            commitments.update()
            .where(commitments.c.id == key)
            .values(heard_on=begun, report_due_on=after + timedelta(days=14))
        )


def downgrade() -> None:
    op.drop_index("ix_commitments_report_due_on", "commitments")
    op.drop_column("commitments", "heard_on")
    op.drop_column("commitments", "report_due_on")

    op.drop_column("allocations", "physical_percent")
    op.drop_column("allocations", "reached_people")
    op.drop_column("allocations", "reached_households")
    op.drop_column("allocations", "realised_quantity")
    op.drop_column("allocations", "realised_rupiah")

    op.drop_index("ix_report_lines_allocation_id", "report_lines")

    op.drop_table("report_lines")
    op.drop_index("ix_pledge_lines_version_id", "pledge_lines")
    op.drop_index("ix_pledge_lines_region_code", "pledge_lines")
    op.drop_index("ix_pledge_lines_pocket_id", "pledge_lines")
    op.drop_index("ix_pledge_lines_allocation_id", "pledge_lines")

    op.drop_table("pledge_lines")
    op.drop_index("ix_evidence_report_id", "evidence")
    op.drop_index("ix_evidence_commitment_id", "evidence")

    op.drop_table("evidence")
    op.drop_index("ix_progress_reports_status_submitted_at", "progress_reports")

    op.drop_table("progress_reports")
    op.drop_index("ix_pledge_versions_made_at", "pledge_versions")

    op.drop_table("pledge_versions")

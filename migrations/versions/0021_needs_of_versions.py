"""Which need each line of a promise took on, kept with its version: an amendment may take the line away."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NEVER_AGAIN = {"sqlite_autoincrement": True}


def upgrade() -> None:
    with op.batch_alter_table("pledge_lines", table_kwargs=NEVER_AGAIN) as batch_op:
        batch_op.add_column(sa.Column("need_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_pledge_lines_need_id", ["need_id"])
        batch_op.create_foreign_key("fk_pledge_lines_need_id", "needs", ["need_id"], ["id"])
    op.execute(
        "UPDATE pledge_lines SET need_id ="
        " (SELECT a.need_id FROM allocations a WHERE a.id = pledge_lines.allocation_id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("pledge_lines", table_kwargs=NEVER_AGAIN) as batch_op:
        batch_op.drop_constraint("fk_pledge_lines_need_id", type_="foreignkey")
        batch_op.drop_index("ix_pledge_lines_need_id")
        batch_op.drop_column("need_id")

"""A link in a mail may carry the new address that it confirms; it counts only once the link was followed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "mailed_tokens", sa.Column("new_email", sa.String(length=254), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("mailed_tokens", "new_email")

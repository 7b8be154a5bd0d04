"""Which columns the rows of an invented promise have; the order in which tables are filled."""

COMMITMENTS = (
    *("id", "reference", "organisation_id", "strategy_number", "title", "description", "description_html"),
    *("unit", "support_form", "value_source", "funding_source", "starts_on", "ends_on", "authoriser_name"),
    *("authoriser_position", "contact_name", "contact_phone", "contact_email", "origin", "status", "reason"),
    *("created_by_id", "submitted_at", "verified_at", "closed_at", "report_due_on", "heard_on"),
    *("is_example", "created_at", "updated_at", "version", "order_value"),
)
FIGURES = ("rupiah", "quantity", "households", "people")
PLACE = ("position", "region_code", "pocket_id")
COLUMNS: dict[str, tuple[str, ...]] = {
    "commitments": COMMITMENTS,
    "allocations": (
        *("id", "commitment_id", *PLACE, "need_id", *FIGURES),
        *("realised_rupiah", "realised_quantity", "reached_households", "reached_people", "physical_percent"),
    ),
    "commitment_partners": ("id", "commitment_id", "organisation_id", "role"),
    "pledge_versions": ("id", "commitment_id", "number", "made_at", "title", "starts_on", "ends_on"),
    "pledge_lines": ("id", "version_id", "allocation_id", *PLACE, "need_id", *FIGURES),
    "progress_reports": (
        *("id", "commitment_id", "year", "quarter_number", "status", "no_progress", "no_progress_reason"),
        *("obstacles", "follow_up", "explanation", "is_final", "reason", "created_by_id", "submitted_by_id"),
        *("first_submitted_at", "submitted_at", "returned_at", "verified_by_id", "verified_at"),
        *("is_example", "created_at", "updated_at", "version"),
    ),
    "report_lines": (
        *("id", "report_id", "allocation_id", *PLACE, *FIGURES),
        *("women", "men", "disabled", "physical_percent"),
    ),
}
NUMBERED = tuple(COLUMNS)
NOTHING_YET = (None, None, None, None, None)  # of an allocation: realised and reached
FIRST = (  # written before, by the other files of this room
    *("regions", "pockets", "pocket_figures", "users", "organisations", "memberships", "focus_strategies"),
    *("work_areas", "needs", "reference_counters"),
)
ALL = (*FIRST, *COLUMNS)

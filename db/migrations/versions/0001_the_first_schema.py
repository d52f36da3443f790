"""The first schema.

Revision: 0001, after None
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "country",
        sa.Column("iso2", sa.String(length=2), nullable=False),
        sa.Column("iso3", sa.String(length=3), nullable=False),
        sa.Column("iso_numeric", sa.Integer(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("in_programme", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("iso2", name=op.f("pk_country")),
        sa.UniqueConstraint("iso3", name=op.f("uq_country_iso3")),
        sa.UniqueConstraint("iso_numeric", name=op.f("uq_country_iso_numeric")),
    )
    op.create_table(
        "exchange_rate",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "UNORE",
                "RECEIPT",
                "MANUAL",
                name="ratesource",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("units_per_usd", sa.BigInteger(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint("currency <> 'BYR'", name=op.f("ck_exchange_rate_currency_is_not_withdrawn")),
        sa.CheckConstraint("currency <> 'USD'", name=op.f("ck_exchange_rate_usd_is_one_by_definition")),
        sa.CheckConstraint("units_per_usd > 0", name=op.f("ck_exchange_rate_rate_is_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_rate")),
        sa.UniqueConstraint(
            "source",
            "currency",
            "effective_from",
            "version",
            name=op.f("uq_exchange_rate_source_currency_effective_from_version"),
        ),
    )
    op.create_table(
        "reporting_period",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "OPEN",
                "SOFT_CLOSED",
                "CLOSED",
                name="periodstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("start_date < end_date", name=op.f("ck_reporting_period_starts_before_it_ends")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_period")),
        sa.UniqueConstraint("code", name=op.f("uq_reporting_period_code")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("iati_org_type", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("is_public_body", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["country"], ["country.iso2"], name=op.f("fk_organisation_country")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
    )
    op.create_table(
        "organisation_identifier",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "scheme",
            sa.Enum(
                "IATI",
                "DAC_CHANNEL",
                "NO_BRC",
                "INTERNAL",
                name="identifierscheme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_identifier_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_identifier")),
        sa.UniqueConstraint("scheme", "value", name=op.f("uq_organisation_identifier_scheme_value")),
    )
    with op.batch_alter_table("organisation_identifier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_identifier_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("approach", sa.Text(), nullable=True),
        sa.Column("phase_no", sa.Integer(), nullable=True),
        sa.Column("previous_phase_id", sa.Integer(), nullable=True),
        sa.Column("project_code", sa.String(length=7), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "PIPELINE",
                "IMPLEMENTATION",
                "FINALISATION",
                "CLOSED",
                "CANCELLED",
                "SUSPENDED",
                name="programmestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("executing_organisation_id", sa.Integer(), nullable=False),
        sa.Column("management_site", sa.Text(), nullable=False),
        sa.Column("beneficiaries", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint("start_date < end_date", name=op.f("ck_programme_starts_before_it_ends")),
        sa.ForeignKeyConstraint(
            ["executing_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_programme_executing_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["previous_phase_id"], ["programme.id"], name=op.f("fk_programme_previous_phase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("code", name=op.f("uq_programme_code")),
        sa.UniqueConstraint("project_code", name=op.f("uq_programme_project_code")),
    )
    op.create_table(
        "funding_source",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("donor_organisation_id", sa.Integer(), nullable=False),
        sa.Column("agreement_no", sa.Text(), nullable=True),
        sa.Column("agreement_title", sa.Text(), nullable=False),
        sa.Column("grant_scheme", sa.Text(), nullable=False),
        sa.Column("responsible_unit", sa.Text(), nullable=False),
        sa.Column("agreement_currency", sa.String(length=3), nullable=False),
        sa.Column("committed_minor", sa.BigInteger(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("support_start", sa.Date(), nullable=False),
        sa.Column("support_end", sa.Date(), nullable=False),
        sa.Column("reporting_currency", sa.String(length=3), nullable=False),
        sa.Column("functional_currency", sa.String(length=3), nullable=False),
        sa.Column(
            "fx_method",
            sa.Enum(
                "UNORE_POSTING",
                "RECEIPT_AVERAGE",
                name="fxmethod",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("deviation_share", sa.BigInteger(), nullable=False),
        sa.Column(
            "deviation_basis",
            sa.Enum(
                "LINE",
                "CATEGORY",
                name="deviationbasis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("overhead_rate", sa.BigInteger(), nullable=False),
        sa.Column("overhead_on_partner_costs", sa.Boolean(), nullable=False),
        sa.Column(
            "interest_rule",
            sa.Enum(
                "RETURN",
                "REUSE_WITH_CONSENT",
                name="interestrule",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("min_refund_minor", sa.BigInteger(), nullable=False),
        sa.Column("refund_months", sa.Integer(), nullable=False),
        sa.Column("quarterly_due_days", sa.Integer(), nullable=False),
        sa.Column("final_due_months", sa.Integer(), nullable=False),
        sa.Column("iati_aid_type", sa.Text(), nullable=False),
        sa.Column("iati_flow", sa.Text(), nullable=False),
        sa.Column("iati_finance", sa.Text(), nullable=False),
        sa.Column("iati_tied", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "functional_currency = 'USD'", name=op.f("ck_funding_source_rates_are_quoted_per_functional_unit")
        ),
        sa.CheckConstraint(
            "agreement_currency = reporting_currency",
            name=op.f("ck_funding_source_reports_in_the_agreement_currency"),
        ),
        sa.CheckConstraint("deviation_share >= 0", name=op.f("ck_funding_source_deviation_is_not_negative")),
        sa.CheckConstraint("overhead_rate >= 0", name=op.f("ck_funding_source_overhead_is_not_negative")),
        sa.CheckConstraint(
            "support_start < support_end", name=op.f("ck_funding_source_support_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["donor_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_funding_source_donor_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_funding_source_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_source")),
        sa.UniqueConstraint("code", name=op.f("uq_funding_source_code")),
    )
    with op.batch_alter_table("funding_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_funding_source_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "programme_country",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("share_percent", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "share_percent >= 0 AND share_percent <= 10000",
            name=op.f("ck_programme_country_share_is_a_percentage"),
        ),
        sa.ForeignKeyConstraint(["country"], ["country.iso2"], name=op.f("fk_programme_country_country")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_country_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_country")),
        sa.UniqueConstraint(
            "programme_id", "country", name=op.f("uq_programme_country_programme_id_country")
        ),
    )
    op.create_table(
        "programme_partner",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "IMPLEMENTING",
                "GOVERNMENT_COUNTERPART",
                "CIVIL_SOCIETY",
                "COORDINATION",
                "OBSERVER",
                name="partnerrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["country"], ["country.iso2"], name=op.f("fk_programme_partner_country")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_programme_partner_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_partner_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_partner")),
        sa.UniqueConstraint(
            "programme_id",
            "organisation_id",
            "role",
            "since",
            name=op.f("uq_programme_partner_programme_id_organisation_id_role_since"),
        ),
    )
    with op.batch_alter_table("programme_partner", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_programme_partner_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "result_node",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "OBJECTIVE",
                "OUTCOME",
                "OUTPUT",
                "ACTIVITY",
                name="resultlevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("assumptions", sa.Text(), nullable=True),
        sa.Column("risks", sa.Text(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["result_node.id"], name=op.f("fk_result_node_parent_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_result_node_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_node")),
        sa.UniqueConstraint("programme_id", "code", name=op.f("uq_result_node_programme_id_code")),
    )
    with op.batch_alter_table("result_node", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_node_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "risk_item",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "CONTEXTUAL",
                "PROGRAMMATIC",
                "INSTITUTIONAL",
                "FIDUCIARY",
                "PROTECTION",
                name="riskcategory",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("likelihood", sa.Integer(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("mitigation", sa.Text(), nullable=False),
        sa.Column("owner_role", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "OPEN", "CLOSED", name="riskstatus", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("changed_in", sa.String(length=7), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5", name=op.f("ck_risk_item_one_to_five")
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_risk_item_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_item")),
        sa.UniqueConstraint("programme_id", "code", name=op.f("uq_risk_item_programme_id_code")),
    )
    op.create_table(
        "budget_version",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "APPROVED",
                "SUPERSEDED",
                "REJECTED",
                name="budgetstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approval_ref", sa.Text(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["funding_source_id"], ["funding_source.id"], name=op.f("fk_budget_version_funding_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_version")),
        sa.UniqueConstraint(
            "funding_source_id", "version_no", name=op.f("uq_budget_version_funding_source_id_version_no")
        ),
        sa.UniqueConstraint("id", "funding_source_id", name=op.f("uq_budget_version_id_funding_source_id")),
    )
    op.create_table(
        "deviation_note",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("reporting_period_id", sa.Integer(), nullable=False),
        sa.Column("line_code", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("consequence", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("approval_ref", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["funding_source_id"], ["funding_source.id"], name=op.f("fk_deviation_note_funding_source_id")
        ),
        sa.ForeignKeyConstraint(
            ["reporting_period_id"],
            ["reporting_period.id"],
            name=op.f("fk_deviation_note_reporting_period_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deviation_note")),
        sa.UniqueConstraint(
            "funding_source_id",
            "reporting_period_id",
            "line_code",
            name=op.f("uq_deviation_note_funding_source_id_reporting_period_id_line_code"),
        ),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("short_title", sa.Text(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "CONFERENCE",
                "WORKSHOP",
                "TRAINING",
                "STUDY_VISIT",
                "ROUND_TABLE",
                "CAMPAIGN",
                "COORDINATION_MEETING",
                name="eventkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "scope",
            sa.Enum(
                "REGIONAL",
                "NATIONAL",
                "BILATERAL",
                name="eventscope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("venue", sa.Text(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("result_node_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "PLANNED",
                "HELD",
                "POSTPONED",
                "CANCELLED",
                name="eventstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("source_ref", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("date_note", sa.Text(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint("start_date <= end_date", name=op.f("ck_event_starts_before_it_ends")),
        sa.ForeignKeyConstraint(["country"], ["country.iso2"], name=op.f("fk_event_country")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_event_programme_id")),
        sa.ForeignKeyConstraint(["result_node_id"], ["result_node.id"], name=op.f("fk_event_result_node_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("code", name=op.f("uq_event_code")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_end_date"), ["end_date"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("measure", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("UP", "DOWN", name="direction", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "aggregation",
            sa.Enum(
                "SUM",
                "LATEST",
                "MAX",
                "WEIGHTED_AVG",
                "NONE",
                name="aggregation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("data_source", sa.Text(), nullable=False),
        sa.Column("collection_method", sa.Text(), nullable=False),
        sa.Column("frequency", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("disaggregations", sa.Text(), nullable=False),
        sa.Column(
            "sensitivity",
            sa.Enum("A", "B", "C", name="sensitivity", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("sdg_target", sa.String(length=5), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["node_id"], ["result_node.id"], name=op.f("fk_indicator_node_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("code", name=op.f("uq_indicator_code")),
        sa.UniqueConstraint("id", "sensitivity", name=op.f("uq_indicator_id_sensitivity")),
        sa.UniqueConstraint("node_id", "code", name=op.f("uq_indicator_node_id_code")),
    )
    op.create_table(
        "instalment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("requested_minor", sa.BigInteger(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_minor", sa.BigInteger(), nullable=True),
        sa.Column("functional_minor", sa.BigInteger(), nullable=True),
        sa.Column("receipt_rate", sa.BigInteger(), nullable=True),
        sa.Column("bank_reference", sa.Text(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "received_on IS NULL OR (received_minor IS NOT NULL AND (functional_minor IS NOT NULL OR receipt_rate IS NOT NULL))",
            name=op.f("ck_instalment_received_money_has_amounts"),
        ),
        sa.ForeignKeyConstraint(
            ["funding_source_id"], ["funding_source.id"], name=op.f("fk_instalment_funding_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instalment")),
        sa.UniqueConstraint("funding_source_id", "no", name=op.f("uq_instalment_funding_source_id_no")),
    )
    op.create_table(
        "interest_earned",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["funding_source_id"], ["funding_source.id"], name=op.f("fk_interest_earned_funding_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest_earned")),
        sa.UniqueConstraint(
            "funding_source_id",
            "quarter",
            "currency",
            name=op.f("uq_interest_earned_funding_source_id_quarter_currency"),
        ),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("reporting_period_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "QUARTERLY",
                "INTERIM",
                "ANNUAL",
                "FINAL",
                name="reportkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "DRAFT",
                "FINANCE_CHECKED",
                "PROTECTION_CLEARED",
                "SIGNED",
                "SUBMITTED",
                "ACCEPTED",
                "REOPENED",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("change_note", sa.Text(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["funding_source_id"], ["funding_source.id"], name=op.f("fk_report_funding_source_id")
        ),
        sa.ForeignKeyConstraint(
            ["reporting_period_id"], ["reporting_period.id"], name=op.f("fk_report_reporting_period_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint(
            "funding_source_id",
            "reporting_period_id",
            "kind",
            "version",
            name=op.f("uq_report_funding_source_id_reporting_period_id_kind_version"),
        ),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_report_reporting_period_id"), ["reporting_period_id"], unique=False
        )

    op.create_table(
        "work_plan_item",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("planned_start", sa.Date(), nullable=False),
        sa.Column("planned_end", sa.Date(), nullable=False),
        sa.Column("actual_start", sa.Date(), nullable=True),
        sa.Column("actual_end", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "PLANNED",
                "ONGOING",
                "COMPLETED",
                "DELAYED",
                "CANCELLED",
                name="workplanstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint("planned_start <= planned_end", name=op.f("ck_work_plan_item_planned_in_order")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["result_node.id"], name=op.f("fk_work_plan_item_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_plan_item")),
    )
    with op.batch_alter_table("work_plan_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_plan_item_activity_id"), ["activity_id"], unique=False)

    op.create_table(
        "actual",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column(
            "sensitivity",
            sa.Enum("A", "B", "C", name="sensitivity", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("evidence_ref", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "DRAFT", "VERIFIED", name="actualstatus", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint("sensitivity = 'C'", name=op.f("ck_actual_people_come_from_releases")),
        sa.ForeignKeyConstraint(
            ["indicator_id", "sensitivity"],
            ["indicator.id", "indicator.sensitivity"],
            name=op.f("fk_actual_indicator_id_sensitivity"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actual")),
        sa.UniqueConstraint(
            "indicator_id",
            "quarter",
            "dimension",
            "category",
            name=op.f("uq_actual_indicator_id_quarter_dimension_category"),
        ),
    )
    op.create_table(
        "baseline",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_baseline_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
        sa.UniqueConstraint("indicator_id", name=op.f("uq_baseline_indicator_id")),
    )
    op.create_table(
        "budget_line",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("budget_version_id", sa.Integer(), nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "STAFF",
                "OFFICE",
                "OPERATIONAL",
                "OVERHEAD",
                name="costcategory",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("unit_cost_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("result_node_id", sa.Integer(), nullable=True),
        sa.Column("is_partner_cost", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_version_id", "funding_source_id"],
            ["budget_version.id", "budget_version.funding_source_id"],
            name=op.f("fk_budget_line_budget_version_id_funding_source_id"),
        ),
        sa.ForeignKeyConstraint(["country"], ["country.iso2"], name=op.f("fk_budget_line_country")),
        sa.ForeignKeyConstraint(
            ["result_node_id"], ["result_node.id"], name=op.f("fk_budget_line_result_node_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("budget_version_id", "code", name=op.f("uq_budget_line_budget_version_id_code")),
        sa.UniqueConstraint(
            "id", "funding_source_id", "category", name=op.f("uq_budget_line_id_funding_source_id_category")
        ),
    )
    with op.batch_alter_table("budget_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_line_funding_source_id"), ["funding_source_id"], unique=False
        )

    op.create_table(
        "event_country",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "HOST",
                "PARTICIPATING",
                name="countryrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["country"], ["country.iso2"], name=op.f("fk_event_country_country")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_country_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_country")),
        sa.UniqueConstraint(
            "event_id", "country", "role", name=op.f("uq_event_country_event_id_country_role")
        ),
    )
    op.create_table(
        "event_document",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "AGENDA",
                "PRESENTATION",
                "REPORT",
                "PHOTO_RELEASE_LIST",
                "ATTENDANCE_SHEET",
                name="eventdocumentkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("archive_ref", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_document_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_document")),
    )
    with op.batch_alter_table("event_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_document_event_id"), ["event_id"], unique=False)

    op.create_table(
        "event_figure",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title_at_event", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "WELCOME",
                "SPEAKER",
                "PANELLIST",
                "ATTENDEE",
                name="figurerole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("source_ref", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.CheckConstraint("basis = 'PUBLIC_SOURCE'", name=op.f("ck_event_figure_basis_is_public")),
        sa.CheckConstraint("length(source_ref) > 0", name=op.f("ck_event_figure_source_is_named")),
        sa.ForeignKeyConstraint(["country"], ["country.iso2"], name=op.f("fk_event_figure_country")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_figure_event_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_event_figure_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_figure")),
        sa.UniqueConstraint("event_id", "name", name=op.f("uq_event_figure_event_id_name")),
    )
    op.create_table(
        "event_group",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "affiliation",
            sa.Enum(
                "GOVERNMENT",
                "LAW_ENFORCEMENT",
                "JUDICIARY",
                "LABOUR_INSPECTION",
                "CIVIL_SOCIETY",
                "INTERNATIONAL_ORGANISATION",
                "INTERNATIONAL_EXPERTS",
                "ACADEMIA",
                "PRIVATE_SECTOR",
                "MEDIA",
                "OTHER",
                name="affiliation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_group_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_group")),
        sa.UniqueConstraint("event_id", "affiliation", name=op.f("uq_event_group_event_id_affiliation")),
    )
    op.create_table(
        "event_organiser",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "LEAD",
                "CO_ORGANISER",
                "PARTNER",
                "FUNDER",
                name="organiserrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("as_written", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_organiser_event_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_event_organiser_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_organiser")),
        sa.UniqueConstraint(
            "event_id",
            "organisation_id",
            "role",
            name=op.f("uq_event_organiser_event_id_organisation_id_role"),
        ),
    )
    op.create_table(
        "event_text",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "PURPOSE",
                "OUTCOME",
                "INSTITUTIONAL_FACT",
                "NOTE",
                name="textkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_text_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_text")),
        sa.UniqueConstraint("event_id", "kind", "no", name=op.f("uq_event_text_event_id_kind_no")),
    )
    op.create_table(
        "event_theme",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "theme",
            sa.Enum(
                "PREVENTION",
                "PROTECTION",
                "PROSECUTION",
                "PARTNERSHIP",
                "IDENTIFICATION",
                "REFERRAL_NRM",
                "LABOUR_EXPLOITATION",
                "SEXUAL_EXPLOITATION",
                "RECRUITMENT",
                "LABOUR_INSPECTION",
                "BEST_PRACTICE_EXCHANGE",
                "REGIONAL_COORDINATION",
                "DATA_AND_RESEARCH",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_theme_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_theme")),
        sa.UniqueConstraint("event_id", "theme", name=op.f("uq_event_theme_event_id_theme")),
    )
    op.create_table(
        "narrative_section",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_narrative_section_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_narrative_section")),
        sa.UniqueConstraint(
            "report_id", "section", "language", name=op.f("uq_narrative_section_report_id_section_language")
        ),
    )
    op.create_table(
        "participant_count",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "dimension",
            sa.Enum(
                "TOTAL",
                "SEX",
                "AFFILIATION",
                "COUNTRY",
                "AGE_GROUP",
                name="dimension",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.CheckConstraint("n >= 0", name=op.f("ck_participant_count_n_is_a_count")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_participant_count_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_count")),
        sa.UniqueConstraint(
            "event_id", "dimension", "category", name=op.f("uq_participant_count_event_id_dimension_category")
        ),
    )
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column(
            "theme",
            sa.Enum(
                "PREVENTION",
                "PROTECTION",
                "PROSECUTION",
                "PARTNERSHIP",
                "IDENTIFICATION",
                "REFERRAL_NRM",
                "LABOUR_EXPLOITATION",
                "SEXUAL_EXPLOITATION",
                "RECRUITMENT",
                "LABOUR_INSPECTION",
                "BEST_PRACTICE_EXCHANGE",
                "REGIONAL_COORDINATION",
                "DATA_AND_RESEARCH",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "MADE",
                "ACCEPTED",
                "IN_PROGRESS",
                "IMPLEMENTED",
                "DROPPED",
                name="recommendationstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("result_node_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_recommendation_event_id")),
        sa.ForeignKeyConstraint(
            ["result_node_id"], ["result_node.id"], name=op.f("fk_recommendation_result_node_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("event_id", "no", name=op.f("uq_recommendation_event_id_no")),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_target_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "indicator_id",
            "period_end",
            "dimension",
            "category",
            name=op.f("uq_target_indicator_id_period_end_dimension_category"),
        ),
    )
    op.create_table(
        "budget_phase",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_line_id"], ["budget_line.id"], name=op.f("fk_budget_phase_budget_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_phase")),
        sa.UniqueConstraint("budget_line_id", "quarter", name=op.f("uq_budget_phase_budget_line_id_quarter")),
    )
    op.create_table(
        "budget_reallocation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("from_line_id", sa.Integer(), nullable=False),
        sa.Column("to_line_id", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("approval_ref", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_budget_reallocation_amount_is_positive")),
        sa.CheckConstraint("from_line_id <> to_line_id", name=op.f("ck_budget_reallocation_lines_differ")),
        sa.ForeignKeyConstraint(
            ["from_line_id"], ["budget_line.id"], name=op.f("fk_budget_reallocation_from_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_line_id"], ["budget_line.id"], name=op.f("fk_budget_reallocation_to_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_reallocation")),
    )
    with op.batch_alter_table("budget_reallocation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_reallocation_from_line_id"), ["from_line_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_budget_reallocation_to_line_id"), ["to_line_id"], unique=False)

    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("po_no", sa.String(length=40), nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=False),
        sa.Column(
            "cost_category",
            sa.Enum(
                "STAFF",
                "OFFICE",
                "OPERATIONAL",
                "OVERHEAD",
                name="costcategory",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("vendor_code", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("committed_on", sa.Date(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "cost_category <> 'OVERHEAD'", name=op.f("ck_commitment_overhead_is_never_committed")
        ),
        sa.ForeignKeyConstraint(
            ["budget_line_id", "funding_source_id", "cost_category"],
            ["budget_line.id", "budget_line.funding_source_id", "budget_line.category"],
            name=op.f("fk_commitment_budget_line_id_funding_source_id_cost_category"),
        ),
        sa.ForeignKeyConstraint(
            ["funding_source_id"], ["funding_source.id"], name=op.f("fk_commitment_funding_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("po_no", name=op.f("uq_commitment_po_no")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitment_funding_source_id"), ["funding_source_id"], unique=False
        )

    op.create_table(
        "event_funding",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=True),
        sa.Column("share_percent", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["budget_line_id"], ["budget_line.id"], name=op.f("fk_event_funding_budget_line_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_funding_event_id")),
        sa.ForeignKeyConstraint(
            ["funding_source_id"], ["funding_source.id"], name=op.f("fk_event_funding_funding_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_funding")),
        sa.UniqueConstraint(
            "event_id",
            "funding_source_id",
            "budget_line_id",
            name=op.f("uq_event_funding_event_id_funding_source_id_budget_line_id"),
        ),
    )
    with op.batch_alter_table("event_funding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_funding_funding_source_id"), ["funding_source_id"], unique=False
        )

    op.create_table(
        "wbs_element",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=False),
        sa.Column("result_node_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_line_id"], ["budget_line.id"], name=op.f("fk_wbs_element_budget_line_id")
        ),
        sa.ForeignKeyConstraint(["office"], ["country.iso2"], name=op.f("fk_wbs_element_office")),
        sa.ForeignKeyConstraint(
            ["result_node_id"], ["result_node.id"], name=op.f("fk_wbs_element_result_node_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wbs_element")),
        sa.UniqueConstraint("budget_line_id", "office", name=op.f("uq_wbs_element_budget_line_id_office")),
    )
    with op.batch_alter_table("wbs_element", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wbs_element_code"), ["code"], unique=False)

    op.create_table(
        "commitment_change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_commitment_change_commitment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_change")),
    )
    with op.batch_alter_table("commitment_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitment_change_commitment_id"), ["commitment_id"], unique=False
        )

    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("document_no", sa.String(length=40), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column(
            "document_type",
            sa.Enum(
                "INVOICE",
                "PAYROLL",
                "TRAVEL",
                "PARTNER_ADVANCE_CLEARING",
                "ACCRUAL",
                "CORRECTION",
                "REVERSAL",
                name="documenttype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("document_date", sa.Date(), nullable=False),
        sa.Column("posting_date", sa.Date(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("fiscal_period", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=2), nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=False),
        sa.Column("wbs_id", sa.Integer(), nullable=False),
        sa.Column(
            "cost_category",
            sa.Enum(
                "STAFF",
                "OFFICE",
                "OPERATIONAL",
                "OVERHEAD",
                name="costcategory",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("gl_account", sa.String(length=6), nullable=False),
        sa.Column("gl_description", sa.Text(), nullable=False),
        sa.Column("vendor_code", sa.Text(), nullable=False),
        sa.Column("vendor_name", sa.Text(), nullable=False),
        sa.Column("vendor_protected", sa.Boolean(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("transaction_currency", sa.String(length=3), nullable=False),
        sa.Column("transaction_minor", sa.BigInteger(), nullable=False),
        sa.Column(
            "rate_source",
            sa.Enum(
                "UNORE",
                "RECEIPT",
                "MANUAL",
                name="ratesource",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rate_date", sa.Date(), nullable=False),
        sa.Column("rate_tc_per_usd", sa.BigInteger(), nullable=False),
        sa.Column("amount_usd_minor", sa.BigInteger(), nullable=False),
        sa.Column("rate_rc_per_usd", sa.BigInteger(), nullable=False),
        sa.Column("amount_reporting_minor", sa.BigInteger(), nullable=False),
        sa.Column("reporting_currency", sa.String(length=3), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("supporting_doc_ref", sa.Text(), nullable=False),
        sa.Column("procurement_ref", sa.Text(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("posted_by", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("row_hash", sa.String(length=64), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(document_type IN ('CORRECTION', 'REVERSAL')) = (reverses_id IS NOT NULL)",
            name=op.f("ck_ledger_entry_corrections_name_a_row"),
        ),
        sa.CheckConstraint(
            "cost_category <> 'OVERHEAD'", name=op.f("ck_ledger_entry_overhead_is_never_posted")
        ),
        sa.CheckConstraint(
            "transaction_currency <> 'BYR'", name=op.f("ck_ledger_entry_currency_is_not_withdrawn")
        ),
        sa.CheckConstraint(
            "fiscal_period BETWEEN 1 AND 12", name=op.f("ck_ledger_entry_fiscal_period_is_a_month")
        ),
        sa.CheckConstraint(
            "rate_tc_per_usd > 0 AND rate_rc_per_usd > 0", name=op.f("ck_ledger_entry_rates_are_positive")
        ),
        sa.ForeignKeyConstraint(
            ["budget_line_id", "funding_source_id", "cost_category"],
            ["budget_line.id", "budget_line.funding_source_id", "budget_line.category"],
            name=op.f("fk_ledger_entry_budget_line_id_funding_source_id_cost_category"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_ledger_entry_event_id")),
        sa.ForeignKeyConstraint(
            ["funding_source_id"], ["funding_source.id"], name=op.f("fk_ledger_entry_funding_source_id")
        ),
        sa.ForeignKeyConstraint(["office"], ["country.iso2"], name=op.f("fk_ledger_entry_office")),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["ledger_entry.id"], name=op.f("fk_ledger_entry_reverses_id")
        ),
        sa.ForeignKeyConstraint(["wbs_id"], ["wbs_element.id"], name=op.f("fk_ledger_entry_wbs_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("document_no", "line_no", name=op.f("uq_ledger_entry_document_no_line_no")),
        sa.UniqueConstraint(
            "funding_source_id", "row_no", name=op.f("uq_ledger_entry_funding_source_id_row_no")
        ),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entry_budget_line_id"), ["budget_line_id"], unique=False)
        batch_op.create_index(
            "ix_ledger_entry_corrections",
            ["funding_source_id", "posting_date"],
            unique=False,
            sqlite_where=sa.text("reverses_id IS NOT NULL"),
            postgresql_where=sa.text("reverses_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_ledger_entry_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_reverses_id"), ["reverses_id"], unique=False)
        batch_op.create_index(
            "ix_ledger_entry_source_posting",
            ["funding_source_id", "posting_date", "document_no", "line_no"],
            unique=False,
        )
        batch_op.create_index(
            "ix_ledger_entry_totals",
            [
                "funding_source_id",
                "fiscal_year",
                "fiscal_period",
                "budget_line_id",
                "office",
                "amount_reporting_minor",
                "amount_usd_minor",
            ],
            unique=False,
        )


def downgrade() -> None:

    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entry_totals")
        batch_op.drop_index("ix_ledger_entry_source_posting")
        batch_op.drop_index(batch_op.f("ix_ledger_entry_reverses_id"))
        batch_op.drop_index(batch_op.f("ix_ledger_entry_event_id"))
        batch_op.drop_index(
            "ix_ledger_entry_corrections",
            sqlite_where=sa.text("reverses_id IS NOT NULL"),
            postgresql_where=sa.text("reverses_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_ledger_entry_budget_line_id"))

    op.drop_table("ledger_entry")
    with op.batch_alter_table("commitment_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_change_commitment_id"))

    op.drop_table("commitment_change")
    with op.batch_alter_table("wbs_element", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wbs_element_code"))

    op.drop_table("wbs_element")
    with op.batch_alter_table("event_funding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_funding_funding_source_id"))

    op.drop_table("event_funding")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_funding_source_id"))

    op.drop_table("commitment")
    with op.batch_alter_table("budget_reallocation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_reallocation_to_line_id"))
        batch_op.drop_index(batch_op.f("ix_budget_reallocation_from_line_id"))

    op.drop_table("budget_reallocation")
    op.drop_table("budget_phase")
    op.drop_table("target")
    op.drop_table("recommendation")
    op.drop_table("participant_count")
    op.drop_table("narrative_section")
    op.drop_table("event_theme")
    op.drop_table("event_text")
    op.drop_table("event_organiser")
    op.drop_table("event_group")
    op.drop_table("event_figure")
    with op.batch_alter_table("event_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_document_event_id"))

    op.drop_table("event_document")
    op.drop_table("event_country")
    with op.batch_alter_table("budget_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_line_funding_source_id"))

    op.drop_table("budget_line")
    op.drop_table("baseline")
    op.drop_table("actual")
    with op.batch_alter_table("work_plan_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_plan_item_activity_id"))

    op.drop_table("work_plan_item")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_reporting_period_id"))

    op.drop_table("report")
    op.drop_table("interest_earned")
    op.drop_table("instalment")
    op.drop_table("indicator")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_programme_id"))
        batch_op.drop_index(batch_op.f("ix_event_end_date"))

    op.drop_table("event")
    op.drop_table("deviation_note")
    op.drop_table("budget_version")
    op.drop_table("risk_item")
    with op.batch_alter_table("result_node", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_node_parent_id"))

    op.drop_table("result_node")
    with op.batch_alter_table("programme_partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_partner_organisation_id"))

    op.drop_table("programme_partner")
    op.drop_table("programme_country")
    with op.batch_alter_table("funding_source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_funding_source_programme_id"))

    op.drop_table("funding_source")
    op.drop_table("programme")
    with op.batch_alter_table("organisation_identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_identifier_organisation_id"))

    op.drop_table("organisation_identifier")
    op.drop_table("organisation")
    op.drop_table("reporting_period")
    op.drop_table("exchange_rate")
    op.drop_table("country")

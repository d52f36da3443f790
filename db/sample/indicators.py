"""Write the indicators of the starter framework, with baselines, targets and the values of each quarter.

Nobody's count is invented: the indicator about assisted people gets no value, which the database would
refuse, and participations that are unknown get none either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from db.models.results import Actual, ActualStatus, Baseline, Direction, Indicator, Target
from db.sample.indicator_facts import (
    DISAGGREGATED,
    DRAFTS,
    INDICATORS,
    PROVISIONAL,
    REPORTED_QUARTERS,
    SampleIndicator,
)

_UNKNOWN: Final = ".."
_PERCENT_STEP: Final = Decimal("0.0001")


def add_indicators(session: Session, nodes: Mapping[str, int]) -> Mapping[str, int]:
    """Every indicator, below its result, without values; their ids by code."""
    ids = {}
    for sample in INDICATORS:
        indicator = _indicator(sample, nodes)
        session.add(indicator)
        session.flush()
        session.add(
            Baseline(
                indicator_id=indicator.id,
                year=2018,
                measured_on=date(2018, 12, 31),
                value=Decimal(sample.baseline),
                is_sample=True,
            )
        )
        session.add_all(_targets(sample, indicator.id))
        session.flush()
        ids[sample.code] = indicator.id
    return ids


def add_actuals(session: Session, indicators: Mapping[str, int]) -> None:
    """The values of every quarter."""
    for sample in INDICATORS:
        session.add_all(_actuals(sample, indicators[sample.code]))
    session.flush()


def _indicator(sample: SampleIndicator, nodes: Mapping[str, int]) -> Indicator:
    return Indicator(
        node_id=nodes[sample.node],
        code=sample.code,
        title=sample.title,
        definition=sample.definition,
        measure=sample.measure,
        unit=sample.unit,
        direction=Direction.UP,
        aggregation=sample.aggregation,
        data_source=sample.data_source,
        collection_method=sample.collection_method,
        frequency="Quarterly",
        responsible="Programme unit",
        disaggregations=sample.disaggregations,
        sensitivity=sample.sensitivity,
        sdg_target=sample.sdg_target,
        is_sample=True,
    )


def _targets(sample: SampleIndicator, indicator_id: int) -> Iterator[Target]:
    for period_end, value in ((date(2019, 12, 31), sample.target_2019), (date(2020, 12, 31), sample.target)):
        if value:
            yield Target(
                indicator_id=indicator_id, period_end=period_end, value=Decimal(value), is_sample=True
            )


def _actuals(sample: SampleIndicator, indicator_id: int) -> Iterator[Actual]:
    for quarter, text in zip(REPORTED_QUARTERS, sample.values.split(), strict=bool(sample.values)):
        if text == _UNKNOWN:
            continue
        yield _actual(sample.code, indicator_id, quarter, text)
        for dimension, parts in DISAGGREGATED.get((sample.code, quarter), {}).items():
            for category, value in (part.split() for part in parts.split(", ")):
                yield _actual(sample.code, indicator_id, quarter, value, dimension, category)


def _actual(
    code: str, indicator_id: int, quarter: str, text: str, dimension: str = "", category: str = ""
) -> Actual:
    part, _, whole = text.partition("/")
    return Actual(
        indicator_id=indicator_id,
        quarter=quarter,
        value=(100 * Decimal(part) / Decimal(whole)).quantize(_PERCENT_STEP) if whole else Decimal(part),
        numerator=Decimal(part) if whole else None,
        denominator=Decimal(whole) if whole else None,
        dimension=dimension,
        category=category,
        evidence_ref=f"SAMPLE-EVIDENCE-{code}-{quarter}",
        status=ActualStatus.DRAFT if (code, quarter) in DRAFTS else ActualStatus.VERIFIED,
        provisional=(code, quarter) in PROVISIONAL,
        is_sample=True,
    )

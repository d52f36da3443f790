"""Sample texts for the narrative reports.

They repeat no figure that a table states, and name nobody. Some sections are left unwritten on purpose:
a report says so in their place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from db.sample.source_event import INSTITUTIONAL_FACTS, SOURCE_REF


def _sample(text: str) -> str:
    """Paragraphs on one line each, every one marked as sample text."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(f"Sample text. {paragraph}" for paragraph in paragraphs)


_LAST_OF_2019: Final = {
    "summary": _sample("""
        The quarter was shaped by the regional conference in Tbilisi on trafficking for labour exploitation,
        which the programme held with the Ministry of Justice of Georgia. Country practice was presented,
        obstacles were discussed, and joint recommendations were made.

        Spending followed the plan in most lines. The partner in Moldova cleared its advance in one report,
        which takes its line beyond the margin; this is explained under deviations. In the coming quarter the
        programme follows up the recommendations and begins the trainings of the revised budget.
        """),
    "context": "\n\n".join((*INSTITUTIONAL_FACTS, f"Source: {SOURCE_REF}.")),
    "progress": _sample("""
        Work towards the first outcome began with the exchange between the four governments. The
        recommendations give the coordination platforms their agenda for the coming year.

        For civil society the quarter was one of preparation: training needs were gathered, and the grant in
        Moldova kept services open. Research continued with a desk study.
        """),
    "events": _sample("""
        The page that documents the conference gives neither the number of participants nor the cost of the
        event. Both stay open here until the offices have confirmed them.
        """),
    "work_plan": _sample("""
        Activities ran as planned. Preparations for the next regional workshop began early, so that
        delegations can be named in good time.
        """),
    "beneficiaries": _sample("""
        Figures on people assisted appear only once they are released. Small figures are withheld so that
        nobody can be recognised.
        """),
    "deviations": _sample("""
        One line went beyond what the agreement allows without approval. The request for approval is being
        prepared; the other lines stay within their margins.
        """),
    "partnerships": _sample("""
        The Ministry of Justice of Georgia co-organised the conference. The OSCE and the Council of Europe
        visited Georgia and shared experience; plans were exchanged with both.
        """),
    "risk": _sample("""
        The main risk is that recommendations stay without an owner. The programme answers it by agreeing a
        follow-up table with every counterpart.
        """),
    "conclusion": _sample("""
        The next quarter turns recommendations into work: a regional workshop, the first trainings for civil
        society, and one table in which every counterpart reports what has been done.
        """),
}

_FIRST_OF_2020: Final = {
    "summary": _sample("""
        The regional workshop in Kyiv took up the recommendations of the conference in Tbilisi, and the first
        training for civil society was held in Chișinău. From the middle of March travel stopped; what could
        be moved online was moved.

        Offices kept working from home, and the services of partners stayed open.
        """),
    "context": _sample("""
        Borders closed within days at the end of the quarter. Workers who usually spend the season abroad
        came home or stayed without pay, and both raise the risk of exploitation.
        """),
    "progress": _sample("""
        Follow-up tables were agreed with all counterparts. One further country began to use the common form
        for referral across borders.
        """),
    "events": _sample("""
        The workshop in Київ (Kyiv) compared how labour inspectors record what they see. The study visit to
        Мінск (Minsk) was counted only in total.
        """),
    "work_plan": _sample("The conference planned for April was postponed, and the plan adjusted."),
    "partnerships": _sample("A further implementing partner joined under the revised budget, in Ukraine."),
    "risk": _sample("The restrictions on travel are the new first risk; meetings online are the answer."),
    "conclusion": _sample("The next quarter is planned without travel."),
}

_SECOND_OF_2020: Final = {
    "summary": _sample("""
        All meetings of the quarter took place online or were put off. The regional round table showed that
        shorter sessions, with interpretation in several channels, work.
        """),
    "progress": _sample(
        "Prevention tools were produced earlier than planned, in the languages of the region."
    ),
    "events": _sample("A training in ბათუმი (Batumi) was cancelled; its budget is kept for the autumn."),
    "deviations": _sample("Travel stays far below its phases; part of it was moved to prevention tools."),
}

_LAST_OF_2020: Final = {
    "summary": _sample("""
        The last quarter of the support brought the postponed regional conference and the closing
        coordination meeting. Work that the restrictions made impossible is named under deviations.
        """),
    "context": _sample("Restrictions eased in autumn, and returned to parts of the region in November."),
    "progress": _sample("Recommendations of the past year are in progress or done, or have a date."),
    "events": _sample("""
        The conference in თბილისი (Tbilisi) joined guests in the room and delegations online. Civil society
        met in Гродна (Hrodna) and in Bălți.
        """),
    "deviations": _sample("Travel closes below its budget, communication above it."),
    "partnerships": _sample("All partners have handed in their closing reports."),
    "conclusion": _sample("What remains open has been handed to the counterparts, with a date for each."),
}

TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "2019-Q4": _LAST_OF_2019,
    "2020-Q1": _FIRST_OF_2020,
    "2020-Q2": _SECOND_OF_2020,
    "2020-Q4": _LAST_OF_2020,
}
"""By quarter, then by section; 2020-Q3 has none, and no quarter has all."""

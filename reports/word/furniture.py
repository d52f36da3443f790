"""What stands on every page: the head and foot lines, and the paper they are on."""

from __future__ import annotations

from reports.dataset import Header
from reports.word.look import EDGE, MARGIN, Paper
from reports.word.markup import TAB, Markup, field, paragraph, part, run
from reports.word.styles import ALERT_RUN, Tab
from reports.word.stylesheet import tab_stops


def head_line(title: str, header: Header, paper: Paper) -> Markup:
    """Short title, warnings, period."""
    tabs = tab_stops((Tab(paper.text_width // 2, "center"), Tab(paper.text_width, "right")))
    return part(
        "w:hdr",
        paragraph(
            "Header",
            run(f"{title}, {header.source}"),
            TAB,
            run(" · ".join(header.warnings), ALERT_RUN),
            TAB,
            run(header.period_text),
            properties=tabs,
        ),
    )


def foot_line(header: Header, paper: Paper) -> Markup:
    """Report and version, page of pages."""
    tabs = tab_stops((Tab(paper.text_width, "right"),))
    pages = (run("Page "), field("PAGE", "1"), run(" of "), field("NUMPAGES", "1"))
    return part("w:ftr", paragraph("Footer", run(header.report_id), TAB, *pages, properties=tabs))


def head_id(paper: Paper) -> str:
    """The name by which sections refer to the head line of a paper."""
    return f"{paper.name}Head"


def foot_id(paper: Paper) -> str:
    """The name by which sections refer to the foot line of a paper."""
    return f"{paper.name}Foot"


def paper_section(paper: Paper) -> Markup:
    """The properties of a section on this paper."""
    turned = ' w:orient="landscape"' if paper.is_landscape else ""
    margins = "".join(f' w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return Markup(
        f'<w:sectPr><w:headerReference w:type="default" r:id="{head_id(paper)}"/>'
        f'<w:footerReference w:type="default" r:id="{foot_id(paper)}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{paper.width}" w:h="{paper.height}"{turned}/>'
        f'<w:pgMar{margins} w:header="{EDGE}" w:footer="{EDGE}" w:gutter="0"/></w:sectPr>'
    )


def section_end(paper: Paper) -> Markup:
    """Ends a section before another begins; the format wants a paragraph for it, so it is hair-thin."""
    return paragraph("SectionEnd", properties=paper_section(paper))

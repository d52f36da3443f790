"""Writes the styles as the style and numbering parts of the file."""

from __future__ import annotations

from typing import Final

from reports.word import look
from reports.word.markup import NOTHING, Markup, part
from reports.word.styles import (
    ALERT_RUN,
    BULLET_LIST,
    FINE_RUN,
    LABEL_RUN,
    STYLES,
    TABLE_STYLE,
    Style,
    Tab,
)

_SCRIPTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")


def styles_part(language: str) -> Markup:
    """All styles; language is the document's, `en-GB`."""
    fonts = "".join(f' w:{script}="{look.FONT}"' for script in _SCRIPTS)
    defaults = Markup(
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>{_size(look.BODY_SIZE)}"
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return part(
        "w:styles",
        defaults,
        *map(_paragraph_style, STYLES),
        _run_style(ALERT_RUN, f'<w:b/><w:bCs/><w:color w:val="{look.ALERT}"/>'),
        _run_style(LABEL_RUN, f'<w:color w:val="{look.ACCENT}"/>'),
        _run_style(FINE_RUN, _size(look.NOTE_SIZE)),
        _table_style(),
    )


def numbering_part() -> Markup:
    """The one list there is: bullets."""
    return part(
        "w:numbering",
        Markup(
            '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
            '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
            f'<w:num w:numId="{BULLET_LIST}"><w:abstractNumId w:val="0"/></w:num>'
        ),
    )


def _paragraph_style(style: Style) -> Markup:
    default = ' w:default="1"' if style.base is None else ""
    custom = "" if style.name.islower() or style.name in _WORDS_OWN else ' w:customStyle="1"'
    base = f'<w:basedOn w:val="{style.base}"/>' if style.base else ""
    then = f'<w:next w:val="{style.then}"/>' if style.then else ""
    return Markup(
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{base}{then}<w:qFormat/>"
        f"<w:pPr>{_paragraph_properties(style)}</w:pPr><w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


_WORDS_OWN: Final = {"Normal", "Title", "Subtitle", "TOC Heading", "List Bullet"}


def _paragraph_properties(style: Style) -> str:
    return "".join(
        (
            "<w:keepNext/>" if style.with_next else "",
            "<w:keepLines/>" if style.unbroken else "",
            "<w:pageBreakBefore/>" if style.new_page else "",
            f'<w:numPr><w:numId w:val="{BULLET_LIST}"/></w:numPr>' if style.bulleted else "",
            tab_stops(style.tabs),
            _spacing(style),
            f'<w:ind w:left="{style.left}" w:hanging="{style.hanging}"/>' if style.left is not None else "",
            '<w:jc w:val="right"/>' if style.right_aligned else "",
            f'<w:outlineLvl w:val="{style.level}"/>' if style.level is not None else "",
        )
    )


def _run_properties(style: Style) -> str:
    return "".join(
        (
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:i/><w:iCs/>" if style.italic else "",
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            _size(style.size) if style.size else "",
        )
    )


def tab_stops(tabs: tuple[Tab, ...]) -> Markup:
    """The tab stops of a style or a paragraph."""
    if not tabs:
        return NOTHING
    stops = "".join(f'<w:tab w:val="{tab.kind}" w:leader="{tab.leader}" w:pos="{tab.at}"/>' for tab in tabs)
    return Markup(f"<w:tabs>{stops}</w:tabs>")


def _spacing(style: Style) -> str:
    before = f' w:before="{round(style.before * 20)}"' if style.before is not None else ""
    after = f' w:after="{round(style.after * 20)}"' if style.after is not None else ""
    line = f' w:line="{round(style.line * 240)}" w:lineRule="auto"' if style.line is not None else ""
    return f"<w:spacing{before}{after}{line}/>" if before or after or line else ""


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _run_style(name: str, properties: str) -> Markup:
    return Markup(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{properties}</w:rPr></w:style>"
    )


def _table_style() -> Markup:
    """Three rules: above the head, below the head, below the body. No vertical lines."""
    margin = f'w:w="{look.CELL_MARGIN}" w:type="dxa"'
    return Markup(
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}"><w:name w:val="Report table"/>'
        "<w:qFormat/><w:tblPr>"
        f"<w:tblBorders>{rule('top', 8)}{rule('bottom', 8)}</w:tblBorders>"
        f"<w:tblCellMar><w:left {margin}/><w:right {margin}/></w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{rule("bottom", 8)}</w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.HEAD_FILL}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def rule(side: str, eighths: int) -> str:
    """A rule on one side of a cell or table, in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{look.RULE}"/>'

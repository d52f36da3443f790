"""WordprocessingML as text: the few constructs that a report is made of.

`Markup` is a type of its own, so that text of people cannot pass as markup unescaped:
`characters` is the only way from one to the other.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final, NewType

from reports.characters import printable

Markup = NewType("Markup", str)

NOTHING: Final = Markup("")
TAB: Final = Markup("<w:r><w:tab/></w:r>")
WITH_NEXT: Final = Markup("<w:keepNext/>")
"""A property of a paragraph that must not part from the next one."""

_NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*|\u2029")


def paragraphs_of(written: str) -> list[str]:
    """The paragraphs of a text, which blank lines separate; none for a blank text."""
    parts = (part.strip() for part in _BLANK_LINE.split(printable(written)))
    return [part for part in parts if part]


def characters(written: str) -> Markup:
    """The content of a run: text as it is written, its tabs and line ends kept."""
    shown = escape(printable(written))
    if "\n" in shown or "\t" in shown:
        shown = shown.replace("\n", f"{_END_TEXT}<w:br/>{_TEXT}").replace("\t", f"{_END_TEXT}<w:tab/>{_TEXT}")
    return Markup(f"{_TEXT}{shown}{_END_TEXT}")


def attribute(written: str) -> Markup:
    """A text as the quoted value of an attribute, on one line."""
    return Markup(f'"{escape(" ".join(printable(written).split()))}"')


def run(written: str, style: str | None = None) -> Markup:
    """A run of text in a character style; nothing for an empty text."""
    if not written:
        return NOTHING
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return Markup(f"<w:r>{look}{characters(written)}</w:r>")


def paragraph(style: str, *content: Markup, properties: Markup = NOTHING) -> Markup:
    """A paragraph in a style; properties are added to those of its style, in the schema's order."""
    return Markup(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(content)}</w:p>')


def field_start(instruction: str) -> Markup:
    """The beginning of a field; its cached result follows."""
    return Markup(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END: Final = Markup('<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def field(instruction: str, shown: str) -> Markup:
    """A field and its cached result. The instruction is ours, never a text of people."""
    return Markup(f"{field_start(instruction)}{run(shown)}{FIELD_END}")


def bookmark(number: int, name: str, content: Markup) -> Markup:
    """Content that fields and links can name."""
    return Markup(
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
    )


def link(name: str, content: Markup) -> Markup:
    """Content that leads to a bookmark."""
    return Markup(f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>')


def part(tag: str, *content: Markup) -> Markup:
    """A part of the file, whole: `w:document`, `w:hdr`, `w:styles`."""
    return Markup(f"<{tag} {_NAMESPACES}>{''.join(content)}</{tag}>")


_TEXT: Final = '<w:t xml:space="preserve">'
_END_TEXT: Final = "</w:t>"

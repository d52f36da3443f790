"""Puts the parts into a file: nothing in it but what the report says, and equal parts give equal bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.package import Package

from reports.characters import printable
from reports.word.look import FALLBACK_FONT, FONT
from reports.word.markup import Markup, part

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first time that an archive can hold."""
_LONGEST_PROPERTY: Final = 255


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    subject: str
    author: str
    identifier: str
    version: str
    status: str
    language: str
    instant: datetime
    """In UTC; stands for both creation and last change."""


def document_file(
    body: Markup,
    styles: Markup,
    numbering: Markup,
    heads: Mapping[str, Markup],
    feet: Mapping[str, Markup],
    properties: Properties,
) -> bytes:
    """The document as a file; heads and feet are by the names that sections refer to."""
    package = Package()
    document = _part(package, "document", CONTENT_TYPE.WML_DOCUMENT_MAIN, body)
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for name, kind, relation, markup in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles),
        ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, numbering),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, _settings(properties.language)),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, _fonts()),
    ):
        document.relate_to(_part(package, name, kind, markup), relation)
    for name, markup in heads.items():
        made = _part(package, name, CONTENT_TYPE.WML_HEADER, markup)
        document.load_rel(RELATIONSHIP_TYPE.HEADER, made, name)
    for name, markup in feet.items():
        made = _part(package, name, CONTENT_TYPE.WML_FOOTER, markup)
        document.load_rel(RELATIONSHIP_TYPE.FOOTER, made, name)
    _describe(package, properties)
    return _archived(package)


def _part(package: Package, name: str, content_type: str, markup: Markup) -> Part:
    """A part of well-formed markup."""
    blob = serialize_part_xml(parse_xml(markup))
    return Part(PackURI(f"/word/{name}.xml"), content_type, blob, package)


def _describe(package: Package, properties: Properties) -> None:
    core = package.core_properties
    core.title = _property(properties.title)
    core.subject = _property(properties.subject)
    core.author = core.last_modified_by = _property(properties.author)
    core.identifier = _property(properties.identifier)
    core.version = _property(properties.version)
    core.content_status = _property(properties.status)
    core.language = properties.language
    core.created = core.modified = properties.instant.replace(tzinfo=None)


def _property(text: str) -> str:
    return printable(text)[:_LONGEST_PROPERTY]


def _settings(language: str) -> Markup:
    """Word's settings: its present mode, not a compatible one, and no request to update fields."""
    modern = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    return part(
        "w:settings",
        Markup(
            '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
            '<w:characterSpacingControl w:val="doNotCompress"/>'
            f"<w:compat><w:compatSetting {modern}/></w:compat>"
            f'<w:themeFontLang w:val="{language}"/>'
            '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        ),
    )


def _fonts() -> Markup:
    return part(
        "w:fonts",
        Markup(
            f'<w:font w:name="{FONT}"><w:altName w:val="{FALLBACK_FONT}"/><w:family w:val="swiss"/>'
            '<w:pitch w:val="variable"/></w:font>'
        ),
    )


def _archived(package: Package) -> bytes:
    """The package as a zip archive without clocks or machines in it."""
    written = BytesIO()
    package.save(written)
    archive = BytesIO()
    with ZipFile(written) as source, ZipFile(archive, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name), compresslevel=6)
    return archive.getvalue()

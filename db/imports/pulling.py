"""Large XML parts read element by element; what was read is let go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, cast

from lxml import etree

from db.imports import limits
from db.imports.markup import too_intricate
from db.imports.refusal import damaged

NAMESPACE: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def pull(pieces: Iterable[bytes], part: str, wanted: str, container: str) -> Iterator[etree._Element]:
    """Every element of the name wanted right within the container, each valid until the next.

    Both names without their namespace. What stands behind the container is not read.
    Raises WorkbookRefused for a part that is no XML, and for an element that is too long.
    """
    wanted, container = f"{NAMESPACE}{wanted}", f"{NAMESPACE}{container}"
    # libxml2 limits depth, names and texts by itself as long as huge_tree is off
    parser = etree.XMLPullParser(
        ("end",),
        tag=(wanted, container),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    unfinished = 0
    try:
        for piece in pieces:
            parser.feed(piece)
            unfinished += len(piece)
            around = None
            # only ends are asked for, and those are of elements
            for _, element in cast("Iterator[tuple[str, etree._Element]]", parser.read_events()):
                if element.tag == container:
                    return
                around = element.getparent()
                if around is None or around.tag != container:
                    raise damaged(f"its part “{part}” has a row within a row")
                unfinished = 0
                yield element
            if around is not None:
                del around[:-1]
            if unfinished > limits.ROW_XML_AT_MOST:
                raise too_intricate(part)
        parser.close()
    except etree.XMLSyntaxError:
        raise damaged(f"its part “{part}” is not well-formed XML") from None

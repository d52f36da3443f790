"""The editor's files are those that their authors published."""

import hashlib
import re
from pathlib import Path

from web.app import STATIC

FOLDER = STATIC / "graphiql"
OURS = {".gitattributes", "NOTICE", "page.css", "start.js"}


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_every_file_that_is_not_ours_is_named_in_the_notice_with_its_digest() -> None:
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    named = {name: found for found, name in re.findall(r"^  ([0-9a-f]{64})  (\S+)$", notice, re.MULTILINE)}

    assert named == {file.name: digest(file) for file in FOLDER.iterdir() if file.name not in OURS}

"""The server audits of the graphql-http package, which its specification is kept beside."""

import json
from pathlib import Path

from tests import node

PROJECT = Path(__file__).parent / "audits"


def test_the_api_passes_every_audit_of_graphql_over_http(sqlite_address: str, tmp_path: Path) -> None:
    folder = node.install(PROJECT, tmp_path / "audits")

    printed = node.run(folder / "audits.mjs", f"{sqlite_address}/graphql")

    audits = [json.loads(line) for line in printed.splitlines()]
    assert [
        f"{each['id']} {each['name']}: {each['reason']}" for each in audits if each["status"] != "ok"
    ] == []
    assert len(audits) == 61

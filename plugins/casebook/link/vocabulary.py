"""Whether the vocabularies hold together: ids and names once each, links that resolve, no circles, years in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.link.circles import closing
from casebook.link.holds import Holder
from casebook.link.references import references
from casebook.link.situations import check_answers
from casebook.model.names import folded
from casebook.model.vocab import Concept, Place, Situation
from casebook.problem import Finding, Loc

Found = tuple[str, Finding]  # path of the file, what was found in it
VOCAB_PATH = {
    "theme": "content/vocab/themes.yaml",
    "setting": "content/vocab/settings.yaml",
    "place": "content/vocab/places.yaml",
    "situation": "content/vocab/situations.yaml",
}


def check_vocabularies(holder: Holder) -> Iterator[Found]:
    """What does not hold in themes, settings, places and situations, by file."""
    vocab = holder.vocab
    groups: tuple[tuple[str, Sequence[Concept]], ...] = (
        ("theme", vocab.themes),
        ("setting", vocab.settings),
        ("place", vocab.places),
        ("situation", vocab.situations),
    )
    for kind, concepts in groups:
        for finding in (*_ids(kind, concepts, holder), *_names(kind, concepts, holder), *_circles(kind, concepts)):
            yield VOCAB_PATH[kind], finding
        for index, concept in enumerate(concepts):
            for finding in _concept(kind, concept, holder):
                yield VOCAB_PATH[kind], Finding(finding.code, (f"{kind}s", index, *finding.at), finding.values)


def _concept(kind: str, concept: Concept, holder: Holder) -> Iterator[Finding]:
    refs, cites = references(concept)
    for ref in refs:
        yield from holder.reference(ref.target, ref.at, concept.id if kind in ref.target.kinds else None)
    for at, cite in cites:
        if isinstance(concept, Place) and cite.source not in concept.sources:
            yield Finding("CB308", at, {"source": cite.source})
        yield from holder.citation(cite, at)
    if isinstance(concept, Situation):
        yield from check_answers(concept, holder)
    first, last = concept.valid_from, concept.valid_to
    if first is not None and last is not None and first.start > last.end:
        yield Finding("CB307", ("valid_to",), {"first": "启用", "second": "停用", "value": last, "before": first})


def _ids(kind: str, concepts: Sequence[Concept], holder: Holder) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, concept in enumerate(concepts):
        at: Loc = (f"{kind}s", index, "id")
        if concept.id in seen:
            yield Finding("CB405", at, {"id": concept.id, "other": VOCAB_PATH[kind]})
        elif kind == "place" and concept.id in holder.vocab.regions:  # both have a page regions/<id>.html
            yield Finding("CB405", at, {"id": concept.id, "other": "content/vocab/regions.tsv"})
        seen.add(concept.id)


def _names(kind: str, concepts: Sequence[Concept], holder: Holder) -> Iterator[Finding]:
    """A label or alias that two share. Places of one name may lie in different regions."""
    seen: dict[tuple[str, str], Concept] = {}
    for index, concept in enumerate(concepts):
        region = _region(concept, holder)
        own = [(("label",), concept.label), *((("aliases", no), name) for no, name in enumerate(concept.aliases))]
        for at, name in own:
            other = seen.setdefault((region, folded(name)), concept)
            if other is not concept:
                values = {"name": name, "other": other.id, "title": other.label}
                yield Finding("CB406", (f"{kind}s", index, *at), values)


def _region(concept: Concept, holder: Holder) -> str:
    """Code or id of what a place lies in; '' for one that its source does not locate, and for themes and settings."""
    text = concept.region if isinstance(concept, Place) else None
    return (holder.finder.find(text) or text) if text else ""


def _circles(kind: str, concepts: Sequence[Concept]) -> Iterator[Finding]:
    number = {concept.id: index for index, concept in enumerate(concepts)}
    title = {concept.id: concept.label for concept in concepts}
    for field in ("broader", "successor", "region"):
        graph = {
            concept.id: [(str(target), (f"{kind}s", number[concept.id], field))]
            for concept in concepts
            if (target := getattr(concept, field, None)) in number
        }
        yield from (finding for _, finding in closing(graph, title))

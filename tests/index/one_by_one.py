"""What lines.py writes in arrays, written one term and one posting at a time, as its docstring says it."""

from collections.abc import Mapping

from casebook.index.lines import ORDER
from casebook.index.postings import HEAD, digits, is_long, shuffled
from casebook.index.tables import Key, key_of

Found = Mapping[int, int]  # document → level


def encode(found: Found) -> str:
    """The groups of one term."""
    groups = []
    for level in ORDER:
        last, text = -1, ""
        for document in sorted(document for document, one in found.items() if one == level):
            text += digits(document - last - 1)
            last = document
        groups.append(text)
    return " ".join(groups).rstrip()


def split(found: Found) -> tuple[Found, Found]:
    """What stands in t/, and what in c/."""
    if not is_long(len(found)):
        return found, {}
    heads = sorted(found, key=lambda document: (-found[document], shuffled(document)))[:HEAD]
    return {one: found[one] for one in heads}, {one: level for one, level in found.items() if one not in heads}


def tables(terms: Mapping[str, Found]) -> tuple[dict[Key, str], dict[Key, str]]:
    """The rests of lines in t/ and in c/."""
    heads: dict[Key, str] = {}
    tails: dict[Key, str] = {}
    for term, found in terms.items():
        head, tail = split(found)
        heads[key_of(term)] = f"`{digits(len(found))}{encode(head)}" if tail else encode(head)
        if tail:
            tails[key_of(term)] = encode(tail)
    return heads, tails

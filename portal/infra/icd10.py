"""ICD-10-CM, read from the package's own file while it streams past: its trees are never built."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

PACKAGE = "simple_icd_10_cm"
NODES = ("chapter", "section", "diag")
TERMS = ("inclusionTerm", "includes")
WHOLE = 6
"""How many characters a code has before the seventh, without its dot."""


class Entry(NamedTuple):
    """One code, and every other name that it is found by."""

    code: str
    label: str
    terms: tuple[str, ...]
    encounter: bool
    """A seventh character tells encounters of the same injury apart."""


def read() -> Iterator[Entry]:
    """Give every code that may be recorded, in no particular order."""
    data = _data()
    (listed,), (tree,) = data.glob("code-list-*.txt"), data.glob("icd10c-tabular-*.xml")
    real = {line.partition(" ")[0] for line in listed.read_text(encoding="utf-8").splitlines()}
    for node, seventh, block in _nodes(tree):
        name, label = _text(node, "name"), _text(node, "desc")
        if block != name:
            notes = (note for kind in TERMS for held in node.iterfind(kind) for note in held)
            terms = tuple(note.text for note in notes if note.text)
            yield Entry(name, label, terms, encounter=False)
        if node.find("diag") is None:
            yield from _encounters(name, label, seventh, real)


def _nodes(tree: Path) -> Iterator[tuple[Any, dict[str, str], str]]:
    """Give each diagnosis, the seventh characters it inherits, and the block above it."""
    seventh: list[dict[str, str]] = [{}]
    above: list[str] = [""]
    for event, node in ElementTree.iterparse(tree, events=("start", "end")):  # noqa: S314
        if event == "start":
            if node.tag in NODES:
                seventh.append(seventh[-1])
                above.append(node.get("id", ""))
        elif node.tag == "sevenChrDef":
            seventh[-1] = _sevenths(node) or seventh[-1]
        elif node.tag in NODES:
            inherited, _ = seventh.pop(), above.pop()
            if node.tag == "diag":
                yield node, inherited, above[-1]
            node.clear()


def _sevenths(node: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    last = ""
    for part in node:
        if part.tag == "extension":
            last = part.attrib["char"]
            found[last] = part.text or ""
        elif last and part.text:
            found[last] += f"/{part.text}"
    return found


def _encounters(name: str, label: str, seventh: dict[str, str], real: set[str]) -> Iterator[Entry]:
    plain = name.replace(".", "").ljust(WHOLE, "X")
    for char, meaning in seventh.items():
        if plain + char in real:
            yield Entry(f"{plain[:3]}.{plain[3:]}{char}", f"{label}, {meaning}", (), encounter=True)


def _text(node: Any, tag: str) -> str:
    return (node.findtext(tag) or "").strip()


def _data() -> Path:
    found = find_spec(PACKAGE)
    if found is None or not found.origin:
        raise ModuleNotFoundError(PACKAGE)
    return Path(found.origin).parent / "data"

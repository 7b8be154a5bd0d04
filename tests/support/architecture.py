"""The rules of the house as checks on source text: each takes files and gives the faults it finds."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {  # a room may import rooms of a lower number, and nothing of its own number but itself
    "core": 0,
    "policy_facts": 0,
    "policy": 1,
    "config": 1,
    "web": 2,
    "documents": 3,
    "files": 3,
    "audit": 3,
    "notifications": 3,
    "accounts": 4,
    "uploads": 4,
    "strategies": 5,
    "places": 5,
    "organisations": 6,
    "needs": 7,
    "commitments": 8,
    "drafts": 9,
    "reviews": 10,
    "catalogue": 11,
    "evidence": 11,
    "meetings": 11,
    "progress": 12,
    "attendance": 12,
    "minutes": 12,
    "amendments": 13,
    "points": 13,
    "confirmations": 13,
    "action_items": 13,
    "papers": 14,
    "sheets": 14,
    "history": 14,
    "tallies": 14,
    "gaps": 15,
    "overlaps": 16,
    "matrices": 17,
    "snapshots": 17,
    "charts": 18,
    "reminders": 18,
    "public": 19,
    "brief": 19,
    "demo": 19,
    "opendata": 20,
    "registers": 20,
    "bench": 21,
    "rooms": 22,
    "tables": 22,
    "commands": 22,
}
READERS = {"history", "gaps", "overlaps", "matrices", "charts", "public", "opendata"}
SHELVES = ("rules", "models", "queries", "actions", "forms", "views")
FORBIDDEN = {
    "rules": ("flask", "flask_login", "flask_wtf", "sqlalchemy", "wtforms"),
    "models": ("flask", "flask_login", "flask_wtf", "wtforms"),
    "queries": ("flask", "flask_login", "flask_wtf", "wtforms"),
    "actions": ("flask", "flask_login", "flask_wtf", "wtforms"),
    "forms": ("sqlalchemy", "flask_sqlalchemy"),
    "views": ("sqlalchemy", "flask_sqlalchemy", "portal.core.database"),
}
BELOW = {  # which shelves each may use
    "rules": (),
    "models": ("rules",),
    "queries": ("rules", "models"),
    "actions": ("rules", "models", "queries"),
    "forms": ("rules", "queries"),
    "views": ("rules", "queries", "actions", "forms"),
}
FILE_LINES, FUNCTION_LINES, VIEW_LINES, TEMPLATE_LINES = 250, 25, 15, 100


@dataclass(frozen=True)
class Source:
    """A Python file: its path from the root and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def room(self) -> str:
        return Path(self.path).parts[1].removesuffix(".py")

    @property
    def shelf(self) -> str | None:
        """views.py and office_views.py stand on the shelf of views."""
        stem = Path(self.path).stem
        return next((shelf for shelf in SHELVES if stem == shelf or stem.endswith(f"_{shelf}")), None)


@cache
def _parsed(text: str) -> ast.Module:
    """Every rule looks at every file: each is parsed once."""
    return ast.parse(text)


def portal_sources() -> list[Source]:
    """Every Python file of the portal."""
    return [Source(str(p.relative_to(ROOT)), p.read_text()) for p in sorted((ROOT / "portal").rglob("*.py"))]


def templates() -> dict[str, str]:
    """Every template by its path from the root."""
    return {str(p.relative_to(ROOT)): p.read_text() for p in sorted((ROOT / "templates").rglob("*.*"))}


def imports(source: Source) -> Iterator[tuple[str, int]]:
    """The modules a file imports, each with its line; `from portal.x import y` also counts as portal.x.y."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def faults_of_shelves(sources: Iterable[Source]) -> list[str]:
    """A shelf imports what it must not."""
    faults = []
    for source in sources:
        if source.shelf is None or source.room == "web":
            continue
        for name, line in imports(source):
            if (
                name.split(".")[0] in FORBIDDEN[source.shelf]
                or name in FORBIDDEN[source.shelf]
                or _shelf_of(name) not in {None, source.shelf, *BELOW[source.shelf]}
            ):
                faults.append(f"{source.path}:{line} {source.shelf} imports {name}")
    return faults


def _shelf_of(module: str) -> str | None:
    parts = module.split(".")
    if (
        parts[0] != "portal"
        or len(parts) < 3
        or parts[1] in {"core", "web", "audit", "notifications", "demo"}
    ):
        return None
    return next((shelf for shelf in SHELVES if parts[2] == shelf or parts[2].endswith(f"_{shelf}")), None)


def faults_of_rooms(sources: Iterable[Source]) -> list[str]:
    """A room imports a room that does not stand below it, or a reader another room's actions."""
    faults = []
    for source in sources:
        if source.path == "portal/__init__.py":
            continue
        for name, line in imports(source):
            parts = name.split(".")
            if parts[0] != "portal" or len(parts) < 2 or parts[1] not in ROOMS or parts[1] == source.room:
                continue
            if ROOMS[parts[1]] >= ROOMS[source.room]:
                faults.append(f"{source.path}:{line} {source.room} imports {name}")
            elif source.room in READERS and "actions" in parts[2:] and parts[1] not in {"audit", "core"}:
                faults.append(f"{source.path}:{line} a reader imports {name}")
    return faults


def faults_of_places(sources: Iterable[Source]) -> list[str]:
    """Imports inside functions, rooms that nobody listed, drawers for everything."""
    faults = []
    for source in sources:
        if source.path != "portal/__init__.py" and source.room not in ROOMS:
            faults.append(f"{source.path} stands in a room that is not listed")
        if Path(source.path).stem in {"utils", "helpers", "util", "common", "misc"}:
            faults.append(f"{source.path} says nothing of what it holds")
        for function in _functions(source.tree):
            faults += [
                f"{source.path}:{node.lineno} imports inside {function.name}"
                for node in ast.walk(function)
                if isinstance(node, (ast.Import, ast.ImportFrom))
            ]
    return faults


def faults_of_map(sources: Iterable[Source], readme: str) -> list[str]:
    """Rooms that the map in README.md does not name, and ranks of rooms that are gone."""
    rooms = {source.room for source in sources}
    named = set(re.findall(r"`(?:portal/)?(\w+)(?:\.py)?`", readme))
    lost = [f"README.md does not name portal/{room}" for room in sorted(rooms - named - {"__init__"})]
    return lost + [f"{room} has a rank and is no room" for room in sorted(ROOMS.keys() - rooms)]


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def faults_of_sizes(sources: Iterable[Source], pages: dict[str, str]) -> list[str]:
    """Files, functions, views and templates that have grown too long."""
    faults = []
    for source in sources:
        lines = source.text.count("\n")
        if lines > FILE_LINES:
            faults.append(f"{source.path} has {lines} lines")
        for function in _functions(source.tree):
            size = (function.end_lineno or 0) - function.lineno + 1
            most = VIEW_LINES if _is_view(function) else FUNCTION_LINES
            if function.name == "create_app":
                most = 40
            if size > most:
                faults.append(
                    f"{source.path}:{function.lineno} {function.name} has {size} lines, {most} at most"
                )
    return faults + [
        f"{path} has {text.count(chr(10))} lines"
        for path, text in pages.items()
        if text.count("\n") > TEMPLATE_LINES
    ]


def _is_view(function: ast.FunctionDef) -> bool:
    return any("route" in ast.unparse(decorator) for decorator in function.decorator_list)


def faults_of_commits(sources: Iterable[Source]) -> list[str]:
    """One place commits; the base form and the commands open a transaction; actions read no session."""
    faults = []
    for source in sources:
        may_open = source.path in {"portal/core/database.py", "portal/web/forms.py"} or source.path.endswith(
            ("commands.py", "notifications/sending.py", "notifications/worker.py", "notifications/rounds.py")
        )
        for number, line in enumerate(source.text.split("\n"), 1):
            if re.search(r"\.commit\(\)", line) and source.path != "portal/core/database.py":
                faults.append(f"{source.path}:{number} commits")
            if re.search(r"with transaction\(\)|, transaction\(\)", line) and not may_open:
                faults.append(f"{source.path}:{number} opens a transaction")
            if (
                source.shelf == "actions"
                and source.room != "audit"
                and re.search(r"\bcurrent_user\b|\brequest\.", line)
            ):
                faults.append(f"{source.path}:{number} an action reads the request")
    return faults


def faults_of_audit(sources: Iterable[Source]) -> list[str]:
    """An action (a public function of an actions file that takes `by`) leaves no audit entry."""
    faults = []
    for source in sources:
        if source.shelf != "actions" and Path(source.path).name not in {"review.py", "merging.py"}:
            continue
        if source.room in {"audit", "notifications"}:
            continue
        functions = {f.name: f for f in source.tree.body if isinstance(f, ast.FunctionDef)}
        recording = {name for name, f in functions.items() if _calls(f, "record")}
        while more := {
            n for n, f in functions.items() if n not in recording and any(_calls(f, r) for r in recording)
        }:
            recording |= more
        for name, function in functions.items():
            takes_actor = any(a.arg == "by" for a in (*function.args.args, *function.args.kwonlyargs))
            if takes_actor and not name.startswith("_") and name not in recording:
                faults.append(f"{source.path}:{function.lineno} {name} leaves no audit entry")
    return faults


def _calls(function: ast.FunctionDef, name: str) -> bool:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(
        isinstance(call.func, (ast.Name, ast.Attribute)) and ast.unparse(call.func).split(".")[-1] == name
        for call in calls
    )


def faults_of_blessing(sources: Iterable[Source], pages: dict[str, str]) -> list[str]:
    """HTML blessed outside web/markdown.py; styles or scripts inside a template."""
    faults = [
        f"{source.path} uses Markup"
        for source in sources
        if re.search(r"\bMarkup\b", source.text) and source.path != "portal/web/markdown.py"
    ]
    patterns = {
        r"\|\s*safe\b": "|safe",
        r"\sstyle=": "a style attribute",
        r"<style": "a style element",
        r"\son\w+=\"": "an event attribute",
        r"<script(?![^>]*\bsrc=)": "a script",
        r"autoescape\s+false": "no escaping",
    }
    for path, text in pages.items():
        faults += [f"{path} has {what}" for pattern, what in patterns.items() if re.search(pattern, text)]
    return faults


def faults_of_templates(sources: Iterable[Source], pages: dict[str, str]) -> list[str]:
    """A template that is named and missing, or there and never named."""
    pattern = re.compile(r"""["']([a-z_]+/\w+\.html)["']""")
    texts = [source.text for source in sources] + list(pages.values())
    named = {name for text in texts for name in pattern.findall(text)}
    there = {path.removeprefix("templates/") for path in pages if path.endswith(".html")}
    unused = {name for name in there - named if name.count("/") == 1}
    return sorted(
        [f"{name} is missing" for name in named - there] + [f"{name} is never used" for name in unused]
    )


def faults_of_unfinished(sources: Iterable[Source]) -> list[str]:
    """Work left for nobody."""
    pattern = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    return [
        f"{s.path}:{n}"
        for s in sources
        for n, line in enumerate(s.text.split("\n"), 1)
        if pattern.search(line)
    ]

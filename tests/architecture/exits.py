"""Where a person's data could leave the office, read from the source, and what each place calls.

An exit is a function of the confidential tower that answers with a file, seals to somebody's key, writes what is
published, makes a document or writes a file.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.architecture.sources import ROOT, own_modules

PUBLIC_TOWER = ("public", "reports", "published", "documents", "templatetags")
"""It holds what has left already; how that got there is what counts (it never reaches the other tower: contracts)."""
FILE_RESPONSES = {"FileResponse", "StreamingHttpResponse"}
FILE_WRITERS = {"write_text", "write_bytes", "fdopen", "copyfileobj"}
SEALERS = {"encrypt", "encrypt_io", "encrypt_file"}
LEAVING = ("cases.published.actions.", "cases.documents.", "cases.reports.")
"""Whoever calls what stands in these modules writes what is published, or makes a document."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    """One module: its functions by name (``Class.method`` too), and what its names stand for elsewhere."""

    name: str
    tree: ast.Module
    is_package: bool = False
    functions: dict[str, Function] = field(default_factory=dict)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.tree.body:
            if isinstance(node, Function):
                self.functions[node.name] = node
            elif isinstance(node, ast.ClassDef):
                self.classes[node.name] = node
                for method in node.body:
                    if isinstance(method, Function):
                        self.functions[f"{node.name}.{method.name}"] = method
        for node in ast.walk(self.tree):
            self._take_import(node)

    def _take_import(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.names[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            base = self._base(node)
            for alias in node.names:
                self.names[alias.asname or alias.name] = f"{base}.{alias.name}"

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        parents = parts[: len(parts) - node.level + (1 if self.is_package else 0)]
        return ".".join([*parents, *([node.module] if node.module else [])])


def module_name(path: Path) -> tuple[str, bool]:
    """A file's dotted name, and whether it is a package's ``__init__``."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    is_package = parts[-1] == "__init__"
    return ".".join(parts[:-1] if is_package else parts), is_package


def read() -> dict[str, Module]:
    """Every module of ours."""
    found = {}
    for path in own_modules():
        name, is_package = module_name(path)
        found[name] = Module(name, ast.parse(path.read_text()), is_package)
    return found


@dataclass(frozen=True)
class Source:
    """All modules together: where their exits are, and what leads where."""

    modules: Mapping[str, Module]

    @cached_property
    def exits(self) -> dict[str, set[str]]:
        """Each exit by its full name, with the kinds of leaving found in it."""
        found: dict[str, set[str]] = {}
        for module in self.modules.values():
            parts = module.name.split(".")
            if parts[0] != "cases" or (len(parts) > 1 and parts[1] in PUBLIC_TOWER):
                continue
            rest = ast.Module([node for node in module.tree.body if not isinstance(node, Function | ast.ClassDef)], [])
            pieces: dict[str, ast.AST] = {**module.functions, "<module>": rest}
            for name, node in pieces.items():
                if kinds := set(self._kinds(module, node)):
                    found[f"{module.name}:{name}"] = kinds
        return found

    def _kinds(self, module: Module, function: ast.AST) -> Iterator[str]:
        texts = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant)]
        attached = any("attachment" in text or "Content-Disposition" in text for text in texts if isinstance(text, str))
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                if called in FILE_RESPONSES or (attached and called.endswith("Response")):
                    yield "answers with a file"
                if called in FILE_WRITERS or (called == "open" and _writes(node)):
                    yield "writes a file"
            full = self._resolve(module, node)
            if full.startswith("pyrage.") and full.rpartition(".")[2] in SEALERS:
                yield "seals to a key"
            if full.startswith(LEAVING) and not self._is_passive(full):
                yield "publishes" if full.startswith(LEAVING[0]) else "makes a document"

    def _is_passive(self, full: str) -> bool:
        """A constant or a whole module is named, nothing is called yet."""
        found = self._home(full)
        return found is None or found[1] not in found[0].functions

    def _resolve(self, module: Module, node: ast.AST) -> str:
        """The full name of what an expression names; empty for anything else."""
        if isinstance(node, ast.Name):
            if node.id in module.functions or node.id in module.classes:
                return f"{module.name}.{node.id}"
            return module.names.get(node.id, "")
        if isinstance(node, ast.Attribute):
            before = self._resolve(module, node.value)
            return f"{before}.{node.attr}" if before else ""
        return ""

    def _home(self, full: str) -> tuple[Module, str] | None:
        """Where a full name is defined, through whatever packages hand it on."""
        for _hop in range(5):
            base, _dot, name = full.rpartition(".")
            if base not in self.modules:
                outer, _dot, owner = base.rpartition(".")
                return (self.modules[outer], f"{owner}.{name}") if outer in self.modules else None
            module = self.modules[base]
            if name in module.functions or name in module.classes:
                return module, name
            if name not in module.names:
                return None
            full = module.names[name]
        return None

    def reaches(self, start: str, goals: frozenset[str]) -> bool:
        """Whether a function (``module:name``), or any of a module (``module:*``), leads to one of the goals."""
        module, _colon, name = start.partition(":")
        names = [*self.modules[module].functions, *self.modules[module].classes] if name == "*" else [name]
        waiting = [(self.modules[module], one) for one in names]
        seen = set()
        while waiting:
            where, what = waiting.pop()
            full = f"{where.name}:{what}"
            if full in goals:
                return True
            if full not in seen:
                seen.add(full)
                waiting += self._leads_to(where, what)
        return False

    def _leads_to(self, module: Module, name: str) -> Iterator[tuple[Module, str]]:
        node = module.functions.get(name) or module.classes.get(name)
        own_class = name.partition(".")[0] if "." in name else ""
        for inner in ast.walk(node) if node is not None else ():
            own = isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id == "self"
            if own and own_class:
                yield module, f"{own_class}.{inner.attr}"  # type: ignore[union-attr]
            elif (full := self._resolve(module, inner)) and (home := self._home(full)) is not None:
                yield home


def _writes(call: ast.Call) -> bool:
    return any(isinstance(one, ast.Constant) and isinstance(one.value, str) and set(one.value) & set("wax") and len(one.value) < 4
               for one in [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "mode"), *_method_mode(call)])  # fmt: skip


def _method_mode(call: ast.Call) -> list[ast.expr]:
    """``path.open("w")`` has its mode first."""
    return call.args[:1] if isinstance(call.func, ast.Attribute) else []

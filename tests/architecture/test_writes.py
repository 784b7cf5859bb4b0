"""Every write is an action: nothing else in the program changes a row.

What counts as a write on the database, by the look of the call:

- ``.save()``, ``.delete()``, ``.create()`` and their asynchronous forms, when no argument is positional. Documents,
  storages and caches take one, rows and querysets never do.
- ``.bulk_create()``, ``.bulk_update()``, ``.get_or_create()``, ``.update_or_create()``: always.
- ``.update()`` on a manager or queryset: the receiver names a manager or a queryset method, is called ``queryset``
  or ``rows``, or is an attribute given keywords only (``case.members.update(user=…)``). Dictionaries and hashes
  take a positional argument or are plain names.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, own_modules

KEYWORDS_ONLY = {"save", "delete", "create", "asave", "adelete", "acreate"}
ALWAYS = {
    prefix + name
    for prefix in ("", "a")
    for name in ("bulk_create", "bulk_update", "get_or_create", "update_or_create")
}
UPDATE = {"update", "aupdate"}
MANAGERS = {"objects", "_base_manager", "_default_manager"}
QUERYSET_METHODS = {"all", "filter", "exclude", "order_by", "select_for_update", "using", "annotate", "get_queryset"}
QUERYSET_NAMES = {"queryset", "qs", "rows"}
WRITING_CORE = {f"cases/core/{name}.py" for name in ("records", "codes", "audit/chain", "sealing")}


def may_write(path: Path) -> bool:
    inside = path.relative_to(ROOT)
    return inside.name == "actions.py" or inside.parent.name == "actions" or inside.as_posix() in WRITING_CORE


def writes(tree: ast.AST) -> Iterator[str]:
    """Each call in the source that writes a row."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_write(node, node.func):
            yield f"line {node.lineno}: {ast.unparse(node.func)}()"


def is_write(call: ast.Call, function: ast.Attribute) -> bool:
    if function.attr in ALWAYS:
        return True
    if function.attr in KEYWORDS_ONLY:
        return not call.args
    return function.attr in UPDATE and (on_rows(function.value) or is_related_update(call, function.value))


def on_rows(receiver: ast.expr) -> bool:
    attributes = {node.attr for node in ast.walk(receiver) if isinstance(node, ast.Attribute)}
    names = {receiver.id} if isinstance(receiver, ast.Name) else set()
    return bool(attributes & (MANAGERS | QUERYSET_METHODS) or names & QUERYSET_NAMES)


def is_related_update(call: ast.Call, receiver: ast.expr) -> bool:
    return isinstance(receiver, ast.Attribute) and bool(call.keywords) and not call.args


def hidden_logic(tree: ast.AST) -> Iterator[str]:
    """Signals, and models that do more than store themselves."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            names = []
        for name in names:
            if name.startswith("django.dispatch") or "signals" in name.split("."):
                yield f"line {node.lineno}: imports {name}"
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and method.name in ("save", "asave"):
                    yield f"line {method.lineno}: {node.name} overrides {method.name}()"


MODULES = {path.relative_to(ROOT).as_posix(): path for path in own_modules()}


@pytest.mark.parametrize("name", [name for name, path in MODULES.items() if not may_write(path)])
def test_rows_are_written_by_actions_only(name: str) -> None:
    """A write elsewhere would leave no trace in the audit chain."""
    assert list(writes(ast.parse(MODULES[name].read_text()))) == []


@pytest.mark.parametrize("name", MODULES)
def test_no_signals_and_no_logic_in_save(name: str) -> None:
    """What a write does stands in its action, and nowhere else."""
    assert list(hidden_logic(ast.parse(MODULES[name].read_text()))) == []


@pytest.mark.parametrize(
    "source",
    [
        "case.save()",
        "case.save(update_fields=['title'])",
        "case.delete()",
        "Case.objects.create(title='x')",
        "case.members.create(user=user)",
        "Case.objects.bulk_create([case])",
        "Case.objects.get_or_create(slug='x')",
        "case.members.update_or_create(user=user)",
        "Case.objects.update(status='x')",
        "Case.objects.filter(pk=1).update(status='x')",
        "queryset.update(status='x')",
        "case.members.update(role='x')",
        "Case._base_manager.filter(pk=1).delete()",
        "await case.asave()",
    ],
)
def test_planted_write_is_found(source: str) -> None:
    """Each way of writing a row that Django offers is seen."""
    assert list(writes(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "digest.update(block)",
        "values.update(title='x')",
        "self.values.update(other)",
        "document.save(stream)",
        "image.save(stream, format='PNG')",
        "cache.delete('key')",
        "AppConfig.create('cases')",
    ],
)
def test_other_calls_are_left_alone(source: str) -> None:
    """Hashes, dictionaries, documents and caches have methods of the same names."""
    assert not list(writes(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "from django.dispatch import receiver",
        "import django.dispatch",
        "from django.db.models.signals import post_save",
        "from django.db.models import signals",
        "class Case:\n    def save(self): ...",
    ],
)
def test_planted_hidden_logic_is_found(source: str) -> None:
    """Signals by any import, and an overridden save."""
    assert list(hidden_logic(ast.parse(source)))

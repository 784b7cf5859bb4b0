"""Every action says who acts, and stands in the table of rights."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from types import FunctionType, ModuleType

import pytest

import cases
from cases.core import records
from cases.core.permissions import ALLOWED


def action_modules() -> Iterator[ModuleType]:
    """Each stage's ``actions``, and the files in it where it is a folder."""
    for module in pkgutil.walk_packages(cases.__path__, "cases."):
        stage, *rest = module.name.split(".")[1:]
        if rest[:1] == ["actions"]:
            yield import_module(module.name)


def is_action(value: object) -> bool:
    """Whether ``@action`` made it: the wrapper's code lives in core.records."""
    return isinstance(value, FunctionType) and hasattr(value, "__wrapped__") and value.__globals__ is vars(records)


def actions() -> dict[str, Callable[..., object]]:
    """Every action by its name in the table of rights."""
    found = {}
    for module in action_modules():
        for name, value in vars(module).items():
            if is_action(value) and not name.startswith("_"):
                found[records.action_name(value)] = value
    return found


ACTIONS = actions()


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_action_takes_keywords_only_and_the_actor_first(name: str) -> None:
    """No caller can mix up arguments or forget who acts."""
    parameters = list(inspect.signature(ACTIONS[name]).parameters.values())
    assert parameters[0].name == "by"
    assert parameters[0].default is inspect.Parameter.empty
    assert {p.kind for p in parameters} <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}


def test_actions_and_table_of_rights_agree() -> None:
    """An action without a line could not run; a line without an action is a right to nothing."""
    assert "casework.create_case" in ACTIONS
    assert sorted(ACTIONS.keys() - ALLOWED.keys()) == []
    assert sorted(ALLOWED.keys() - ACTIONS.keys()) == []

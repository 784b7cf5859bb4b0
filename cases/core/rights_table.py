"""The table of rights as rows for people to read: on a staff page (desk) and, by `draw_rights`, in docs/rights.md."""

from django.utils import translation

from .allowed import ALLOWED
from .rights import BEHIND_GLASS, READABLE, Holders, Role, Section
from .staff_site import STAGES

INTRODUCTION = """# Who may do what

Drawn from `cases/core/rights.py` and `allowed.py` by `manage.py draw_rights`; change it there. “Own”: what the person made themselves.
“Case team”: the records of cases whose team the person is on. What somebody may not see answers 404. ◇: an administrator
who breaks the glass, with a reason, reads it in one case for an hour; the data-protection officer is told.
"""


def reading_rows() -> list[tuple[str, list[str], bool]]:
    """Each section with the scope of every role, and whether it opens behind broken glass."""
    return [(str(section.label), _cells(READABLE[section]), section in BEHIND_GLASS) for section in Section]


def action_rows() -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Each stage with its actions, and for each the scope of every role."""
    stages: dict[str, list[tuple[str, list[str]]]] = {}
    for name, holders in ALLOWED.items():
        stage = name.split(".")[0]
        stages.setdefault(stage, []).append((name, _cells(holders)))
    return [(str(STAGES.get(stage, stage)), rows) for stage, rows in stages.items()]


def _cells(holders: Holders) -> list[str]:
    return [str(holders[role].label) if role in holders else "–" for role in Role]


def drawing() -> str:
    """docs/rights.md: both tables in English."""
    with translation.override("en"):
        roles = [str(role.label) for role in Role]
        head = f"| {' | '.join(roles)} |\n|{'---|' * (len(roles) + 1)}\n"
        read = "\n".join(
            f"| {label}{' ◇' if glass else ''} | {' | '.join(cells)} |" for label, cells, glass in reading_rows()
        )
        lines = [f"{INTRODUCTION}\n## Reading\n\n| section {head}{read}\n", "## Steps\n"]
        for stage, rows in action_rows():
            table = "\n".join(f"| `{name}` | {' | '.join(cells)} |" for name, cells in rows)
            lines.append(f"### {stage}\n\n| step {head}{table}\n")
        return "\n".join(lines)

"""`docs`: the pages that are written from the code, so that they cannot be wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic_core import PydanticUndefined

from portal.cli import gate
from portal.domain import account, consultation, dispensing, prescription
from portal.domain.workflow import Duty, Step, Workflow
from portal.settings import Settings

app = typer.Typer(help="Write the generated pages.", no_args_is_help=True)

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = (
    account.WORKFLOW,
    consultation.WORKFLOW,
    prescription.WORKFLOW,
    *dispensing.FLOWS,
)
WRITTEN = "Written by `python -m portal docs write`."


@app.callback()
def _docs() -> None:
    """Write the generated pages."""


@app.command()
def write(
    *, check: Annotated[bool, typer.Option("--check", help="Only fail when one is old.")] = False
) -> None:
    """Write .env.example and the pages on configuration, workflows and access."""
    stale: list[str] = []
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if path.exists() and path.read_text() == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            typer.echo(f"Written: {name}")
    if check and stale:
        typer.echo(f"Out of date: {', '.join(stale)}. Run: python -m portal docs write", err=True)
        raise typer.Exit(1)
    if not stale:
        typer.echo("Every page is up to date.")


def env_example() -> str:
    """Return every option as a commented line with its default."""
    lines = [f"# {WRITTEN[:-1]}. Copy to .env and uncomment what differs.".replace("`", "")]
    for name, meaning, default in _options():
        lines += ["", f"# {meaning}", f"#{name}={default}"]
    return "\n".join(lines) + "\n"


def configuration() -> str:
    """Return the table of options."""
    rows = [
        f"| `{name}` | {meaning} | {f'`{default}`' if default else '(empty)'} |"
        for name, meaning, default in _options()
    ]
    return _page(
        "Configuration",
        "Each option is an environment variable, or a line in `.env`; the environment wins.",
        "",
        "| Option | Meaning | Default |",
        "|---|---|---|",
        *rows,
    )


def workflows() -> str:
    """Return each workflow as a diagram and as a table of steps."""
    lines: list[str] = ["Every guard, button, notification and deadline is read from these tables."]
    for flow in WORKFLOWS:
        lines += [
            "",
            f"## {flow.title or flow.subject.capitalize()}",
            "",
            "```mermaid",
            flow.diagram(),
            "```",
        ]
        lines += [
            "",
            "| Step | From | To | By | Asks for | Who is told |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_row(step) for step in flow.steps]
        lines += ["", *_duties(flow)]
    return _page("Workflows", *lines)


def access() -> str:
    """Return every page event and route with who may use it."""
    handlers, routes = gate.doors()
    return _page(
        "Access",
        "What can be called from outside, and by whom. Rights to one record come on top.",
        "",
        "## Page events",
        "",
        "| Event | Parameters | Audience |",
        "|---|---|---|",
        *(
            f"| `{one['name']}` | {', '.join(one['parameters']) or 'none'} "
            f"| {gate.words(one['audience'])} |"
            for one in handlers
        ),
        "",
        "## Routes",
        "",
        "| Method | Path | Audience |",
        "|---|---|---|",
        *(
            f"| {one['method']} | `{one['path']}` | {gate.words(one['audience'])} |"
            for one in routes
        ),
    )


PAGES: dict[str, Callable[[], str]] = {
    ".env.example": env_example,
    "docs/configuration.md": configuration,
    "docs/workflows.md": workflows,
    "docs/access.md": access,
}


def _options() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for name, option in Settings.model_fields.items():
        default: Any = option.default
        shown = "" if default in (PydanticUndefined, None) else str(default)
        if isinstance(default, bool):
            shown = shown.lower()
        found.append((name.upper(), option.description or "", shown))
    return found


def _row(step: Step) -> str:
    told = "; ".join(f"{party}: “{sentence}”" for party, sentence in step.tells.items())
    cells = (
        step.name,
        ", ".join(sorted(s.replace("_", " ") for s in step.sources)) or "(new)",
        step.target.replace("_", " ") if step.target else "(as it was)",
        ", ".join(sorted(step.by)),
        ", ".join(asked.replace("_", " ") for asked in step.asks) or "nothing",
        told or f"nobody: {step.quiet}",
    )
    return f"| {' | '.join(cells)} |"


def _duties(flow: Workflow) -> list[str]:
    return [
        f"- While {duty.status.replace('_', ' ')} it is the turn of the {duty.owner}; {_due(duty)}."
        for duty in flow.duties
    ]


def _due(duty: Duty) -> str:
    """Return what happens when the time is up, and on the way there."""
    if not duty.deadline:
        return "it has no time of its own"
    before = f", and before that “{duty.before}”" if duty.before else ""
    then = f"the portal takes the step “{duty.then}”"
    return f"when the time is up (`{duty.deadline}`), {then}{before}"


def _page(title: str, *lines: str) -> str:
    return "\n".join([f"# {title}", "", f"_{WRITTEN}_", "", *lines]) + "\n"

"""`admin`: the first account of a real clinic."""

import re
from typing import Annotated

import typer

from portal.domain.errors import Invalid
from portal.domain.permission import Role
from portal.infra import password
from portal.services import account
from portal.services.work import SYSTEM, perform

app = typer.Typer(help="Create administrators.", no_args_is_help=True)

SHORTEST, LONGEST = 15, 1024
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
COMMON = (
    "password", "123456789", "qwertyuiop", "letmein", "administrator", "changeme", "welcome",
    "correcthorsebatterystaple", "iloveyou", "abcdefgh", "1q2w3e4r", "handover",
)  # fmt: skip


@app.callback()
def _admin() -> None:
    """Create administrators."""


@app.command()
def create(
    email: Annotated[str, typer.Argument(help="Their e-mail address; they sign in with it.")],
    name: Annotated[str, typer.Option(help="The name that others read.")],
) -> None:
    """Create an administrator; the password is asked for twice and not shown."""
    if not EMAIL.fullmatch(email):
        raise Invalid(f"“{email}” is not an e-mail address.")
    if not name.strip():
        raise Invalid("Give the name that others will read.")
    chosen = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    refuse_weak(chosen, email)
    hashed = password.hash_password(chosen)
    perform(SYSTEM, account.add, email, name.strip(), Role.ADMIN, hashed)
    typer.echo(f"{name.strip()} can sign in as {email.lower()}.")


def refuse_weak(chosen: str, email: str) -> None:
    """Raise Invalid for a password that is short, or that is among the first to be tried."""
    if not SHORTEST <= len(chosen) <= LONGEST:
        raise Invalid(f"Choose a password of {SHORTEST} characters or more.")
    plain = re.sub(r"[\W_]", "", chosen.lower())
    rest = plain
    for word in (*COMMON, re.sub(r"[\W_]", "", email.lower().partition("@")[0])):
        rest = rest.replace(word, "") if word else rest
    varied = len(set(chosen)) > len("12345") and len(rest) > len("2026!!")
    if not varied:
        raise Invalid("This password is easily guessed. Three or four unrelated words are better.")

"""`admin`: the first account of a real clinic."""

import re
from typing import Annotated

import typer

from portal.domain.errors import Invalid
from portal.domain.password import refuse_weak
from portal.domain.permission import Role
from portal.infra import password
from portal.services import account
from portal.services.work import SYSTEM, perform
from portal.settings import settings

app = typer.Typer(help="Create administrators.", no_args_is_help=True)

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


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
    refuse_weak(chosen, email, name, settings().password_length)
    hashed = password.hash_password(chosen)
    perform(SYSTEM, account.add, email, name.strip(), Role.ADMIN, hashed)
    typer.echo(f"{name.strip()} can sign in as {email.lower()}.")

"""A write that carries an `Idempotency-Key` happens once and is answered the same again."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import select

from portal.domain.errors import Invalid
from portal.models import GivenAnswer
from portal.services.work import Work

P = ParamSpec("P")


def fingerprint(route: str, body: object) -> str:
    """Return what tells two uses of one key apart: the SHA-256 of route and body."""
    return hashlib.sha256(
        json.dumps([route, body], sort_keys=True, default=str).encode()
    ).hexdigest()


def given(work: Work, key: str, mark: str) -> dict[str, Any] | None:
    """Return the answer the actor was given under `key`; None when there was none.

    Raises Invalid when the key was used for something else.
    """
    query = select(GivenAnswer).where(GivenAnswer.user_id == work.actor.id, GivenAnswer.key == key)
    before = work.session.exec(query).one_or_none()
    if before is None:
        return None
    if before.fingerprint != mark:
        raise Invalid(
            "This Idempotency-Key was used for a different request.",
            {"Idempotency-Key": "Make a new key for a new request."},
        )
    return before.answer


def once(
    work: Work,
    service: Callable[Concatenate[Work, P], BaseModel | None],
    key: str,
    mark: str,
    *args: P.args,
    **kwargs: P.kwargs,
) -> dict[str, Any]:
    """Run `service`, or give the answer it gave before under the same key.

    Raises Invalid when the key was used for something else.
    """
    before = given(work, key, mark)
    if before is not None:
        return before
    result = service(work, *args, **kwargs)
    answer = result.model_dump(mode="json") if result is not None else {}
    assert isinstance(work.actor.id, UUID)  # noqa: S101 - the routes let nobody else in
    work.session.add(
        GivenAnswer(
            created_at=work.at, user_id=work.actor.id, key=key, fingerprint=mark, answer=answer
        )
    )
    return answer

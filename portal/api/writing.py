"""A write by a route: done once per `Idempotency-Key`, whatever the network does to the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Concatenate, ParamSpec

from fastapi import Depends, Header, Request
from pydantic import BaseModel

from portal.api.deps import CurrentActor
from portal.domain.errors import Invalid, StepNotPossible
from portal.services import idempotency
from portal.services.work import Actor, Work, act, see

P = ParamSpec("P")

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=100,
        pattern=r"^[\x21-\x7e]+$",
        description="Makes sending this again harmless: the same key and body, the same answer.",
        examples=["5b0c2f1e-booking"],
    ),
]


@dataclass(frozen=True)
class Write:
    """Who writes, and under which key."""

    actor: Actor
    key: str | None
    mark: str

    async def __call__(
        self,
        service: Callable[Concatenate[Work, P], BaseModel | None],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Any:
        """Run `service` for the caller, or give the answer it gave before under the same key.

        Of two at the same time the slower one finds the step taken, by the other one of the two:
        it is given that one's answer.
        """
        if self.key is None:
            return await act(self.actor, service, *args, **kwargs)
        try:
            return await act(
                self.actor, idempotency.once, service, self.key, self.mark, *args, **kwargs
            )
        except StepNotPossible:
            before = await see(self.actor, idempotency.given, self.key, self.mark)
            if before is None:
                raise
            return before


async def _writer(request: Request, actor: CurrentActor, key: IdempotencyKey = None) -> Write:
    body = await request.body()
    if getattr(request.scope.get("route"), "body_field", None) is None and body not in (b"", b"{}"):
        raise Invalid(
            "Please check what you sent.", {"form": "Nothing is read here: send no body."}
        )
    route = f"{request.method} {request.url.path}"
    return Write(actor, key, idempotency.fingerprint(route, body.decode(errors="replace")))


Writer = Annotated[Write, Depends(_writer)]

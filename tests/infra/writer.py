"""A program that sends messages until it is killed, and says which were acknowledged.

Arguments: patient, practice, consultation, and then the mark of a message to send again first.
Prints `try MARK` before and `done MARK` after each message.
"""

import sys
from itertools import chain, repeat
from uuid import UUID, uuid4

from portal.domain.permission import Role
from portal.schemas.consultation_claim import MessageCreate
from portal.services import message
from portal.services.work import Actor, perform


def main(patient: str, practice: str, consultation: str, *again: str) -> None:
    """Send for ever."""
    who = Actor(UUID(patient), Role.PATIENT, "Anna Ash", UUID(practice))
    for mark in chain(again, (str(uuid4()) for _ in repeat(None))):
        print("try", mark, flush=True)  # noqa: T201 - how it talks to the test
        perform(who, message.send, consultation, MessageCreate(body=mark, client_message_id=mark))
        print("done", mark, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])

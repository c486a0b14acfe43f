"""Where a message's time goes without a screen, and how many bytes it costs."""

import asyncio
import time
from uuid import uuid4

from state.socket import CONSULTATION

from benchmarks.ground import PAUSE, Figures, Pair, Plan, alone, line, spread
from portal.schemas.consultation_claim import MessageCreate
from portal.services import consultation, message
from portal.services.work import look, perform
from portal.state.live import surroundings


async def size_of_a_message(pair: Pair, length: int) -> Figures:
    """Bytes that the other person's browser receives per message (before compression)."""
    say, hear = pair.tabs()
    async with say, hear:
        await hear.quiet(0.3)
        mark, count = len(hear.frames), 40
        for number in range(count):
            name = str(uuid4())
            await say.send(
                f"{CONSULTATION}.send", client_message_id=name, body=f"Hello {number:>4}"
            )
            await hear.until(lambda n=name: any(n in f for f in hear.frames[-4:]))
        await hear.quiet(0.3)
        got = hear.frames[mark:]
    return {
        "messages_before": length,
        "bytes_per_message": round(sum(len(f.encode()) for f in got) / count),
        "frames_per_message": round(len(got) / count, 1),
    }


async def parts(pair: Pair, plan: Plan) -> Figures:
    """Where the time goes, coarsely: the services alone, then the whole way without a screen."""

    def write() -> None:
        said = MessageCreate(body="Where the time goes", client_message_id=uuid4())
        perform(pair.patient, message.send, pair.one, said)

    last = look(pair.gp, consultation.get, pair.one).last_seq
    found = {
        "write_and_commit": alone(write, plan.loads),
        "read_new_messages": alone(
            lambda: look(pair.gp, message.thread, pair.one, last + plan.loads), plan.loads
        ),
        "read_bell_and_counts": alone(lambda: look(pair.gp, surroundings), plan.loads),
    }
    wire: list[float] = []
    say, hear = pair.tabs()
    async with say, hear:
        for _ in range(plan.loads):
            name = str(uuid4())
            start = time.perf_counter()
            await say.send(f"{CONSULTATION}.send", client_message_id=name, body="The whole way")
            await hear.until(lambda n=name: any(n in f for f in hear.frames[-4:]))
            wire.append((time.perf_counter() - start) * 1000)
            await asyncio.sleep(PAUSE)
    return {**found, "socket_to_socket": spread(wire)}


def measure(spare: Pair, pair: Pair, plan: Plan) -> Figures:
    """Bytes in a short and in a long conversation, then the parts of a message's time."""
    sizes: list[Figures] = []
    for count in (10, plan.talked):
        _talk(spare, count)
        length = look(spare.gp, consultation.get, spare.one).last_seq
        sizes.append(asyncio.run(size_of_a_message(spare, length)))
    return {"sizes": sizes, "parts": asyncio.run(parts(pair, plan))}


def _talk(pair: Pair, count: int) -> None:
    for number in range(count):
        who = pair.gp if number % 2 else pair.patient
        said = MessageCreate(body=f"Message {number}", client_message_id=uuid4())
        perform(who, message.send, pair.one, said)


def lines(found: Figures) -> list[str]:
    """The figures as people read them."""
    return [
        *(
            line(
                name.replace("_", " "), one, f"   ({one['cpu']} ms of CPU)" if "cpu" in one else ""
            )
            for name, one in found["parts"].items()
        ),
        *(
            f"  after {one['messages_before']:>5} messages {one['bytes_per_message']:7} bytes in "
            f"{one['frames_per_message']} frames"
            for one in found["sizes"]
        ),
    ]

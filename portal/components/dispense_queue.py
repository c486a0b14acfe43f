"""A pharmacy's queues: the box that a scanner types into, the tabs with counts, the rows."""

import reflex as rx
from reflex_base.event import passthrough_event_spec

from portal.components.ui.moment import moment
from portal.components.work_list import SEX
from portal.schemas.prescription import PrescriptionRow, QueueCount

SCRIPT = rx.asset("dispense_scan.jsx", shared=True)
EMPTY = {
    "new": "What clinicians and patients send here appears by itself, the longest wait first.",
    "preparing": "Prescriptions that you started, and have not prepared yet, stand here.",
    "check": "What one of you has prepared waits here for a second person.",
    "ready": "Medicines that wait to be handed over stand here.",
    "hold": "Questions to prescribers, and requests to stop, stand here.",
    "owing": "What was supplied in part, and the rest is owed, stands here.",
    "delivery": "What is on its way, or could not be delivered, stands here.",
    "uncollected": "Medicines that nobody has collected in time are listed here.",
    "done": "Prescriptions that are over stand here, the latest first.",
}


class ScanInput(rx.NoSSRComponent):
    """A field for a code. It hears a scanner wherever the focus is, unless that is a field.

    `failed` and `passed` count the answers: a refused code stays, chosen, so that the next scan
    replaces it; an accepted one goes.
    """

    library = SCRIPT.importable_path
    tag = "ScanInput"

    placeholder: rx.Var[str]
    described: rx.Var[str]
    button: rx.Var[str]
    failed: rx.Var[int]
    passed: rx.Var[int]
    on_scan: rx.EventHandler[passthrough_event_spec(str)]


def scan_box(
    refused: rx.Var[str],
    failed: rx.Var[int],
    passed: rx.Var[int],
    on_scan: rx.event.EventType[str],
    scanner: str,
) -> rx.Component:
    """Ask for a code; what is wrong with it stands below, and what was typed stays."""
    return rx.el.section(
        rx.el.label("Scan or type a prescription code", html_for="scan", class_name="strong"),
        rx.el.div(
            ScanInput.create(
                id="scan",
                placeholder="7QK4-M2XD",
                described="scan-hint scan-wrong",
                button="Open",
                failed=failed,
                passed=passed,
                on_scan=on_scan,
            ),
            class_name="scan-place",
        ),
        rx.el.div(
            rx.cond(
                refused != "",
                rx.el.p(
                    rx.icon("circle-alert", size=16, aria_hidden="true"),
                    rx.el.span(refused),
                    class_name="scan-wrong",
                ),
            ),
            id="scan-wrong",
            role="alert",
        ),
        rx.el.div(
            rx.el.span("A scanner types here", id="scan-hint", class_name="tiny soft grow"),
            _way("camera", "Camera", f"{scanner}?with=camera"),
            _way("image-up", "Picture", f"{scanner}?with=picture"),
            class_name="row g16 scan-ways",
        ),
        class_name="panel scan",
        aria_label="Scan",
    )


def _way(icon: str, word: str, href: str) -> rx.Component:
    return rx.el.a(
        rx.icon(icon, size=14, aria_hidden="true"), word, href=href, class_name="row g4 tiny strong"
    )


def queue_tabs(
    counts: rx.Var[list[QueueCount]],
    shown: rx.Var[str],
    search: rx.Var[str],
    on_leave: rx.event.EventType,
) -> rx.Component:
    """Offer every queue with how many stand in it; the last one is never counted.

    Choosing one ends the search.
    """
    return rx.el.nav(
        rx.foreach(
            counts, lambda one: _tab(one.queue, one.word, one.count, shown, search, on_leave)
        ),
        _tab("done", "Done", None, shown, search, on_leave),
        class_name="states",
        aria_label="Queues",
    )


def _tab(
    name, word, count, shown: rx.Var[str], search: rx.Var[str], on_leave: rx.event.EventType
) -> rx.Component:
    none = "" if count is None else rx.cond(count == 0, " none", "")
    return rx.el.a(
        rx.el.b(count) if count is not None else rx.fragment(),
        word,
        href="?queue=" + rx.Var.create(name).to(str),
        on_click=on_leave,
        class_name="chip" + rx.Var.create(none).to(str),
        custom_attrs={"aria-current": rx.cond((shown == name) & (search == ""), "true", "false")},
        key=name,
    )


def queue_row(
    row: rx.Var[PrescriptionRow],
    chosen: rx.Var[str],
    fresh: rx.Var[list[str]],
    address: rx.Var[str],
) -> rx.Component:
    """Show for whom, how much, how long it has waited, and what stands out."""
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                rx.el.span(row.patient, class_name="strong"),
                rx.el.span(
                    rx.cond(row.age != None, " " + row.age.to(str), ""),  # noqa: E711 - a Var
                    " ",
                    rx.match(
                        row.sex,
                        *[(k, rx.el.abbr(v, title=k)) for k, v in SEX.items()],
                        rx.fragment(),
                    ),
                    class_name="muted",
                ),
            ),
            rx.el.span(
                rx.el.span("Waiting ", class_name="vh"),
                moment(row.since),
                class_name="tiny muted nowrap",
            ),
            rx.el.span(_what(row), class_name="tiny soft"),
            rx.el.span(row.code, class_name="tiny muted rx-code"),
            _marks(row),
            href="/pharmacy/prescriptions/" + row.id + address,
            custom_attrs={"aria-current": rx.cond(chosen == row.id, "true", "false")},
        ),
        class_name=rx.cond(
            row.stop_requested, "stop", rx.cond(fresh.contains(row.id), "new", "")
        ),
        custom_attrs={"data-row": "", "data-id": row.id, "data-queue": row.queue},
        key=row.id,
    )  # fmt: skip


def _what(row: rx.Var[PrescriptionRow]) -> rx.Component:
    return rx.fragment(
        row.item_count,
        rx.cond(row.item_count == 1, " item", " items"),
        rx.cond(
            (row.closed_count > 0) & (row.closed_count < row.item_count),
            ", " + row.closed_count.to(str) + " closed",
            "",
        ),
        rx.cond(row.issues > 1, f" · issue {row.issue} of {row.issues}", ""),
    )


def _marks(row: rx.Var[PrescriptionRow]) -> rx.Component:
    return rx.el.span(
        rx.cond(row.stop_requested, _mark("octagon-x", "STOP requested", "t-crit")),
        rx.cond(row.namesake != "", _mark("users-round", "Similar name", "t-wait")),
        rx.cond(row.alerted, _mark("shield-alert", "New warning", "t-crit")),
        rx.cond(
            (row.status == "on_hold") & ~row.stop_requested,
            _mark("circle-help", "Waits for an answer", "t-wait"),
        ),
        rx.cond(row.controlled, _mark("lock-keyhole", "Controlled", "t-idle")),
        rx.cond(row.expires_soon, _mark("timer", "Expires soon", "t-wait")),
        rx.cond(
            row.queues.contains("uncollected"), _mark("clock-alert", "Not collected", "t-wait")
        ),
        rx.cond(
            (row.queue == "done") & (row.status != "dispensed"),
            rx.match(
                row.status,
                ("cancelled", _mark("x", "Cancelled", "t-alarm")),
                ("expired", _mark("timer-off", "Expired", "t-idle")),
                ("not_dispensed", _mark("ban", "Not supplied", "t-idle")),
                rx.fragment(),
            ),
        ),
        class_name="queue-marks",
    )


def _mark(icon: str, word: str, tone: str) -> rx.Component:
    return rx.el.span(
        rx.icon(icon, size=12, aria_hidden="true"), word, class_name=f"pill small-pill {tone}"
    )


def queue_title(counts: rx.Var[list[QueueCount]], shown: rx.Var[str], search: rx.Var[str]):
    """Name what the rows below are, and in which order."""
    words = {
        "new": "Incoming, longest wait first",
        "preparing": "To prepare, longest wait first",
        "check": "To check, longest wait first",
        "ready": "Ready to hand over",
        "hold": "On hold: stop requests first",
        "owing": "Owing, longest wait first",
        "delivery": "Deliveries under way",
        "uncollected": "Nobody has collected these",
        "done": "Over, the latest first",
    }
    del counts
    return rx.el.h2(
        rx.cond(
            search != "",
            rx.fragment("Found in all queues"),
            rx.match(shown, *[(k, rx.fragment(v)) for k, v in words.items()], rx.fragment()),
        ),
        id="queue-title",
        class_name="queue-title",
    )


def queue_empty(shown: rx.Var[str], search: rx.Var[str]) -> rx.Component:
    """Say what will stand in an empty queue."""
    return rx.el.div(
        rx.el.p(
            rx.cond(search != "", "Nothing is found", "Nothing here"), class_name="strong small"
        ),
        rx.el.p(
            rx.cond(
                search != "",
                rx.fragment(
                    "Nobody with this name, medicine or code has a prescription here. "
                    "Scan the code on the paper."
                ),
                rx.match(shown, *[(k, rx.fragment(v)) for k, v in EMPTY.items()], rx.fragment()),
            ),
            class_name="small soft",
        ),
        class_name="queue-empty",
    )

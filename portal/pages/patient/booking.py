"""The form with which a patient asks for a consultation."""

import reflex as rx

from portal.components.booking import emergency_screen, promise_card, urgency_choices
from portal.components.ui.error_summary import error_summary
from portal.components.ui.field import field, fieldset, hints
from portal.components.ui.form_key import FormKey
from portal.components.ui.notice import problem_notice
from portal.components.upload import upload
from portal.domain.consultation_word import Began
from portal.domain.permission import Role
from portal.pages.shell import page
from portal.state.booking import BookingState as Booking


@page(
    "/patient/consultations/new",
    title=rx.cond(
        Booking.summary.length() > 0,
        "Error: Ask for a consultation · Handover",
        "Ask for a consultation · Handover",
    ),
    role=Role.PATIENT,
    place="Consultations",
    state=Booking,
)
def booking() -> rx.Component:
    """Show one question after the other, and what happens then."""
    return rx.fragment(
        rx.cond(
            Booking.emergency_open,
            emergency_screen(
                Booking.options.emergency_number,
                Booking.confirm_emergency,
                Booking.not_an_emergency,
            ),
        ),
        rx.el.h1("Ask for a consultation"),
        rx.cond(Booking.fields.length() == 0, problem_notice(Booking.problem)),
        error_summary(Booking.summary),
        rx.form(
            FormKey.create(name="form_key"),
            field(
                "symptoms",
                "What is wrong?",
                rx.text_area(
                    id="symptoms",
                    name="symptoms",
                    rows="5",
                    size="3",
                    max_length=4000,
                    custom_attrs=hints("symptoms"),
                ),
                Booking.fields,
                "When it began, what makes it better or worse, what you have tried.",
            ),
            field(
                "began",
                "Since when?",
                _select("began", [("", "Choose…"), *[(b.value, b.words) for b in Began]]),
                Booking.fields,
            ),
            fieldset(
                "attachments",
                "Do you want to show something?",
                rx.cond(
                    Booking.loading,
                    rx.fragment(),
                    upload(
                        "attachments",
                        "request",
                        "Pictures and documents",
                        megabytes=Booking.options.upload_megabytes,
                        confirm=True,
                    ),
                ),
                Booking.fields,
                "A rash, a wound, a letter: up to ten files. You need not.",
            ),
            fieldset(
                "urgency",
                "How soon do you need an answer?",
                urgency_choices(
                    Booking.urgency, Booking.attempt, Booking.choose, Booking.options.promises
                ),
                Booking.fields,
            ),
            field(
                "clinician_id",
                "Who should answer?",
                _select(
                    "clinician_id",
                    [("", "First available clinician")],
                    Booking.options.clinicians,
                    more_label="My practice",
                    others=Booking.options.specialists,
                    others_label="Specialists who take direct requests",
                ),
                Booking.fields,
                "A request to a specialist goes to their hospital, at its opening hours.",
            ),
            field(
                "preferred_from",
                "When would suit you?",
                _select(
                    "preferred_from",
                    [("", "As soon as possible")],
                    Booking.options.windows,
                    "window",
                ),
                Booking.fields,
            ),
            promise_card(Booking.options),
            rx.button("Send request", type="submit", size="3", width="100%", loading=Booking.busy),
            on_submit=Booking.submit,
            class_name="col g24 form",
            custom_attrs={"noValidate": True},
        ),
    )


def _select(
    name: str,
    fixed: list[tuple[str, str]],
    more: rx.Var | None = None,
    posted: str = "",
    *,
    more_label: str = "",
    others: rx.Var | None = None,
    others_label: str = "",
) -> rx.Component:
    return rx.el.select(
        *[rx.el.option(words, value=value) for value, words in fixed],
        _group(more, more_label),
        _group(others, others_label),
        id=name,
        name=posted or name,
        class_name="select",
        custom_attrs=hints(name),
    )


def _group(choices: rx.Var | None, label: str) -> rx.Component:
    if choices is None:
        return rx.fragment()
    options = rx.foreach(
        choices, lambda one: rx.el.option(one.label, value=one.value, key=one.value)
    )
    if not label:
        return options
    return rx.cond(choices.length() > 0, rx.el.optgroup(options, label=label))

"""The parts of a patient's own prescription: its medicines, its pharmacy, what to do about it."""

import reflex as rx

from portal.schemas.prescription import PharmacyView
from portal.schemas.prescription_mine import MyItem, MyPrescription

ITEMS = {
    "waiting": ("pill", "t-idle"),
    "preparing": ("package-open", "t-live"),
    "ready": ("package-check", "t-done"),
    "sent": ("truck", "t-live"),
    "owed": ("clock", "t-wait"),
    "supplied": ("check", "t-done"),
    "refused": ("ban", "t-alarm"),
    "closed": ("ban", "t-idle"),
}
TONES = {"alarm": "octagon-alert", "wait": "info", "calm": "info"}


def my_items(view: rx.Var[MyPrescription]) -> rx.Component:
    """Show every medicine: how it is taken, and how far it is."""
    count = view.medicines.length()
    return rx.el.section(
        rx.el.h2(rx.cond(count == 1, "1 medicine", count.to(str) + " medicines")),
        rx.el.ul(rx.foreach(view.medicines, _item), role="list"),
        class_name="card items",
        aria_label="Medicines",
    )


def what_to_do(view: rx.Var[MyPrescription], ask_href: str) -> rx.Component:
    """Say what to do now, whom to call, and what the way on is."""
    return rx.cond(
        view.advice != "",
        rx.el.section(
            rx.match(
                view.tone,
                *[
                    (tone, rx.icon(icon, size=20, class_name=f"t-{tone}", aria_hidden="true"))
                    for tone, icon in TONES.items()
                ],
                rx.fragment(),
            ),
            rx.el.div(
                rx.cond(view.reason != "", rx.el.p("Reason: ", view.reason, class_name="quote")),
                rx.el.p(view.advice, class_name="strong"),
                rx.match(
                    view.call,
                    ("practice", _call(view.practice, view.practice_phone)),
                    ("pharmacy", _call(view.place.name, view.place.phone)),
                    rx.fragment(),
                ),
                rx.cond(
                    view.asks_anew,
                    rx.el.p(rx.el.a("Ask for a consultation", href=ask_href)),
                ),
                class_name="col g4",
            ),
            class_name="card to-do to-do-" + view.tone,
            aria_label="What to do",
        ),
    )


def pharmacy_card(
    place: rx.Var[PharmacyView], may_choose: rx.Var[bool], on_change: rx.event.EventType[()]
) -> rx.Component:
    """Show where it is collected, and offer another pharmacy while none has started."""
    here = place.name != ""
    return rx.cond(
        here | may_choose,
        rx.el.section(
            rx.cond(
                here,
                rx.fragment(
                    rx.el.h2(place.name),
                    rx.el.p(place.address, class_name="soft"),
                    rx.el.p(place.hours_words, class_name="soft"),
                    _phone(place.phone),
                ),
                rx.fragment(
                    rx.el.h2("No pharmacy yet"),
                    rx.el.p("Choose where you want to collect it.", class_name="soft"),
                ),
            ),
            rx.cond(
                may_choose,
                rx.button(
                    rx.icon("store", size=16, aria_hidden="true"),
                    rx.cond(here, "Change the pharmacy…", "Choose a pharmacy…"),
                    on_click=on_change,
                    variant=rx.cond(here, "surface", "solid"),
                    color_scheme=rx.cond(here, "gray", "cyan"),
                    size="3",
                    class_name="no-print spaced",
                ),
            ),
            class_name="card",
            aria_label="Pharmacy",
        ),
    )


def _item(one: rx.Var[MyItem]) -> rx.Component:
    return rx.el.li(
        rx.el.h3(one.name),
        rx.el.p(one.sentence, class_name="soft"),
        rx.cond(one.instead != "", rx.el.p(one.instead, class_name="instead")),
        rx.match(
            one.state,
            *[(state, _progress(icon, tone, one.words)) for state, (icon, tone) in ITEMS.items()],
            rx.fragment(),
        ),
        class_name="item",
        custom_attrs={"data-state": one.state},
        key=one.id,
    )


def _progress(icon: str, tone: str, words: rx.Var[str]) -> rx.Component:
    return rx.el.p(
        rx.icon(icon, size=16, aria_hidden="true"),
        rx.el.span(words),
        class_name=f"how-far strong {tone}",
    )


def _call(name: rx.Var[str], phone: rx.Var[str]) -> rx.Component:
    return rx.cond(
        phone != "",
        rx.el.p("Call ", name, ": ", rx.el.a(phone, href="tel:" + phone, class_name="tel")),
    )


def _phone(phone: rx.Var[str]) -> rx.Component:
    return rx.cond(phone != "", rx.el.p(rx.el.a(phone, href="tel:" + phone, class_name="tel")))

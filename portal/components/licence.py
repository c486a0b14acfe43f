"""What makes somebody a professional: the fields that ask for it, and the facts as they stand."""

import reflex as rx

from portal.components.ui.entry import choice_field, text_field
from portal.components.ui.moment import moment
from portal.domain.organization import Specialty
from portal.schemas.person import LicenceView

SPECIALTIES = [("", "Choose…"), *[(one.value, one.label) for one in Specialty]]


def licence_fields(errors: rx.Var[dict[str, str]], is_specialist: rx.Var[bool]) -> rx.Component:
    """Ask for a licence; a specialist's field of medicine comes first."""
    return rx.fragment(
        rx.cond(
            is_specialist,
            choice_field("specialty", "Specialty", errors, fixed=SPECIALTIES),
        ),
        text_field(
            "licence_body",
            "Who issued your licence?",
            errors,
            "For example the General Medical Council.",
            longest=80,
        ),
        text_field("licence_number", "Licence number", errors, longest=40),
        text_field(
            "licence_until", "Valid until", errors, "The last day it is valid.", kind="date"
        ),
    )


def licence_facts(licence: rx.Var[LicenceView]) -> rx.Component:
    """Show a licence as it was entered, and whether somebody has checked it."""
    return rx.el.dl(
        _fact("Specialty", licence.specialty),
        _fact("Issued by", licence.body),
        _fact("Number", licence.number),
        rx.cond(
            licence.until != "",
            rx.el.div(
                rx.el.dt("Valid until"),
                rx.el.dd(
                    licence.until,
                    rx.cond(
                        licence.run_out, rx.el.span(" · has run out", class_name="t-alarm strong")
                    ),
                ),
            ),
        ),
        rx.el.div(
            rx.el.dt("Checked"),
            rx.el.dd(
                rx.cond(
                    licence.verified != None,  # noqa: E711 - a Var
                    rx.fragment(
                        moment(licence.verified, "full"),
                        rx.cond(licence.verified_by != "", " by " + licence.verified_by, ""),
                    ),
                    "Not yet",
                )
            ),
        ),
        _fact("Statement", licence.statement),
        class_name="facts",
    )


def _fact(word: str, value: rx.Var) -> rx.Component:
    return rx.cond(value != "", rx.el.div(rx.el.dt(word), rx.el.dd(value)))

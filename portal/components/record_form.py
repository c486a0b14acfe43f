"""The dialogs in which a record is written: each names the patient, so that nobody is mistaken."""

from typing import Any

import reflex as rx

from portal.components.ui.field import field, hints
from portal.components.ui.form_key import FormKey
from portal.components.ui.notice import problem_notice
from portal.domain.record import Certainty, Severity, Vital
from portal.domain.vital import MEASURES, Measure

SCRIPT = rx.asset("record_code.jsx", shared=True)
PARTS = [rx.asset("icd10.jsx", shared=True)]
SEVERITIES = {
    Severity.LIFE_THREATENING: "Life-threatening: anaphylaxis, collapse",
    Severity.SEVERE: "Severe",
    Severity.MODERATE: "Moderate",
    Severity.MILD: "Mild",
}
CERTAINTIES = {
    Certainty.CONFIRMED: "Confirmed",
    Certainty.LIKELY: "Likely",
    Certainty.UNCONFIRMED: "Unconfirmed: as told",
    Certainty.REFUTED: "Ruled out",
}
NOUNS = {
    "allergy": "an allergy", "condition": "a condition", "medication": "a medication",
    "measurement": "a measurement",
}  # fmt: skip
HOME = {vital: measure for vital, measure in MEASURES.items() if measure.at_home}

Fields = rx.Var[dict[str, str]]


class CodeField(rx.NoSSRComponent):
    """Searches diagnoses while one types; the form gets the code that was chosen as `code`."""

    library = SCRIPT.importable_path
    tag = "CodeField"

    code: rx.Var[str]
    label: rx.Var[str]
    described_by: rx.Var[str]


def record_dialog(
    title: rx.Component | str | rx.Var[str],
    patient: rx.Component,
    *body: rx.Component,
    is_open: rx.Var[bool],
    on_close: rx.event.EventType[bool],
    on_submit: rx.event.EventType[dict],
    confirm: str | rx.Var[str],
    errors: Fields,
    problem: rx.Var[str],
    aside: rx.Component | None = None,
) -> rx.Component:
    """Show one form over the page, headed by the patient whose record is written."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(title),
            rx.dialog.description(patient, class_name="whose"),
            rx.cond(errors.length() == 0, problem_notice(problem)),
            rx.form(
                FormKey.create(name="form_key"),
                *body,
                rx.el.div(
                    rx.el.div(aside, class_name="other-ways") if aside else rx.fragment(),
                    rx.el.span(class_name="grow"),
                    rx.dialog.close(
                        rx.button(
                            "Go back", type="button", variant="surface", color_scheme="gray",
                            size="3",
                        )
                    ),
                    rx.button(confirm, type="submit", size="3"),
                    class_name="row wrap",
                ),
                on_submit=on_submit,
                class_name="col g16",
                custom_attrs={"noValidate": True},
            ),
            class_name="ho-dialog",
            max_width="560px",
        ),
        open=is_open,
        on_open_change=on_close,
    )  # fmt: skip


def entry_dialogs(panel: Any, patient: rx.Component) -> rx.Component:
    """Return every dialog of a clinician's record: new entry, correction, error, end, needs."""
    shared = {"on_close": panel.close, "errors": panel.fields, "problem": panel.problem}
    corrects = panel.entry != ""
    return rx.fragment(
        record_dialog(
            rx.cond(corrects, "Correct: " + panel.title, rx.match(
                panel.kind, *[(k, f"Add {noun}") for k, noun in NOUNS.items()], "")),
            patient,
            rx.match(
                panel.kind,
                ("allergy", _allergy(panel.form, panel.fields)),
                ("condition", _condition(panel.form, panel.label, panel.fields)),
                ("medication", _medication(panel.form, panel.fields)),
                ("measurement", measurement(
                    panel.form, panel.vital, panel.measure, panel.fields, MEASURES)),
                rx.fragment(),
            ),
            rx.cond(corrects, _why("Why is it corrected?", panel.fields)),
            is_open=panel.dialog == "write", on_submit=panel.write,
            confirm=rx.cond(corrects, "Correct", "Add"),
            aside=rx.cond(corrects, _other_ways(panel)), **shared,
        ),
        record_dialog(
            "Entered in error: " + panel.title, patient,
            rx.el.p("It stops counting at once. It stays readable, with your reason."),
            _why("Why was it wrong?", panel.fields),
            is_open=panel.dialog == "withdraw", on_submit=panel.withdraw,
            confirm="Mark as error", **shared,
        ),
        record_dialog(
            "Over: " + panel.title, patient,
            _input("until", "Since when?", {}, panel.fields, "Leave it empty for today.", "date"),
            _input("reason", "Why? (you may leave this empty)", {}, panel.fields),
            is_open=panel.dialog == "end", on_submit=panel.end, confirm="It is over", **shared,
        ),
        record_dialog(
            "No known allergies", patient,
            rx.el.p("You asked the patient, and they have no allergy that they know of."),
            is_open=panel.dialog == "none_known", on_submit=panel.none_known,
            confirm="None known", **shared,
        ),
        record_dialog(
            "Needs and contact", patient, *needs_fields(panel.form, panel.fields),
            is_open=panel.dialog == "needs", on_submit=panel.change_needs, confirm="Save", **shared,
        ),
    )  # fmt: skip


def measurement(
    form: Fields,
    vital: rx.Var[str],
    on_choose: Any,
    errors: Fields,
    choices: dict[Vital, Measure],
    when: str = "Empty for now; a correction keeps the time it has.",
) -> rx.Component:
    """Ask what was measured, the one or two numbers with their unit, and when."""
    units = [(v, f" ({m.unit_words})") for v, m in choices.items()]
    return rx.fragment(
        field("vital", "What was measured?", rx.el.select(
            rx.el.option("Choose…", value=""),
            *[rx.el.option(m.name, value=v.value) for v, m in choices.items()],
            id="vital", name="vital", default_value=form.get("vital", ""), on_change=on_choose,
            class_name="select", custom_attrs=hints("vital"),
        ), errors),
        rx.el.div(
            field("value", rx.fragment(
                rx.cond(vital == Vital.BLOOD_PRESSURE, "Upper number", "Value"),
                rx.match(vital, *units, "")), _box("value", form, "decimal"), errors),
            rx.cond(
                vital == Vital.BLOOD_PRESSURE,
                field("value_second", "Lower number (mmHg)", _box("value_second", form, "decimal"),
                      errors),
            ),
            class_name="pair",
        ),
        _input("taken_at", "When?", {}, errors,
               when, "datetime-local"),
        _input("note", "Note (you may leave this empty)", form, errors),
    )  # fmt: skip


def needs_fields(form: Any, errors: Fields) -> list[rx.Component]:
    """Ask for everything on the sheet of needs."""
    return [
        rx.el.div(
            _input("phone", "Telephone", form, errors, kind="tel"),
            _input("contact_preference", "How to reach best", form, errors),
            class_name="pair",
        ),
        _input("address", "Address", form, errors),
        rx.el.div(
            _input("language", "Interpreter needed: language", form, errors,
                   "Empty for no interpreter."),
            rx.el.label(
                rx.el.input(
                    type="checkbox", name="large_print", id="large_print", value="yes",
                    default_checked=form.get("large_print", "") == "True",
                ),
                "Letters in large print",
                class_name="tick",
            ),
            class_name="pair",
        ),
        _input("needs", "Other needs", form, errors, "Hearing, mobility, anything else."),
        rx.el.div(
            _input("emergency_contact", "Emergency contact", form, errors),
            _input("emergency_relation", "Who is that?", form, errors),
            class_name="pair",
        ),
        _input("emergency_phone", "Their telephone", form, errors, kind="tel"),
    ]  # fmt: skip


def _allergy(form: Fields, errors: Fields) -> rx.Component:
    return rx.fragment(
        _input("substance", "Substance", form, errors),
        _input("reaction", "Reaction", form, errors, "What happened."),
        rx.el.div(
            _choice("severity", "How bad?", SEVERITIES, form, errors),
            _choice("certainty", "How sure?", CERTAINTIES, form, errors),
            class_name="pair",
        ),
    )


def _condition(form: Fields, label: rx.Var[str], errors: Fields) -> rx.Component:
    return rx.fragment(
        field("code", "Diagnosis (ICD-10)", CodeField.create(
            code=form.get("code", ""), label=label, described_by="code-hint code-error",
        ), errors, "Type a word or a code; arrow keys and Enter choose."),
        _input("since", "Since when?", form, errors, "Empty if nobody knows.", "date"),
        _input("note", "Note (you may leave this empty)", form, errors),
    )  # fmt: skip


def _medication(form: Fields, errors: Fields) -> rx.Component:
    return rx.fragment(
        _input("substance", "Substance", form, errors),
        rx.el.div(
            _input("strength", "Strength", form, errors, "500 mg"),
            _input("form", "Form", form, errors, "tablet"),
            class_name="pair",
        ),
        _input("dosage", "How it is taken", form, errors, "1 tablet twice a day"),
        _input("since", "Since when?", form, errors, "Empty if nobody knows.", "date"),
    )


def _other_ways(panel: Any) -> rx.Component:
    return rx.fragment(
        rx.el.button(
            "Entered in error…", type="button", class_name="linkish", on_click=panel.doubt
        ),
        rx.cond(
            (panel.kind == "condition") | (panel.kind == "medication"),
            rx.el.button("It is over…", type="button", class_name="linkish", on_click=panel.finish),
        ),
    )


def _why(label: str, errors: Fields) -> rx.Component:
    return _input("reason", label, {}, errors, "It stays readable with the old value.")


def _input(
    name: str, label: str, form: Any, errors: Fields, hint: Any = "", kind: str = "text"
) -> rx.Component:
    return field(name, label, _box(name, form, "", kind), errors, hint)


def _box(name: str, form: Any, mode: str = "", kind: str = "text") -> rx.Component:
    return rx.el.input(
        type=kind, id=name, name=name, default_value=form.get(name, ""), class_name="select",
        auto_complete="off",
        custom_attrs=hints(name) | ({"inputMode": mode} if mode else {}),
    )  # fmt: skip


def _choice(
    name: str, label: str, choices: dict[Any, str], form: Fields, errors: Fields
) -> rx.Component:
    return field(
        name,
        label,
        rx.el.select(
            rx.el.option("Choose…", value=""),
            *[rx.el.option(words, value=one.value) for one, words in choices.items()],
            id=name,
            name=name,
            default_value=form.get(name, ""),
            class_name="select",
            custom_attrs=hints(name),
        ),
        errors,
    )

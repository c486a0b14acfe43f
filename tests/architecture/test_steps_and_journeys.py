"""Each step that a person takes on a prescription is pressed in a journey, and named here."""

import pytest
import servers

from portal.domain.dispensing import CLAIM, ITEM, SUPPLY
from portal.domain.prescription import WORKFLOW
from portal.domain.workflow import Party

TABLES = {"claim": CLAIM, "item": ITEM, "supply": SUPPLY, "prescription": WORKFLOW}
PRESSED = {
    "prescription.draft": ("prescribing", "Prescribe"),
    "prescription.sign": ("prescribing", "Sign and send"),
    "prescription.discard": ("prescribing", "Discard…"),
    "prescription.hold": ("prescribed_and_supplied", "Ask the prescriber"),
    "prescription.answer": ("prescribed_and_supplied", "Answer…"),
    "prescription.withdraw": ("seldom_steps", "Take the question back"),
    "prescription.cancel": ("prescribed_and_supplied", "Cancel"),
    "prescription.request_stop": ("prescribed_and_supplied", "Stop the supply"),
    "prescription.stop": ("prescribed_and_supplied", "It is still here: stop it…"),
    "prescription.already_handed_over": ("prescribed_and_supplied", "Already handed over…"),
    "prescription.choose_pharmacy": ("following_a_prescription", "Change the pharmacy…"),
    "prescription.end_repeats": ("following_a_prescription", "End the repeats…"),
    "claim.claim": ("at_the_counter", "Start"),
    "claim.release": ("seldom_steps", "Give back"),
    "claim.offer_anew": ("following_a_prescription", "Change the pharmacy…"),
    "item.refuse": ("seldom_steps", "Not supplied…"),
    "item.reopen": ("seldom_steps", "Supply after all…"),
    "supply.prepare": ("pressed_twice", "Supply: bisoprolol"),
    "supply.check": ("at_the_counter", "Checked: it is ready"),
    "supply.finish": ("seldom_steps", "Ready to collect"),
    "supply.collect": ("counter_without_a_line", "Hand over…"),
    "supply.collect_late": ("prescribed_and_supplied", "Already handed over…"),
    "supply.dispatch": ("seldom_steps", "Send out…"),
    "supply.deliver": ("seldom_steps", "Delivered…"),
    "supply.fail": ("seldom_steps", "Not delivered…"),
    "supply.return": ("putting_it_right", "Return to stock"),
    "supply.correct": ("putting_it_right", "Entered in error"),
}
"""Which journey presses it, and the words on what is pressed."""


def human():
    """Every step that somebody takes, and not the portal by itself."""
    return {
        f"{name}.{step.name}"
        for name, table in TABLES.items()
        for step in table.steps
        if step.by - {Party.SYSTEM}
    }


def test_every_step_that_a_person_takes_has_a_journey():
    assert set(PRESSED) == human()


@pytest.mark.parametrize("step", PRESSED)
def test_the_journey_of_a_step_presses_it(step):
    journey, words = PRESSED[step]

    assert words in (servers.ROOT / "tests" / "journeys" / f"test_{journey}.py").read_text()

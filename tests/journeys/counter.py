"""A pharmacist at the counter, and what is sent there."""

import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.people import Gp, Patient, Pharmacist

MEDICINES = ("bisoprolol 2.5 mg", "metformin 500 mg")

SCANNER = """code => {
  for (const key of [...code, "Enter"])
    document.activeElement.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })
    );
}"""


class Counter(Pharmacist):
    """A pharmacist, at the page of the counter."""

    @property
    def box(self) -> Locator:
        """Where a scanner types."""
        return self.page.get_by_role("textbox", name="Scan or type a prescription code")

    @property
    def queue(self) -> Locator:
        return self.page.get_by_role("region", name="Queue")

    @property
    def in_hand(self) -> Locator:
        """The head of the prescription that is open."""
        return self.page.locator("#whose")

    def scans(self, code: str) -> None:
        """Let a hardware scanner type, wherever the focus is, at its pace on a busy machine too."""
        if self.page.evaluate("document.activeElement.matches('input, textarea')"):
            self.page.keyboard.type(code)
            self.page.keyboard.press("Enter")
        else:
            self.page.evaluate(SCANNER, code)

    def types(self, code: str) -> None:
        self.box.fill(code)
        self.box.press("Enter")

    def opens_one(self, prescription: str) -> None:
        self.goes_to(f"/pharmacy/prescriptions/{prescription}")
        expect(self.in_hand).to_be_visible()

    def supplies(self, medicine: str, quantity: str = "") -> None:
        """Take a medicine for the next supply, all that is left of it or so much."""
        if quantity:
            self.page.get_by_role("textbox", name=f"How much now: {medicine}").fill(quantity)
        word = re.compile(rf"^Supply.*: {medicine}", re.IGNORECASE)
        self.page.get_by_role("button", name=word).click()
        expect(self.page.get_by_role("button", name=f"Undo: {medicine}")).to_be_visible()

    def sends_to_check(self) -> None:
        self.page.get_by_role("button", name="Send to second check").click()

    def supply(self, number: int) -> Locator:
        return self.page.get_by_role("region", name=f"Supply {number}")

    def hands_over(self, number: int, *facts: str) -> None:
        self.supply(number).get_by_role("button", name="Hand over…").click()
        for fact in facts:
            self.dialog.get_by_role("checkbox", name=fact).check()
        self.confirms("Hand over")


def prescribed(
    gp: Gp,
    patient: Patient,
    consultation: str,
    *medicines: str,
    overrides: dict[str, str] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Have signed a prescription of 28 days, one a day, for the pharmacy next door."""
    items = []
    for one in medicines or MEDICINES:
        found = gp.context.request.get("/api/medications", params={"q": one}).json()["items"][0]
        items.append(
            {
                "medicine_id": found["id"],
                "dose": 1,
                "frequency": "once_daily",
                "duration_days": 28,
                "overrides": overrides or {},
            }
        )
    answer = gp.context.request.post(
        "/api/prescriptions/create",
        data={
            "patient_id": patient.who.id, "consultation_id": consultation, "items": items, **more,
        },
        headers={"Origin": gp.url},
    )  # fmt: skip
    assert answer.ok, answer.text()
    return answer.json()

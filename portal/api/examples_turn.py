"""What the bodies of a consultation's further steps look like, with invented people."""

from portal.api.examples import CLINICIAN_ID, Examples, one

QUESTIONS: Examples = {
    "fluids": one(
        "Before accepting", {"question": "Can you swallow fluids, and have you taken your pulse?"}
    )
}
ANSWERED: Examples = {
    "yes": one("What was asked", {"answer": "Yes, with some pain. My pulse is 84."})
}
REASONS: Examples = {
    "called_away": one(
        "Called away", {"reason": "I am called to a home visit and will not be back in time."}
    )
}
REASSIGNS: Examples = {
    "ill": one(
        "A colleague is ill",
        {"clinician_id": CLINICIAN_ID, "reason": "Dr Dogwood is ill today."},
    )
}
PROPOSALS: Examples = {
    "local": one("By the practice's clock", {"scheduled_for": "2026-09-15T11:30"}),
    "zoned": one("With a zone", {"scheduled_for": "2026-09-15T10:30:00Z"}),
}
AGREES: Examples = {
    "that": one("The time that was read", {"scheduled_for": "2026-09-15T10:30:00Z"})
}
INTERRUPTS: Examples = {
    "emergency": one(
        "An emergency comes between",
        {"reason": "I have to see to an emergency.", "scheduled_for": "2026-09-14T15:00"},
    )
}
ADDITIONS: Examples = {
    "result": one("A result came", {"addendum": "The throat swab was negative."})
}

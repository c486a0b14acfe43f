"""What drafts of prescriptions look like on their way in, with invented people."""

from portal.api.examples import CONSULTATION_ID, PATIENT_ID, Examples, one

PRESCRIPTION_ID = "2b8f6d1a-93c4-4f0e-8a77-61d0c5e2b934"
MEDICINE_ID = "6f1a5d1e-52b4-4a6e-9a3f-0d6f0f5b7c21"
MARK = "2026-09-14T08:21:40.120000+00:00"
ITEM: Examples = {
    "key": "a1",
    "medicine_id": MEDICINE_ID,
    "dose": "1",
    "frequency": "three_daily",
    "duration_days": "7",
    "instruction": "Finish the course",
}
OPENED: Examples = {
    "consultation": one(
        "In a consultation", {"patient_id": PATIENT_ID, "consultation_id": CONSULTATION_ID}
    ),
    "record": one("Beside the patient’s record", {"patient_id": PATIENT_ID}),
}
TYPED: Examples = {"one": one("One medicine", {"patient_id": PATIENT_ID, "items": [ITEM]})}
KEPT: Examples = {"begun": one("One medicine so far", {"fields": {"items": [ITEM]}, "base": MARK})}
SIGNED: Examples = {"reviewed": one("As it was looked through", {"mark": MARK})}

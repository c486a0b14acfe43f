"""Signing and a new allergy at the same moment: one of the two always learns of the other."""

import prescribing
import prescriptions
import pytest
from factories import saved
from services import record_claims

from portal.domain.record import EntryKind
from portal.models import Prescription, PrescriptionWarning
from portal.schemas.prescription_claim import CancelPrescription
from portal.services import prescription, record_entry
from portal.services.work import perform

AGAIN = CancelPrescription(reason="The next try follows.")


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


def test_r2_signing_against_a_new_allergy_never_misses_it(desk, at_once, one, rows):
    shelf = prescriptions.medicine("amoxicillin")
    saved(shelf)
    for _ in range(4):
        draft = desk.reviewed(shelf)
        before = len(rows(PrescriptionWarning))

        _, entry = at_once([
            lambda draft=draft: perform(desk.gp, prescription.sign, draft),
            lambda: perform(
                desk.gp, record_entry.add, desk.patient.id, record_claims.PENICILLIN
            ),
        ])  # fmt: skip

        signed = one(Prescription, draft).status == "active"
        warned = len(rows(PrescriptionWarning)) - before
        assert signed == bool(warned)
        where = (desk.patient.id, EntryKind.ALLERGY, entry.id)
        perform(desk.gp, record_entry.withdraw, *where, record_claims.WHY)
        if signed:
            perform(desk.gp, prescription.cancel, draft, AGAIN)
        else:
            perform(desk.gp, prescription.discard, draft)

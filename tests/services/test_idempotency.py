"""A write that carries a key happens once and is answered the same again."""

import pytest
from factories import SYMPTOMS

from portal.domain.errors import Invalid, PortalError, StepNotPossible
from portal.models import Consultation, GivenAnswer
from portal.schemas.consultation_claim import ConsultationRequest
from portal.services import consultation
from portal.services.idempotency import fingerprint, once
from portal.services.work import perform

ASKED = ConsultationRequest(symptoms=SYMPTOMS, began="today", urgency="urgent")
MARK = fingerprint("POST /consultations", ASKED.model_dump(mode="json"))


def asks(who, key="key-1", mark=MARK):
    return perform(who, once, consultation.request, key, mark, ASKED)


def test_the_same_key_does_it_once_and_answers_the_same(world, rows):
    first = asks(world.patient)

    assert asks(world.patient) == first
    assert len(rows(Consultation)) == 1


def test_another_key_does_it_again(world, rows):
    asks(world.patient)
    asks(world.patient, "key-2")

    assert len(rows(Consultation)) == 2


def test_somebody_elses_key_is_another_key(world, rows):
    asks(world.patient)
    asks(world.patient2)

    assert {c.patient_id for c in rows(Consultation)} == {world.patient.id, world.patient2.id}


def test_a_key_used_for_something_else_is_refused(world, rows):
    asks(world.patient)

    with pytest.raises(Invalid, match="different request"):
        asks(world.patient, mark=fingerprint("POST /consultations", {"symptoms": "other"}))
    assert len(rows(Consultation)) == 1


def test_a_refusal_is_not_kept_so_that_it_can_be_tried_again(world, rows):
    asked = world.request()
    with pytest.raises(StepNotPossible):
        perform(world.gp, once, consultation.start, "key-1", "mark", asked)
    perform(world.gp, consultation.accept, asked)

    perform(world.gp, once, consultation.start, "key-1", "mark", asked)

    assert [c.status for c in rows(Consultation)] == ["in_progress"]


def test_at_the_same_moment_it_happens_once(world, at_once, rows):
    answers = at_once([lambda: asks(world.patient)] * 6)

    assert len(rows(Consultation)) == len(rows(GivenAnswer)) == 1
    assert len({a["id"] for a in answers if not isinstance(a, PortalError)}) == 1


def test_a_mark_tells_routes_and_bodies_apart_and_not_the_order_of_fields():
    assert fingerprint("a", {"x": 1, "y": 2}) == fingerprint("a", {"y": 2, "x": 1})
    assert len({fingerprint("a", {}), fingerprint("b", {}), fingerprint("a", {"x": 1})}) == 3

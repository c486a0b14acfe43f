"""Everyone against everyone's prescriptions (S2), and no word of one where it does not belong (S6).

What somebody may still read who is not concerned any more, and what cannot be got by odd input.
"""

from decimal import Decimal

import pytest
from dispensing import CHECKED, DISPATCH, KNOWN, WHY, items_of, scanned, supplies_of
from factories import actor as acting
from factories import person, saved
from prescribing import REASON
from prescribing import desk as prescribing_desk
from sqlalchemy import update

from portal.domain.account import AccountStatus
from portal.domain.errors import Forged, Invalid, NotAllowed, NotFound, PortalError
from portal.domain.permission import Role
from portal.infra import throttle
from portal.models import (
    AuditEntry,
    Consultation,
    Dispense,
    FavouriteItem,
    Notification,
    Prescription,
    PrescriptionItem,
    PrescriptionMessage,
    RegisterEntry,
    User,
)
from portal.schemas.prescription_claim import (
    AlreadyHanded,
    CancelPrescription,
    ChoosePharmacy,
    LineClaim,
    PharmacyAnswer,
    PharmacyQuery,
    Receipt,
    Supply,
)
from portal.schemas.prescription_draft import FavouriteSave, PrescriptionDraftSave
from portal.services import (
    dispense,
    dispense_day,
    dispense_day_paper,
    dispense_day_table,
    dispense_hand,
    dispense_item,
    dispense_paper,
    dispense_product,
    dispense_query,
    dispense_register,
    dispense_supply,
    prescription,
    prescription_desk,
    prescription_draft,
    prescription_favourite,
    prescription_list,
    prescription_mine,
    prescription_paper,
)
from portal.services.prescription_step import find
from portal.services.work import look, perform

REASONED = CancelPrescription(reason="CANARY-REASON, a rash.")
QUERY = PharmacyQuery(query="CANARY-QUERY, is the dose right?")
ANSWER = PharmacyAnswer(answer="CANARY-ANSWER, it is.")
LATE = AlreadyHanded(identifiers=["name", "birth_date"])
TABLES = (
    Prescription, PrescriptionItem, PrescriptionMessage, Dispense, FavouriteItem, RegisterEntry,
)  # fmt: skip

READS = {
    "get": prescription.get,
    "open": prescription.open_record,
    "mine": prescription_mine.get,
    "draft": prescription_draft.get,
    "pdf": prescription_paper.take,
    "code picture": prescription_paper.code_picture,
    "owing": dispense_paper.owing,
    "again": prescription_desk.again,
    "labels": lambda w, i: dispense_paper.labels(w, i, _supply(i)),
    "alternatives": lambda w, i: dispense_product.alternatives(w, i, _item(i)),
}
STEPS = {
    "review": prescription_draft.review,
    "keep": lambda w, i: prescription_draft.keep(
        w, i, PrescriptionDraftSave.model_validate({"fields": {}, "base": ""})
    ),
    "sign": prescription.sign,
    "discard": prescription.discard,
    "cancel": lambda w, i: prescription.cancel(w, i, REASONED),
    "request stop": lambda w, i: prescription.request_stop(w, i, REASONED),
    "end repeats": lambda w, i: prescription.end_repeats(w, i, REASONED),
    "answer": lambda w, i: prescription.answer(w, i, ANSWER),
    "choose": lambda w, i: prescription.choose_pharmacy(w, i, ChoosePharmacy(pharmacy_id=i)),
    "claim": dispense.claim,
    "release": lambda w, i: dispense.release(w, i, WHY),
    "prepare": lambda w, i: dispense_supply.prepare(w, i, _one(i)),
    "check": lambda w, i: dispense_supply.check(w, i, 1, CHECKED),
    "finish": lambda w, i: dispense_supply.finish(w, i, 1),
    "collect": lambda w, i: dispense_hand.collect(w, i, 1, KNOWN),
    "dispatch": lambda w, i: dispense_hand.dispatch(w, i, 1, DISPATCH),
    "deliver": lambda w, i: dispense_hand.deliver(w, i, 1, KNOWN),
    "fail": lambda w, i: dispense_hand.fail(w, i, 1, WHY),
    "return": lambda w, i: dispense_hand.return_to_stock(w, i, 1, WHY),
    "correct": lambda w, i: dispense_hand.correct(w, i, 1, WHY),
    "refuse": lambda w, i: dispense_item.refuse(w, i, _item(i), WHY),
    "reopen": lambda w, i: dispense_item.reopen(w, i, _item(i)),
    "hold": lambda w, i: dispense_query.hold(w, i, QUERY),
    "withdraw": dispense_query.withdraw,
    "stop": dispense_query.stop,
    "too late": lambda w, i: dispense_query.already_handed_over(w, i, LATE),
}
LISTS = (
    prescription_list.patient_page,
    prescription_list.doctor_page,
    prescription_list.pharmacy_page,
    prescription_list.counter,
    lambda w: prescription_list.counter(w, "new", "CANARY"),
    prescription_mine.medicines,
    prescription_favourite.mine,
    dispense_day.view,
    dispense_day_table.take,
    dispense_day_paper.take,
    dispense_register.page,
)


def _item(script):
    found = items_of(script)
    return found[0].id if found else script


def _one(script):
    return Supply(lines=[LineClaim(item_id=_item(script), quantity=1)])


def _supply(script):
    found = supplies_of(script)
    return found[0].id if found else script


def everything(rows):
    return {t.__name__: sorted(str(one.model_dump()) for one in rows(t)) for t in TABLES}


def answers(who, services, *args):
    for service in services:
        try:
            yield repr(perform(who, service, *args))
        except PortalError as refusal:
            yield f"{refusal.message} {refusal.fields}"


@pytest.fixture
def gp(world, clock):
    """The GP who prescribes; nobody has guessed a code yet."""
    throttle._limiter.cache_clear()
    return prescribing_desk(world)


@pytest.fixture
def strangers(gp):
    """Two of each role who have nothing to do with the patient, by name."""
    world, counter = gp.world, gp.counter
    added = [
        person("Adam Aspen", Role.ADMIN, None),
        person("Oscar Olive", Role.PATIENT, world.south),
        person("Dr Petra Poplar", Role.GP, world.south),
        person("Paula Plum", Role.PHARMACIST, counter.east),
    ]
    saved(*added)
    names = (
        "gp2", "lead", "admin", "patient2", "other_gp", "other_patient", "specialist",
        "hospital_lead", "diagnostics", "manager",
    )  # fmt: skip
    return {
        **{name: getattr(world, name) for name in names},
        "other pharmacist": counter.other,
        **{f"second {one.role.value}": acting(one) for one in added},
    }


@pytest.mark.parametrize("stage", ["prescribed", "claimed", "prepared", "ready", "collected"])
def test_s2_nobody_reaches_anybody_elses_prescription_by_any_verb(gp, strangers, rows, stage):
    theirs = getattr(gp.counter, stage)()
    before = everything(rows)

    for name, who in strangers.items():
        for verb, service in (READS | STEPS).items():
            with pytest.raises((NotFound, NotAllowed)) as refused:
                perform(who, service, theirs)
            refusal = f"{refused.value.message} {refused.value.fields}"
            assert gp.patient.name not in refusal, (name, verb)
    assert everything(rows) == before


def test_s2_what_may_be_done_at_all_is_not_found_on_a_foreign_prescription(gp, strangers):
    theirs = gp.counter.ready()
    drafts = {"draft", "review", "keep", "sign", "discard"}
    writes = drafts | {"get", "open", "pdf", "code picture", "again", "cancel", "answer"}
    writes |= {"request stop", "end repeats"}
    mine = {
        Role.PATIENT: {"get", "open", "mine", "pdf", "code picture", "choose"},
        Role.GP: writes,
        Role.SPECIALIST: writes,
        Role.PHARMACIST: set(READS | STEPS) - writes - {"mine", "choose"}
        | {"get", "open", "pdf"},
    }  # fmt: skip
    for who in strangers.values():
        for verb in mine.get(who.role, ()):
            with pytest.raises(NotFound):
                perform(who, (READS | STEPS)[verb], theirs)


def test_s2_a_draft_is_its_authors_alone(gp, strangers, rows):
    draft = gp.draft(note="CANARY-NOTE")
    before = everything(rows)
    near = {"patient": gp.patient, "phil": gp.counter.phil, "cover": gp.covered(gp.world.gp2)}

    for who in (strangers | near).values():
        for service in (READS | STEPS).values():
            with pytest.raises((NotFound, NotAllowed)):
                perform(who, service, draft)
        assert [one for one in answers(who, LISTS) if "CANARY" in one] == []
    assert everything(rows) == before


def test_s2_a_favourite_is_its_owners_alone(gp, strangers, rows):
    said = {
        "name": "CANARY-FAVOURITE", "medicine_id": gp.counter.tablets.id,
        "dosage": {"dose": "1", "frequency": "twice_daily"},
    }  # fmt: skip
    kept = perform(gp.gp, prescription_favourite.save, FavouriteSave.model_validate(said))

    for who in strangers.values():
        for service in (prescription_favourite.used, prescription_favourite.remove):
            with pytest.raises((NotFound, NotAllowed)):
                perform(who, service, kept.id)
    assert len(rows(FavouriteItem)) == 1


def test_s2_a_medicine_a_supply_and_a_code_belong_to_their_own_prescription(gp):
    counter = gp.counter
    mine, theirs = counter.ready(), counter.ready()

    with pytest.raises(NotFound):
        perform(counter.phil, dispense_item.refuse, mine, _item(theirs), WHY)
    with pytest.raises(NotFound):
        perform(counter.phil, dispense_paper.labels, mine, _supply(theirs))
    with pytest.raises(Forged):
        perform(counter.phil, dispense.scan, mine, scanned(theirs))


class TestCanary:
    """A word of a prescription never shows in an answer to somebody it is not for."""

    WORDS = ("CANARY-NOTE", "CANARY-OVERRIDE", "CANARY-QUERY", "CANARY-ANSWER", "CANARY-REASON")

    @pytest.fixture
    def told(self, gp):
        """A prescription with a note, an override, a question, an answer; cancelled."""
        gp.allergic("amoxicillin")
        draft = gp.reviewed(gp.counter.capsules, note="CANARY-NOTE")
        found = perform(gp.gp, prescription_draft.review, draft)
        keys = {f.key: "CANARY-OVERRIDE" for one in found.items for f in one.findings}
        said = gp.typed(
            gp.counter.capsules, found.mark, item={"overrides": keys}, note="CANARY-NOTE"
        )
        perform(gp.gp, prescription_draft.keep, draft, said)
        perform(gp.gp, prescription_draft.review, draft)
        perform(gp.gp, prescription.sign, draft)
        perform(gp.counter.phil, dispense_query.hold, draft, QUERY)
        perform(gp.gp, prescription.answer, draft, ANSWER)
        perform(gp.gp, prescription.cancel, draft, REASONED)
        return draft

    def seen(self, who, script):
        for service, args in [
            *((one, ()) for one in LISTS),
            *((r, (script,)) for r in READS.values()),
        ]:
            try:
                yield repr(perform(who, service, *args))
            except PortalError as refusal:
                yield f"{refusal.message} {refusal.fields}"

    def test_s6_no_stranger_reads_one(self, strangers, told):
        for who in strangers.values():
            assert [one for one in self.seen(who, told) if "CANARY" in one] == []

    def test_s6_the_patient_reads_why_it_was_cancelled_and_nothing_between_colleagues(
        self, gp, told
    ):
        mine = " ".join(self.seen(gp.patient, told))

        assert [word for word in self.WORDS if word in mine] == ["CANARY-REASON"]

    def test_s6_prescriber_and_pharmacy_do_read_theirs(self, gp, told):
        for who in (gp.gp, gp.counter.phil):
            theirs = " ".join(self.seen(who, told))
            assert [word for word in self.WORDS if word not in theirs] == []

    def test_s6_no_notification_or_audit_reason_repeats_them(self, told, rows):
        texts = " ".join(n.title + n.body if hasattr(n, "body") else str(n.model_dump())
                         for n in rows(Notification))  # fmt: skip
        assert "CANARY" not in texts
        reasons = {entry.reason for entry in rows(AuditEntry) if "CANARY" in entry.reason}
        assert all(REASONED.reason in reason for reason in reasons)


class TestAfterwards:
    """Somebody who is not concerned any more reads what was theirs, and nothing that is new."""

    PRESENT = ("CANARY-ALLERGEN", "1 Canary Lane", "020 7946 0999")

    @pytest.fixture
    def news(self, gp, write):
        """Let the patient get an allergy, move and change the number."""

        def happen():
            gp.allergic("CANARY-ALLERGEN")
            moved = update(User).where(User.id == gp.patient.id)
            write(moved.values(phone="020 7946 0999"))

        return happen

    def read(self, who, script, work=look):
        view = work(who, prescription.get, script)
        paper = look(who, lambda w, i: prescription_paper.facts(w, find(w, i)), script)
        return repr(view) + repr(paper)

    def test_s2_a_pharmacy_that_gave_it_back_reads_nothing_new(self, gp, news, clock):
        counter = gp.counter
        script = counter.claimed()
        perform(counter.phil, dispense.release, script, WHY)
        clock.advance(minutes=5)
        perform(counter.other, dispense.scan_token, scanned(script))
        perform(counter.other, dispense_query.hold, script, QUERY)
        perform(gp.gp, prescription.answer, script, ANSWER)
        news()
        perform(gp.gp, prescription.cancel, script, REASONED)

        seen = self.read(counter.phil, script)
        assert "CANARY" not in seen
        assert "0999" not in seen

    def test_s2_the_pharmacy_that_has_it_reads_the_record_until_it_is_past(self, gp, news, clock):
        script = gp.counter.collected()
        news()

        assert all(one in self.read(gp.counter.phil, script) for one in (self.PRESENT[0], "0999"))
        clock.advance(days=200)
        assert "CANARY" not in self.read(gp.counter.phil, script)
        assert "0999" not in self.read(gp.counter.phil, script)

    def test_s2_an_author_who_treats_the_patient_no_more_learns_nothing_from_a_draft(
        self, gp, news, write
    ):
        draft = gp.draft(gp.counter.capsules)
        gp.allergic("amoxicillin")
        news()
        write(update(Consultation).values(clinician_id=gp.world.gp2.id))

        with pytest.raises(NotAllowed):
            perform(gp.gp, prescription_draft.review, draft)
        view = repr(look(gp.gp, prescription.get, draft))
        assert "CANARY" not in view
        assert "0999" not in view

    def test_a_lead_reads_no_further_once_the_question_is_taken_back(self, gp, write):
        script = gp.counter.prescribed()
        perform(gp.counter.phil, dispense_query.hold, script, QUERY)
        write(update(Prescription).values(escalated_at=Prescription.held_at))
        look(gp.world.lead, prescription.get, script)

        perform(gp.counter.phil, dispense_query.withdraw, script)

        with pytest.raises(NotFound):
            look(gp.world.lead, prescription.get, script)

    def test_a_colleagues_copy_has_no_code_to_collect_with(self, gp):
        script = gp.counter.prescribed()
        gp.world.started(by=gp.world.gp2)

        def facts(who):
            return look(who, lambda w: prescription_paper.facts(w, find(w, script)))

        assert facts(gp.gp).token
        assert facts(gp.patient).token
        assert facts(gp.counter.phil).token
        assert facts(gp.world.gp2).token == ""


def test_s11_a_prescription_opened_by_its_code_is_in_the_patients_audit(gp, one, rows):
    script = gp.counter.claimed()
    code = one(Prescription, script).code

    perform(gp.counter.petra, dispense.find_code, code)

    read = rows(AuditEntry, AuditEntry.action == "prescription:read")
    assert [(e.actor_id, e.patient_id) for e in read] == [(gp.counter.petra.id, gp.patient.id)]


def test_s11_scanning_what_the_pharmacy_has_already_is_a_reading(gp, rows):
    script = gp.counter.claimed()

    perform(gp.counter.petra, dispense.scan_token, scanned(script))

    assert len(rows(AuditEntry, AuditEntry.action == "prescription:read")) == 1


def test_nothing_is_prescribed_under_a_closed_account(gp, write):
    draft = gp.reviewed()
    write(update(User).where(User.id == gp.patient.id).values(status=AccountStatus.CLOSED))

    for service, what in (
        (prescription.sign, draft),
        (prescription_draft.review, draft),
        (prescription.create, gp.written(gp.counter.tablets)),
        (prescription_draft.open_draft, gp.patient.id),
    ):
        with pytest.raises(NotAllowed, match="closed"):
            perform(gp.gp, service, what)


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"quantity": "28.5"}, "quantity"),
        ({"quantity": "0.001"}, "quantity"),
        ({"dose": "99999", "frequency": "every_hours", "every_hours": "1", "duration_days": "365"},
         "quantity"),
        ({"quantity": "1e400"}, "quantity"),
        ({"quantity": "NaN"}, "quantity"),
        ({"quantity": "-28"}, "quantity"),
        ({"dose": "Infinity"}, "dose"),
    ],
)  # fmt: skip
def test_s7_an_impossible_quantity_is_named_and_never_signed(gp, item, field):
    draft = gp.draft(item=item)

    review = perform(gp.gp, prescription_draft.review, draft)

    assert field in review.items[0].problems
    with pytest.raises(Invalid):
        perform(gp.gp, prescription.sign, draft)


@pytest.mark.parametrize(
    "unseen", ["\u200b" * 8, " \u2060\ufeff\u200b  ", "\u2800" * 6, "\u3164" * 6]
)
def test_s7_a_reason_that_nobody_can_read_is_no_reason(gp, unseen):
    gp.allergic("amoxicillin")
    draft = gp.reviewed(gp.counter.capsules)
    found = perform(gp.gp, prescription_draft.review, draft)
    keys = {f.key: unseen for one in found.items for f in one.findings}
    said = gp.typed(gp.counter.capsules, found.mark, item={"overrides": keys})
    perform(gp.gp, prescription_draft.keep, draft, said)
    perform(gp.gp, prescription_draft.review, draft)

    with pytest.raises(Invalid, match="Say why"):
        perform(gp.gp, prescription.sign, draft)


@pytest.mark.parametrize("key", ["x" * 161, "a\x00b", ""])
def test_s7_the_key_of_an_override_is_short_text(key):
    fields = {"items": [{"overrides": {key: REASON}}]}

    with pytest.raises(ValueError, match="overrides"):
        PrescriptionDraftSave.model_validate({"fields": fields, "base": ""})


@pytest.mark.parametrize("text", ["a\x7fb", "a\x9bb", "a\x1bb", "a\x00b"])
def test_s7_control_characters_are_refused(text):
    with pytest.raises(ValueError, match="control"):
        PharmacyQuery(query=text * 2)


@pytest.mark.parametrize("quantity", ["0.5", "0.001"])
def test_the_register_counts_whole_tablets(gp, rows, quantity):
    came = Receipt(
        medicine_id=gp.counter.morphine.id, quantity=Decimal(quantity), supplier="Alliance"
    )

    with pytest.raises(Invalid, match="check what"):
        perform(gp.counter.phil, dispense_register.receive, came)
    assert rows(RegisterEntry) == []


def test_the_register_holds_no_more_than_a_cabinet(gp, rows):
    came = Receipt(
        medicine_id=gp.counter.morphine.id, quantity=Decimal(999_999), supplier="Alliance"
    )
    perform(gp.counter.phil, dispense_register.receive, came)

    with pytest.raises(Invalid):
        perform(gp.counter.phil, dispense_register.receive, came)
    assert len(rows(RegisterEntry)) == 1

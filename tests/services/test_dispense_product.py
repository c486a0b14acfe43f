"""What a counter asks before it supplies: other products, whether a line fits, what waits."""

import prescriptions
import pytest
from dispensing import CHECKED, WHY, items_of, lines
from factories import saved

from portal.domain.errors import Invalid, NotAllowed, NotFound
from portal.models import Dispense
from portal.services import (
    dispense,
    dispense_hand,
    dispense_product,
    dispense_supply,
    prescription_list,
)
from portal.services.work import look, perform


def test_only_what_may_be_given_without_asking_is_offered_instead(desk):
    same = prescriptions.medicine("paracetamol", brands=["Calpol"])
    stronger = prescriptions.medicine("paracetamol", strength="1 g")
    both = prescriptions.medicine("paracetamol + codeine phosphate")
    saved(same, stronger, both)
    script = desk.prescribed()
    (item,) = items_of(script)

    found = look(desk.phil, dispense_product.alternatives, script, item.id)

    offered = {one.value for one in found}
    assert str(same.id) in offered
    assert not offered & {str(one.id) for one in (stronger, both, desk.tablets)}
    assert "Calpol" in next(one.label for one in found if one.value == str(same.id))


def test_whether_a_line_fits_is_said_and_nothing_is_written(desk, rows):
    script = desk.prescribed()
    (fits,), (much,) = lines(script, 14).lines, lines(script, 29).lines

    look(desk.phil, dispense_product.possible, script, fits)
    with pytest.raises(Invalid) as refusal:
        look(desk.phil, dispense_product.possible, script, much)
    assert list(refusal.value.fields) == ["quantity"]
    assert rows(Dispense) == []


def test_only_the_pharmacy_that_has_it_may_ask(desk):
    script = desk.prescribed()
    (line,), (item,) = lines(script).lines, items_of(script)

    with pytest.raises(NotFound):
        look(desk.other, dispense_product.possible, script, line)
    with pytest.raises(NotFound):
        look(desk.other, dispense_product.alternatives, script, item.id)
    with pytest.raises(NotAllowed):
        look(desk.world.gp, dispense_product.alternatives, script, item.id)


def test_what_waits_for_the_counter_is_counted_once(desk):
    def waiting(who):
        return look(who, prescription_list.waiting)

    script = desk.prescribed()
    assert (waiting(desk.phil), waiting(desk.other)) == (1, 0)
    perform(desk.phil, dispense.claim, script)
    perform(desk.phil, dispense_supply.prepare, script, lines(script))
    assert waiting(desk.petra) == 1
    perform(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    assert waiting(desk.phil) == 0

    perform(desk.phil, dispense_hand.return_to_stock, script, 1, WHY)
    assert waiting(desk.phil) == 1

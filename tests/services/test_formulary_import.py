"""A formulary comes in whole or not at all, and every fault has its line."""

import csv
import io

import pytest
import servers

from portal.domain.errors import Invalid
from portal.domain.medicine import DoseForm, Route
from portal.infra.formulary import BUILT_IN
from portal.models import AuditEntry, Medicine
from portal.services import formulary, formulary_import
from portal.services.formulary_file import COLUMNS, read
from portal.services.formulary_import import Imported
from portal.services.work import SYSTEM, look, perform

PLAIN = {
    "code": "X1", "substance": "testamine", "strength": "5 mg", "form": "tablet", "route": "oral",
    "atc": "N02BE01", "dose_unit": "tablet", "pack_unit": "tablet", "pack_size": "28",
    "doses_per_unit": "1", "amount": "5", "amount_unit": "mg", "max_daily": "20",
    "schedule": "none", "pregnancy": "usual", "price_minor": "120", "brands": "Testa|Mine",
}  # fmt: skip


def table(*rows: dict[str, str], mark: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def row(**cells: str) -> dict[str, str]:
    return {**PLAIN, **cells}


def load(*rows: dict[str, str], **options: bool) -> Imported:
    return perform(SYSTEM, formulary_import.load, table(*rows), **options)


def refusal(data: bytes) -> list[str]:
    with pytest.raises(Invalid) as refused:
        read(data)
    return [refused.value.message, *refused.value.fields.values()]


def test_a_product_is_added_changed_left_and_counted(world, rows):
    there = len(rows(Medicine))

    first = load(row(), row(code="X2", brands=""))
    again = load(
        row(), row(code="X2", brands="", price_minor="90"), row(code="X3", strength="9 mg")
    )

    assert (first, again) == (Imported(2, 0, 0, 0), Imported(1, 1, 1, 0))
    (changed,) = rows(Medicine, Medicine.code == "X2")
    assert (changed.price_minor, len(rows(Medicine))) == (90, there + 3)


def test_what_is_imported_is_found_at_once(world, clock):
    assert look(world.gp, formulary.search, "quibblex").items == []

    load(row())
    load(row(brands="Quibblex"))

    (one,) = look(world.gp, formulary.search, "quibblex").items
    assert (one.substance, one.matched_brand, one.unknown) == ("testamine", "Quibblex", [])


def test_a_change_counts_as_newer_although_the_clock_was_moved_back(world, rows, clock):
    newest = max(one.changed_at for one in rows(Medicine))
    assert clock.now < newest

    load(row())

    (one,) = rows(Medicine, Medicine.code == "X1")
    assert one.changed_at > newest


def test_what_is_missing_stays_unless_it_shall_be_withdrawn_and_comes_back(world, rows):
    there = len(rows(Medicine))
    assert load(row()).withdrawn == 0

    gone = load(row(), withdraw_missing=True)
    assert (gone.withdrawn, len(rows(Medicine))) == (there, there + 1)
    assert look(world.gp, formulary.search, "amoxicillin").items == []

    back = perform(SYSTEM, formulary_import.load, BUILT_IN.read_bytes())
    assert back == Imported(0, there, 0, 0)
    assert look(world.gp, formulary.search, "amoxicillin").items != []


def test_a_bad_row_keeps_everything_out(world, rows):
    before = {one.code: one.price_minor for one in rows(Medicine)}

    with pytest.raises(Invalid):
        load(row(code="H0001", price_minor="1"), row(), row(code="X9", pack_size="none"))

    assert {one.code: one.price_minor for one in rows(Medicine)} == before


def test_an_import_is_audited_with_its_counts(world, rows):
    load(row())

    (entry,) = rows(AuditEntry, AuditEntry.action == "formulary:imported")
    assert entry.reason == "1 new, 0 changed, 0 unchanged, 0 withdrawn"


def test_what_is_written_is_read_again_unchanged(world):
    text = look(SYSTEM, formulary_import.dump)

    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert perform(SYSTEM, formulary_import.load, text.encode(), withdraw_missing=True) == Imported(
        0, 0, text.count("\n") - 1, 0
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"code": ""}, "Line 3, code: must be filled."),
        ({"substance": "x" * 201}, "Line 3, substance: is longer than 200 characters."),
        ({"substance": "a\x07b"}, "Line 3, substance: has characters that cannot be printed."),
        ({"form": "pill"}, "Line 3, form: “pill” is not one of: tablet,"),
        ({"route": ""}, "Line 3, route: must be filled."),
        ({"atc": "N02"}, "Line 3, atc: “N02” is not an ATC code of the fifth level"),
        ({"pack_size": "0"}, "Line 3, pack_size: “0” is not a number above 0."),
        ({"pack_size": "2,5"}, "Line 3, pack_size: “2,5” is not a number; write it like 2.5."),
        ({"pack_size": "NaN"}, "Line 3, pack_size: “NaN” is not a number above 0."),
        ({"amount": "0.00001"}, "Line 3, amount: “0.00001” has more than 4 decimal places."),
        ({"amount": "1e9"}, "Line 3, amount: “1e9” is not a number above 0."),
        ({"amount_unit": ""}, "Line 3, amount_unit: amount and amount_unit belong together."),
        ({"amount_unit": "mg mg"}, "Line 3, amount_unit: “mg mg” is not a unit of UCUM"),
        ({"max_daily": "4"}, "Line 3, max_daily: the maximum of a day is less than one dose."),
        ({"amount": "", "amount_unit": ""}, "Line 3, max_daily: a maximum needs the amount"),
        ({"schedule": "cd9"}, "Line 3, schedule: “cd9” is not one of: none, cd2"),
        ({"pregnancy": "yes"}, "Line 3, pregnancy: “yes” is not one of: avoid, caution, usual."),
        ({"price_minor": "1.20"}, "Line 3, price_minor: “1.20” is not a price in whole pence."),
        ({"price_minor": "-1"}, "Line 3, price_minor: “-1” is not a price in whole pence."),
        ({"brands": "x" * 201}, "Line 3, brands: a name is longer than 200 characters."),
        ({"code": "X1"}, "Line 3, code: X1 is also in line 2."),
    ],
)
def test_a_fault_is_named_by_line_and_column(cells, said):
    message, *faults = refusal(table(row(), {**row(code="X2"), **cells}))

    assert message == "Nothing was imported: 1 thing is wrong in the file."
    assert len(faults) == 1
    assert faults[0].startswith(said)


def test_every_fault_is_told_and_only_so_many():
    some = refusal(table(row(), row(code="X2", form="?", route="?"), row(code="X3", form="?")))
    many = refusal(table(row(), *[row(code=f"Y{n}", form="?") for n in range(60)]))

    assert [one.partition(":")[0] for one in some[1:]] == [
        "Line 3, form", "Line 3, route", "Line 4, form",
    ]  # fmt: skip
    assert (len(many), many[-1]) == (52, "And 10 more.")


def test_an_unknown_fact_may_stay_empty_and_its_column_may_be_left_out():
    needed = {name: PLAIN[name] for name, column in COLUMNS.items() if column.needed}

    (one,) = read(table(needed))

    assert (one["amount"], one["schedule"], one["price_minor"], one["brands"], one["atc"]) == (
        None, None, None, [], "",
    )  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + table(row()), id="byte order mark"),
        pytest.param(table(row(), mark=";"), id="semicolons"),
        pytest.param(table(row(), mark="\t"), id="tabs"),
        pytest.param(table({k.upper(): v for k, v in row().items()}), id="capitals"),
        pytest.param(table(row()).replace(b"\r\n", b"\n") + b"\n\n,,,,\n", id="empty lines"),
    ],
)
def test_tables_from_a_spreadsheet_are_read(data):
    assert read(data) == read(table(row()))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The first line must name the columns"),
        (b"PK\x03\x04rest", "The file is not a CSV file."),
        (b"code\0", "The file is not a CSV file."),
        ("cödé".encode("latin-1"), "The file is not text in UTF-8."),
        (b"just some words", "The first line must name the columns"),
        (table(row()).splitlines()[0], "The file has no products."),
        (table(row()) + b"X2,short\r\n", "Line 3 has 2 cells where 17 are needed."),
        (table(row()) + b'"open', "Line 3 cannot be read"),
    ],
)
def test_what_is_no_formulary_is_refused_in_a_sentence(data, said):
    assert refusal(data)[0].startswith(said)


def test_wrong_columns_are_named():
    some = {**row(), "colour": "red"}
    del some["route"]

    assert refusal(table(some))[1:] == [
        "There is no column “colour” in a formulary.",
        "The column “route” is missing.",
    ]


def test_a_file_has_a_largest_size(monkeypatch):
    monkeypatch.setattr("portal.services.formulary_file.LARGEST", 2**20)
    monkeypatch.setattr("portal.services.formulary_file.MOST_ROWS", 1)

    assert refusal(b"x" * (2**20 + 1)) == ["The file is larger than 1 MB."]
    assert refusal(table(row(), row(code="X2"))) == ["The file has more than 1 products."]


def test_every_column_form_and_route_is_documented():
    page = (servers.ROOT / "docs" / "formulary.md").read_text()

    missing = [word for word in (*COLUMNS, *DoseForm, *Route) if f"`{word}`" not in page]
    assert missing == []

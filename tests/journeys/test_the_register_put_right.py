"""The controlled drugs register put right, the cabinet counted, and a day that is over."""

from playwright.sync_api import Locator, expect

from tests.journeys.counter import Counter
from tests.journeys.test_putting_it_right import DRUG


def line(who: Counter, number: int) -> Locator:
    return who.page.locator(f"[data-line='{number}']")


def enters(who: Counter, drug: str, quantity: str) -> None:
    who.page.get_by_role("button", name="Enter a delivery…").click()
    who.dialog.get_by_label("Drug").select_option(label=drug)
    who.dialog.get_by_label("How much came in").fill(quantity)
    who.dialog.get_by_label("Supplier").fill("Test Wholesale")
    who.confirms("Enter the delivery")


def test_a_mistyped_delivery_is_corrected_by_a_colleague_and_stays_readable(
    counter: Counter, colleague: Counter
) -> None:
    for one in (counter, colleague):
        one.goes_to("/pharmacy/register")
    enters(counter, DRUG, "560")
    expect(line(counter, 1)).to_contain_text("A colleague can correct it")
    expect(line(counter, 1).get_by_role("button")).to_have_count(0)

    line(colleague, 1).get_by_role("button", name="Correct…").click()
    expect(colleague.dialog).to_contain_text("+560 tablets")
    colleague.confirms("Enter the correction")
    expect(colleague.dialog).to_contain_text("Say what went wrong")
    colleague.dialog.get_by_label("What went wrong?").fill("A nought too many.")
    colleague.confirms("Enter the correction")
    expect(colleague.dialog).to_contain_text("Enter what is right, or say that it never happened")
    expect(colleague.dialog.get_by_label("What went wrong?")).to_have_value("A nought too many.")
    colleague.dialog.get_by_label("How much was it really?").fill("56")
    colleague.confirms("Enter the correction")

    expect(colleague.dialog).to_be_hidden()
    for one in (counter, colleague):
        expect(line(one, 1)).to_contain_text("Corrected by line 2")
        expect(line(one, 1).locator(".moved")).to_have_css("text-decoration-line", "line-through")
        expect(line(one, 2)).to_contain_text("56 tablets came in")
        expect(line(one, 2)).to_contain_text("Corrects line 1")
        expect(line(one, 2)).to_contain_text("−504 tablets")
        expect(one.page.get_by_role("navigation", name="In the cabinet")).to_contain_text(
            "56 tablets"
        )
    expect(line(colleague, 1).get_by_role("button", name="Correct…")).to_have_count(0)


def test_a_count_that_differs_is_explained_and_stands_on_the_page_of_the_day(
    counter: Counter,
) -> None:
    counter.goes_to("/pharmacy/register")
    enters(counter, DRUG, "56")
    expect(line(counter, 1)).to_be_visible()

    counter.page.get_by_role("button", name="Enter a count…").click()
    counter.dialog.get_by_label("Drug").select_option(label=DRUG)
    counter.dialog.get_by_label("How much is there").fill("55")
    counter.confirms("Enter the count")
    expect(counter.dialog).to_contain_text("The register says 56 tablets: say why it differs")
    counter.dialog.get_by_label("Why it differs").fill("One broke.")
    counter.confirms("Enter the count")

    expect(line(counter, 2)).to_contain_text("Counted, differs")
    expect(line(counter, 2)).to_contain_text("1 tablet missing")
    counter.goes_to("/pharmacy/day")
    drugs = counter.page.get_by_role("region", name="Controlled drugs")
    expect(drugs).to_contain_text("1 tablet missing")
    expect(drugs).to_contain_text("One broke.")


def test_a_past_day_is_opened_says_that_nothing_open_is_shown_and_today_is_one_step_away(
    counter: Counter,
) -> None:
    counter.goes_to("/pharmacy/day")
    page = counter.page
    expect(page.get_by_role("region", name="Open now")).to_be_visible()
    expect(page.get_by_role("link", name="Day after")).to_have_count(0)
    today = page.get_by_label("Day", exact=True).input_value()

    page.get_by_role("link", name="Day before").click()

    expect(page.get_by_text("What was open that evening is not shown")).to_be_visible()
    expect(page.get_by_role("heading", name="What happened that day")).to_be_visible()
    expect(page.get_by_role("region", name="Open now")).to_have_count(0)
    past = page.get_by_label("Day", exact=True).input_value()
    assert past < today
    for word in ("CSV", "PDF"):
        link = page.get_by_role("link", name=f"End of day as {word} (new tab)")
        assert (link.get_attribute("href") or "").endswith(f"?day={past}")
    page.get_by_label("Day", exact=True).fill("2026-01-31")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("main")).to_contain_text("Saturday 31 January 2026")
    counter.goes_to("/pharmacy/day?day=2999-01-01")
    expect(page.get_by_text("That day has not come yet.")).to_be_visible()
    expect(page.get_by_role("region", name="Open now")).to_be_visible()

"""Numbers in words, as they stand beside the figures where a figure could be changed by a pen."""

from decimal import Decimal

ONES = [
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
TEEN, HUNDRED, THOUSAND = 20, 100, 1000


def in_words(value: Decimal) -> str:
    """Return a positive number in English words: twenty-eight, two point five."""
    whole, _, part = f"{value:f}".partition(".")
    said = _whole(int(whole))
    part = part.rstrip("0")
    return f"{said} point {' '.join(ONES[int(figure)] for figure in part)}" if part else said


def _whole(number: int) -> str:
    if number < TEEN:
        return ONES[number]
    if number < HUNDRED:
        ten, one = divmod(number, 10)
        return TENS[ten - 2] + (f"-{ONES[one]}" if one else "")
    size, name = (THOUSAND, "thousand") if number >= THOUSAND else (HUNDRED, "hundred")
    many, rest = divmod(number, size)
    joined = " and " if 0 < rest < HUNDRED else " "
    return f"{_whole(many)} {name}" + (f"{joined}{_whole(rest)}" if rest else "")

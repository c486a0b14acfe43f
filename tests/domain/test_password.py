"""S4: long passwords of any kind; the first ones that are guessed, and one's own name, refused."""

import pytest

from portal.domain.errors import Invalid
from portal.domain.password import COMMON, LONGEST, PERSONAL, refuse_weak

EMAIL, NAME = "amara@demo.example", "Amara Nwosu"


def said(chosen, shortest=15):
    with pytest.raises(Invalid) as refused:
        refuse_weak(chosen, EMAIL, NAME, shortest)
    return refused.value.fields["password"]


@pytest.mark.parametrize(
    "chosen",
    [
        "violet kettle tram 7 moss", "xk29fjdkl39dk2!ks", "日本語のとても長いパスワードです！",
        "  leading and trailing gorse  ", "aLLlowercaseornotwhatdiff", "tangerine gravel orbit",
        "amara keeps eleven green bicycles", "🦊🐙🦕🌵🍉🎈🎻🧭🪁🛶🧵🪀🍄🌋🛸",
    ],
)  # fmt: skip
def test_s4_long_and_uncommon_is_enough(chosen):
    refuse_weak(chosen, EMAIL, NAME, 15)


def test_s4_the_length_is_counted_in_characters_and_can_be_set():
    fifteen = "kelp amber nibs"
    assert len(fifteen) == 15
    refuse_weak(fifteen, EMAIL, NAME, 15)

    assert said(fifteen[:-1]) == "Choose a password of 15 characters or more."
    assert said(fifteen, 16) == "Choose a password of 16 characters or more."


def test_s4_up_to_1024_characters_are_taken_and_none_are_cut_off():
    many = " ".join(f"gorse{n}heather" for n in range(200))
    refuse_weak(many[:LONGEST], EMAIL, NAME, 15)

    assert said(many[: LONGEST + 1]) == "Choose a password of at most 1,024 characters."


@pytest.mark.parametrize(
    "chosen",
    [
        "passwordpassword", "Password123456789!", "qwertyuiopasdfghjkl", "123456789012345",
        "aaaaaaaaaaaaaaaaaaaa", "iloveyouforever2024", "correcthorsebatterystaple",
        "liverpoolfootball", "abcdefghijklmnopqr", "P@ssw0rdP@ssw0rd", "1q2w3e4r5t6y7u8i",
        "summer2024summer2024", "letmeinletmeinletmein", "poiuytrewqlkjhgf", "jesuschristisgod1",
    ],
)  # fmt: skip
def test_s4_what_is_guessed_first_is_refused(chosen):
    assert said(chosen) == COMMON


@pytest.mark.parametrize(
    "chosen",
    ["amaranwosu1990!!", "amara nwosu amara nwosu", "AmaraNwosuAmaraNwosu", "nwosu-amara-2024"],
)
def test_s4_ones_own_name_and_address_are_refused(chosen):
    assert said(chosen) == PERSONAL

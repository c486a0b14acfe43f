"""What was entered about children, and what people measured at home."""

from portal.domain.record import Vital
from portal.services.demo_record import AtHome

YOUNG: dict[str, str] = {
    "price-ear": """
        none
        measures: TEMPERATURE | 38.4
        measures: WEIGHT | 28.6 | 60d 10:00
        measures: HEIGHT | 132 | 60d 10:00""",
    "price-spots": """
        condition: B01.9 | 1d""",
    "kaur-eczema": """
        none
        condition: L20.82 | 13y""",
    "kaur-exams": """
        measures: HEART_RATE | 88
        measures: WEIGHT | 54.2 | 90d 10:00""",
    "kaur-acne": """
        condition: L70.0 | 4m""",
    "silva-croup": """
        none
        measures: WEIGHT | 13.1 | 180d 10:00
        measures: WEIGHT | 14.2
        measures: TEMPERATURE | 37.8
        measures: OXYGEN_SATURATION | 98""",
    "silva-small": """
        measures: WEIGHT | 14.6
        measures: HEIGHT | 96""",
    "zhang-egg": """
        allergy: egg white | Hives, swollen lip | mild | likely
        condition: J45.30 | 2y
        takes: salbutamol | 100 micrograms/dose | inhaler | 2 puffs by spacer when needed | 2y
        measures: WEIGHT | 20.6 | 30d 15:00
        measures: HEIGHT | 115 | 30d 15:00""",
    "zhang-wheeze": """
        measures: OXYGEN_SATURATION | 98
        measures: WEIGHT | 21.3""",
}

PRESSURE, WEIGHT, OXYGEN = Vital.BLOOD_PRESSURE, Vital.WEIGHT, Vital.OXYGEN_SATURATION
GLUCOSE, PULSE = Vital.GLUCOSE, Vital.HEART_RATE

AT_HOME = (
    AtHome(
        "whitfield", PRESSURE,
        (
            (127, "156/96"), (125, "154/95"), (123, "150/93"), (122, "149/92"), (98, "138/86"),
            (96, "135/84"), (94, "134/85"), (92, "131/82"), (45, "132/83"), (20, "135/84"),
            (6, "134/84"),
        ),
    ),
    AtHome(
        "bright", OXYGEN,
        (
            (200, "93"), (170, "92"), (140, "92"), (110, "91"), (75, "92"), (48, "93"),
            (25, "93"), (8, "92"),
        ),
        "Finger clip, at rest.",
    ),
    AtHome(
        "okafor", GLUCOSE,
        (
            (295, "198"), (280, "171"), (240, "158"), (200, "149"), (150, "144"), (100, "139"),
            (60, "136"), (30, "131"), (12, "133"),
        ),
        "Before breakfast.",
    ),
    AtHome(
        "oconnor", WEIGHT,
        (
            (232, "88.0"), (230, "86.9"), (228, "86.1"), (226, "85.4"), (180, "85.1"),
            (120, "84.8"), (60, "85.3"), (14, "85.9"), (4, "86.8"),
        ),
    ),
    AtHome(
        "nguyen", PRESSURE,
        (
            (296, "158/92"), (290, "152/90"), (284, "148/88"), (278, "147/87"), (190, "136/82"),
            (120, "134/80"), (50, "132/80"), (15, "135/81"),
        ),
    ),
    AtHome(
        "nwosu", PULSE, ((240, "61"), (97, "58"), (30, "55"), (9, "53"), (3, "52")), "My watch.",
    ),
    AtHome(
        "haddad", PRESSURE, ((80, "108/66"), (50, "110/66"), (20, "114/70"), (5, "116/72")),
    ),
    AtHome("macleod", GLUCOSE, ((262, "56"), (200, "142"), (140, "131"), (70, "164"), (10, "126"))),
)  # fmt: skip

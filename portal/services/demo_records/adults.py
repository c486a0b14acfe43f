"""What was entered about the adults, by the consultation in which it was entered."""

ADULTS: dict[str, str] = {
    "nwosu-headaches": """
        none
        condition: G43.009 | 4m | Without aura. Mother had migraine.
        takes: copper intrauterine device | | device | in place | 3y
        measures: BLOOD_PRESSURE | 118/74 | 30d 12:10 | At the pharmacy.""",
    "nwosu-prevention": """
        measures: HEART_RATE | 68""",
    "nwosu-bladder": """
        measures: TEMPERATURE | 36.8""",
    "nwosu-dose": """
        stops: propranolol | Dose raised.
        measures: BLOOD_PRESSURE | 112/72 | 1d 12:30 | At the pharmacy.
        measures: HEART_RATE | 62 | 1d 12:30""",
    "whitfield-back": """
        none
        measures: WEIGHT | 97.2 | 20d 09:10
        measures: HEIGHT | 182 | 20d 09:10""",
    "whitfield-pressure": """
        condition: I10 | 0d | Father had a stroke at 60.
        condition: Z87.891 | 10y
        measures: BLOOD_PRESSURE | 158/96 | 16d 10:40 | At the health check.
        measures: CREATININE | 0.94 | 16d 10:45
        measures: CHOLESTEROL | 196 | 16d 10:45
        measures: WEIGHT | 96.4 | 16d 10:40""",
    "whitfield-readings": """
        measures: WEIGHT | 93.1 | 1d 08:05""",
    "kowalczyk-heartburn": """
        none
        condition: K21.9 | 6w""",
    "kowalczyk-hands": """
        condition: G56.01 | 3m""",
    "abernethy-tired": """
        none
        condition: E06.3 | 0d | TPO antibodies positive.
        condition: M17.0 | 6y
        takes: calcium carbonate | 1.25 g | chewable tablet | 1 at breakfast | 2y
        measures: WEIGHT | 78.6 | 7d 09:20
        measures: HEART_RATE | 54 | 7d 09:20""",
    "abernethy-dose": """
        stops: levothyroxine | Dose raised.
        stops: calcium carbonate | Moved to the evening.
        takes: calcium carbonate | 1.25 g | chewable tablet | 1 in the evening
        measures: WEIGHT | 76.9 | 6d 10:10""",
    "abernethy-hundred": """
        stops: levothyroxine | Dose raised.
        measures: WEIGHT | 73.8 | 8d 09:40
        measures: HEART_RATE | 72 | 8d 09:40""",
    "grant-toe": """
        none
        condition: M10.9 | 0d
        condition: I10 | 5y
        takes: ramipril | 5 mg | capsule | Take 1 capsule by mouth in the morning. | 5y
        measures: CREATININE | 1.02 | 40d 09:15
        measures: BLOOD_PRESSURE | 136/84 | 40d 09:10""",
    "grant-rash": """
        stops: allopurinol | Rash.
        allergy: allopurinol | Itchy rash on chest and arms | moderate | confirmed
        measures: CREATININE | 1.05
        measures: ALT | 31""",
    "pugh-mole": """
        none
        measures: BLOOD_PRESSURE | 132/82""",
    "pugh-scar": """
        condition: D22.5 | 2m | Dysplastic naevus of the back, wholly removed.""",
    "raman-hayfever": """
        none
        condition: J45.40 | 18y
        condition: J30.1 | 15y
        takes: ethinylestradiol + levonorgestrel | 30/150 micrograms | tablet | 21 days of 28 | 2y
        measures: OXYGEN_SATURATION | 98 | 2d 09:30""",
    "marchetti-mastitis": """
        none
        measures: TEMPERATURE | 38.6""",
    "marchetti-mood": """
        condition: F53.0 | 4w""",
    "lindqvist-hot": """
        none
        condition: N95.1 | 5m
        measures: BLOOD_PRESSURE | 122/76 | 1d 08:00
        measures: WEIGHT | 67.4 | 1d 08:00""",
    "lindqvist-heavy": """
        condition: D25.0 | 0d | 3 cm, submucous.
        condition: D50.0 | 0d""",
    "lindqvist-strings": """
        stops: progesterone | The hormone coil takes its part.
        stops: tranexamic acid | Not needed any more.
        takes: levonorgestrel | 52 mg | intrauterine system | in place | 10w
        measures: BLOOD_PRESSURE | 118/74""",
    "hernandez-pill": """
        none
        condition: G40.209 | 6y
        takes: lamotrigine | 100 mg | tablet | 1 twice a day | 6y
        measures: BLOOD_PRESSURE | 112/70 | 2d 18:00""",
    "popescu-panic": """
        none
        condition: F41.0 | 1m
        measures: HEART_RATE | 76""",
    "popescu-sweat": """
        measures: WEIGHT | 61.5 | 3d 09:00
        measures: TEMPERATURE | 36.6 | 1d 17:00""",
    "adeyemi-gut": """
        none
        condition: K58.0 | 6m""",
    "adeyemi-sleep": """
        condition: G47.26 | 3m
        measures: BLOOD_PRESSURE | 128/80 | 1d 16:00
        measures: WEIGHT | 88.0 | 1d 16:00""",
    "haddad-positive": """
        none
        takes: folic acid | 400 micrograms | tablet | 1 a day
        takes: colecalciferol | 400 units | tablet | 1 a day
        measures: WEIGHT | 62.1 | 1d 09:00 | Before pregnancy 62.""",
    "haddad-iron": """
        condition: O99.012 | 0d
        measures: BLOOD_PRESSURE | 106/64 | 3d 10:00 | By the midwife.
        measures: WEIGHT | 65.8 | 3d 10:00 | By the midwife.""",
    "haddad-movements": """
        stops: folic acid | Past the twelfth week.
        condition: Z34.93 | 20w | Due in twelve weeks.
        measures: BLOOD_PRESSURE | 112/70 | | At maternity triage.
        measures: WEIGHT | 70.9 | 6d 10:10 | By the midwife.""",
    "macleod-sensor": """
        none
        condition: E10.9 | 20y
        takes: insulin glargine | 100 units/ml | pre-filled pen | 22 units at bedtime | 8y
        takes: insulin aspart | 100 units/ml | pre-filled pen | with meals, by carbohydrate | 8y
        measures: HBA1C | 7.5 | 12d 09:00 | 58 mmol/mol.
        measures: WEIGHT | 79.4 | 12d 09:00""",
    "macleod-rash": """
        measures: HBA1C | 7.7 | 9d 08:50 | 61 mmol/mol.
        measures: WEIGHT | 80.1 | 9d 08:50""",
    "tanaka-gluten": """
        none
        condition: K90.0 | 0d
        measures: WEIGHT | 64.2 | 2d 09:00""",
    "tanaka-itch": """
        condition: L13.0 | 2m""",
    "tanaka-insurance": """
        stops: ferrous fumarate | Constipation on the daily dose.
        takes: ferrous fumarate | 210 mg | tablet | 1 every second day
        measures: WEIGHT | 67.0 | 5d 09:20""",
}

"""What was entered about older patients, by the consultation in which it was entered."""

ELDERS: dict[str, str] = {
    "bright-chest": """
        none
        condition: J44.9 | 11y | Rescue pack at home.
        condition: Z87.891 | 12y
        takes: tiotropium | 18 micrograms | inhalation powder | Inhale the contents of 1
          capsule in the morning. | 9y
        takes: salbutamol | 100 micrograms/dose | inhaler | 2 puffs when needed | 11y
        measures: OXYGEN_SATURATION | 93 | 90d 10:00
        measures: OXYGEN_SATURATION | 91
        measures: RESPIRATORY_RATE | 22""",
    "bright-feet": """
        measures: OXYGEN_SATURATION | 92""",
    "bright-emergency": """
        measures: OXYGEN_SATURATION | 89 | | Read out by the crew.""",
    "bright-pump": """
        condition: I25.2 | 3m | NSTEMI, one stent.
        condition: Z95.5 | 3m
        allergy: ramipril | Dry cough all day | mild | confirmed
        takes: aspirin | 75 mg | dispersible tablet | Dissolve 1 tablet in water and
          drink it in the morning. | 3m
        takes: ticagrelor | 90 mg | tablet | Take 1 tablet by mouth twice a day. | 3m
        takes: atorvastatin | 80 mg | tablet | Take 1 tablet by mouth at night. | 3m
        takes: bisoprolol | 1.25 mg | tablet | Take 1 tablet by mouth in the morning. | 3m
        measures: BLOOD_PRESSURE | 126/72 | 6d 11:00
        measures: WEIGHT | 71.3 | 6d 11:00
        measures: OXYGEN_SATURATION | 93 | 6d 11:00
        measures: POTASSIUM | 4.6 | 6d 11:05
        measures: CREATININE | 1.08 | 6d 11:05""",
    "okafor-sugar": """
        none
        condition: E11.9 | 9y
        condition: I10 | 12y
        takes: lisinopril | 10 mg | tablet | 1 a day | 8y
        measures: HBA1C | 7.1 | 365d 09:00 | 54 mmol/mol.
        measures: HBA1C | 8.3 | 5d 09:10 | 67 mmol/mol.
        measures: CREATININE | 0.82 | 5d 09:10
        measures: BLOOD_PRESSURE | 138/82 | 5d 09:15
        measures: WEIGHT | 84.9 | 5d 09:15""",
    "okafor-stomach": """
        stops: metformin | Diarrhoea on the plain tablets.
        measures: WEIGHT | 48.1 | 3d 10:00
        corrects: WEIGHT | 84.1 | The digits were swapped when it was entered.""",
    "okafor-tingle": """
        condition: E53.8 | 0d | From metformin.
        condition: G62.9 | 6m
        takes: hydroxocobalamin | 1 mg/1 ml | injection | every 3 months, at the practice
        measures: HBA1C | 7.5 | 10d 09:00 | 59 mmol/mol.
        measures: BLOOD_PRESSURE | 134/80 | 10d 09:05
        measures: WEIGHT | 81.6 | 10d 09:05""",
    "okafor-toe": """
        condition: E11.621 | 5d | Left little toe.
        measures: HBA1C | 7.2 | 20d 09:00 | 55 mmol/mol.
        measures: CREATININE | 0.86 | 20d 09:00
        measures: BLOOD_PRESSURE | 130/78 | 20d 09:05
        measures: WEIGHT | 79.8 | 20d 09:05""",
    "ellery-dizzy": """
        none
        condition: I10 | 20y
        condition: I95.2 | 0d
        condition: H90.3 | 9y
        takes: amlodipine | 5 mg | tablet | Take 1 tablet by mouth in the morning. | 12y
        takes: bendroflumethiazide | 2.5 mg | tablet | 1 in the morning | 15y
        stops: bendroflumethiazide | Pressure falls on standing.
        measures: BLOOD_PRESSURE | 124/70 | | Sitting, own machine.
        measures: BLOOD_PRESSURE | 98/62 | | Standing, own machine.
        measures: SODIUM | 133 | 2d 11:00""",
    "ellery-patch": """
        condition: L57.0 | 6m | Left temple.
        measures: BLOOD_PRESSURE | 136/74 | 14d 10:00
        measures: SODIUM | 138 | 14d 10:00""",
    "nguyen-pressure": """
        none
        measures: BLOOD_PRESSURE | 166/96 | 4d 15:00 | At the pharmacy.
        measures: CREATININE | 0.71""",
    "nguyen-tablet": """
        condition: I10 | 0d
        measures: SODIUM | 140 | 5d 09:00
        measures: POTASSIUM | 4.2 | 5d 09:00""",
    "nguyen-bones-again": """
        condition: M81.0 | 0d | Wrist fracture.
        takes: colecalciferol | 800 units | capsule | 1 a day
        measures: BLOOD_PRESSURE | 134/80 | 3d 10:00""",
    "ozturk-flutter": """
        none
        condition: I48.91 | 0d
        condition: I10 | 3y
        measures: HEART_RATE | 118
        measures: BLOOD_PRESSURE | 138/82
        measures: OXYGEN_SATURATION | 97""",
    "ozturk-nose": """
        measures: HEART_RATE | 72 | 30d 10:00
        measures: BLOOD_PRESSURE | 128/78 | 30d 10:00""",
    "oconnor-breath": """
        none
        condition: I50.9 | 4y
        condition: I48.91 | 7y
        condition: N18.31 | 2y
        takes: furosemide | 20 mg | tablet | 1 each morning | 4y
        stops: furosemide | Dose raised.
        takes: apixaban | 5 mg | tablet | 1 twice a day | 5y
        takes: bisoprolol | 5 mg | tablet | 1 a day | 4y
        measures: WEIGHT | 88.4
        measures: BLOOD_PRESSURE | 126/74
        measures: HEART_RATE | 84
        measures: OXYGEN_SATURATION | 95""",
    "oconnor-weights": """
        measures: CREATININE | 1.36 | 2d 09:00
        measures: POTASSIUM | 4.4 | 2d 09:00""",
    "dvorak-nights": """
        allergy: penicillin | Rash at four, as his mother told him | moderate | unconfirmed
        condition: L40.0 | 20y
        measures: BLOOD_PRESSURE | 134/80 | 60d 09:00""",
    "dvorak-psa": """
        condition: N40.1 | 0d
        measures: CREATININE | 0.92 | 4d 08:40""",
    "begum-knees": """
        none
        condition: M17.0 | 6y
        takes: paracetamol | 500 mg | tablet | 2 before the stairs, at most 8 a day
        measures: WEIGHT | 76.4 | 30d 11:00
        measures: BLOOD_PRESSURE | 132/78 | 30d 11:00""",
    "begum-vitamin": """
        condition: E55.9 | 0d""",
    "begum-shoulder": """
        takes: colecalciferol | 800 units | tablet | 1 a day""",
    "fischer-freezing": """
        none
        condition: G20.A2 | 4y
        measures: BLOOD_PRESSURE | 128/76 | 10d 14:00 | Lying; 122/74 standing.""",
    "fischer-slow": """
        condition: K59.09 | 3m""",
    "levy-confused": """
        allergy: trimethoprim | Blistering rash in hospital | severe | confirmed
        condition: G30.1 | 6y
        condition: I10 | 25y
        takes: donepezil | 10 mg | tablet | 1 in the evening | 4y
        takes: indapamide | 1.5 mg | modified-release tablet | 1 in the morning | 10y
        takes: atorvastatin | 20 mg | tablet | 1 at night | 12y
        takes: aspirin | 75 mg | tablet | 1 a day | 12y
        measures: TEMPERATURE | 37.9
        measures: HEART_RATE | 92
        measures: BLOOD_PRESSURE | 130/72
        measures: OXYGEN_SATURATION | 96""",
    "levy-tablets": """
        stops: atorvastatin | Does not serve her goals any more.
        stops: aspirin | Does not serve her goals any more.
        measures: WEIGHT | 51.0 | 4d 10:00
        measures: BLOOD_PRESSURE | 118/66 | 4d 10:00""",
    "levy-sore": """
        condition: L89.152 | 1w
        measures: WEIGHT | 49.6 | 2d 10:00""",
    "mokoena-fever": """
        allergy: penicillin | Hives within an hour | moderate | confirmed
        condition: M06.9 | 8y
        takes: methotrexate | 2.5 mg | tablet | 6 once a week, on Tuesdays | 6y
        takes: folic acid | 5 mg | tablet | 1 a week, on Fridays | 6y
        measures: TEMPERATURE | 38.7
        measures: RESPIRATORY_RATE | 20
        measures: OXYGEN_SATURATION | 96
        measures: BLOOD_PRESSURE | 124/78""",
    "mokoena-bloods": """
        measures: ALT | 38 | 60d 11:10
        measures: ALT | 96 | 1d 11:10
        measures: AST | 61 | 1d 11:10""",
    "mokoena-vaccine": """
        measures: ALT | 41 | 20d 11:10
        measures: AST | 33 | 20d 11:10""",
}

"""What was entered about older patients, by the consultation in which it was entered."""

ELDERS: dict[str, str] = {
    "bright-chest": """
        none
        condition: J44.9 | 11y | Rescue pack at home.
        condition: Z87.891 | 12y
        takes: tiotropium | 18 micrograms | inhaler | 1 capsule inhaled each morning | 9y
        takes: salbutamol | 100 micrograms | inhaler | 2 puffs when needed | 11y
        takes: prednisolone | 5 mg | tablet | 6 each morning for 5 days
        takes: doxycycline | 100 mg | capsule | 2 today, then 1 a day, 5 days in all
        measures: OXYGEN_SATURATION | 93 | 90d 10:00
        measures: OXYGEN_SATURATION | 91
        measures: RESPIRATORY_RATE | 22""",
    "bright-feet": """
        stops: prednisolone | Course finished.
        stops: doxycycline | Course finished.
        measures: OXYGEN_SATURATION | 92""",
    "bright-emergency": """
        measures: OXYGEN_SATURATION | 89 | | Read out by the crew.""",
    "bright-pump": """
        condition: I25.2 | 3m | NSTEMI, one stent.
        condition: Z95.5 | 3m
        allergy: ramipril | Dry cough all day | mild | confirmed
        takes: candesartan | 4 mg | tablet | 1 a day
        takes: aspirin | 75 mg | tablet | 1 a day | 3m
        takes: ticagrelor | 90 mg | tablet | 1 twice a day | 3m
        takes: atorvastatin | 80 mg | tablet | 1 at night | 3m
        takes: bisoprolol | 1.25 mg | tablet | 1 a day | 3m
        measures: BLOOD_PRESSURE | 126/72 | 6d 11:00
        measures: WEIGHT | 71.3 | 6d 11:00
        measures: OXYGEN_SATURATION | 93 | 6d 11:00
        measures: POTASSIUM | 4.6 | 6d 11:05
        measures: CREATININE | 1.08 | 6d 11:05""",
    "okafor-sugar": """
        none
        condition: E11.9 | 9y
        condition: I10 | 12y
        takes: metformin | 500 mg | tablet | 1 twice a day with meals, after two weeks 2
        takes: lisinopril | 10 mg | tablet | 1 a day | 8y
        measures: HBA1C | 7.1 | 365d 09:00 | 54 mmol/mol.
        measures: HBA1C | 8.3 | 5d 09:10 | 67 mmol/mol.
        measures: CREATININE | 0.82 | 5d 09:10
        measures: BLOOD_PRESSURE | 138/82 | 5d 09:15
        measures: WEIGHT | 84.9 | 5d 09:15""",
    "okafor-stomach": """
        stops: metformin | Diarrhoea on the plain tablets.
        takes: metformin, slow release | 500 mg | tablet | 2 with the evening meal
        measures: WEIGHT | 48.1 | 3d 10:00
        corrects: WEIGHT | 84.1 | The digits were swapped when it was entered.""",
    "okafor-tingle": """
        condition: E53.8 | 0d | From metformin.
        condition: G62.9 | 6m
        takes: hydroxocobalamin | 1 mg/mL | injection | every 3 months, at the practice
        measures: HBA1C | 7.5 | 10d 09:00 | 59 mmol/mol.
        measures: BLOOD_PRESSURE | 134/80 | 10d 09:05
        measures: WEIGHT | 81.6 | 10d 09:05""",
    "okafor-toe": """
        condition: E11.621 | 5d | Left little toe.
        takes: flucloxacillin | 500 mg | capsule | 1 four times a day for 7 days
        measures: HBA1C | 7.2 | 20d 09:00 | 55 mmol/mol.
        measures: CREATININE | 0.86 | 20d 09:00
        measures: BLOOD_PRESSURE | 130/78 | 20d 09:05
        measures: WEIGHT | 79.8 | 20d 09:05""",
    "ellery-dizzy": """
        none
        condition: I10 | 20y
        condition: I95.2 | 0d
        condition: H90.3 | 9y
        takes: amlodipine | 5 mg | tablet | 1 in the morning | 12y
        takes: bendroflumethiazide | 2.5 mg | tablet | 1 in the morning | 15y
        stops: bendroflumethiazide | Pressure falls on standing.
        measures: BLOOD_PRESSURE | 124/70 | | Sitting, own machine.
        measures: BLOOD_PRESSURE | 98/62 | | Standing, own machine.
        measures: SODIUM | 133 | 2d 11:00""",
    "ellery-patch": """
        condition: L57.0 | 6m | Left temple.
        takes: fluorouracil | 5 % | cream | once a day to the patch, for 4 weeks
        measures: BLOOD_PRESSURE | 136/74 | 14d 10:00
        measures: SODIUM | 138 | 14d 10:00""",
    "nguyen-pressure": """
        none
        measures: BLOOD_PRESSURE | 166/96 | 4d 15:00 | At the pharmacy.
        measures: CREATININE | 0.71""",
    "nguyen-tablet": """
        condition: I10 | 0d
        takes: amlodipine | 5 mg | tablet | 1 in the morning
        measures: SODIUM | 140 | 5d 09:00
        measures: POTASSIUM | 4.2 | 5d 09:00""",
    "nguyen-bones-again": """
        condition: M81.0 | 0d | Wrist fracture.
        takes: alendronic acid | 70 mg | tablet | 1 every Friday, upright, before breakfast
        takes: colecalciferol | 800 units | capsule | 1 a day
        measures: BLOOD_PRESSURE | 134/80 | 3d 10:00""",
    "ozturk-flutter": """
        none
        condition: I48.91 | 0d
        condition: I10 | 3y
        takes: bisoprolol | 2.5 mg | tablet | 1 a day
        takes: apixaban | 5 mg | tablet | 1 twice a day
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
        takes: furosemide | 40 mg | tablet | 1 each morning
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
        none
        condition: L40.0 | 20y
        measures: BLOOD_PRESSURE | 134/80 | 60d 09:00""",
    "dvorak-psa": """
        condition: N40.1 | 0d
        takes: tamsulosin | 400 micrograms | capsule | 1 after breakfast
        measures: CREATININE | 0.92 | 4d 08:40""",
    "begum-knees": """
        none
        condition: M17.0 | 6y
        takes: ibuprofen gel | 5 % | gel | three times a day to both knees
        takes: paracetamol | 500 mg | tablet | 2 before the stairs, at most 8 a day
        measures: WEIGHT | 76.4 | 30d 11:00
        measures: BLOOD_PRESSURE | 132/78 | 30d 11:00""",
    "begum-vitamin": """
        condition: E55.9 | 0d
        takes: colecalciferol | 50000 units | capsule | 1 a week for 6 weeks""",
    "begum-shoulder": """
        stops: colecalciferol | Course finished.
        takes: colecalciferol | 800 units | tablet | 1 a day""",
    "fischer-freezing": """
        none
        condition: G20.A2 | 4y
        takes: co-careldopa | 25/100 | tablet | 1 at 7, 10, 13, 16 and 19 o'clock
        measures: BLOOD_PRESSURE | 128/76 | 10d 14:00 | Lying; 122/74 standing.""",
    "fischer-slow": """
        takes: macrogol | 13.8 g | powder | 2 sachets a day until it moves, then 1
        condition: K59.09 | 3m""",
    "levy-confused": """
        allergy: trimethoprim | Blistering rash in hospital | severe | confirmed
        condition: G30.1 | 6y
        condition: I10 | 25y
        takes: donepezil | 10 mg | tablet | 1 in the evening | 4y
        takes: indapamide | 1.5 mg | tablet | 1 in the morning | 10y
        takes: atorvastatin | 20 mg | tablet | 1 at night | 12y
        takes: aspirin | 75 mg | tablet | 1 a day | 12y
        takes: pivmecillinam | 200 mg | tablet | 2 now, then 1 three times a day, 3 days
        measures: TEMPERATURE | 37.9
        measures: HEART_RATE | 92
        measures: BLOOD_PRESSURE | 130/72
        measures: OXYGEN_SATURATION | 96""",
    "levy-tablets": """
        stops: pivmecillinam | Course finished.
        stops: atorvastatin | Does not serve her goals any more.
        stops: aspirin | Does not serve her goals any more.
        takes: paracetamol | 250 mg/5 mL | liquid | 20 mL up to four times a day
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
        takes: doxycycline | 100 mg | capsule | 2 today, then 1 a day, 5 days in all
        measures: TEMPERATURE | 38.7
        measures: RESPIRATORY_RATE | 20
        measures: OXYGEN_SATURATION | 96
        measures: BLOOD_PRESSURE | 124/78""",
    "mokoena-bloods": """
        stops: doxycycline | Course finished.
        measures: ALT | 38 | 60d 11:10
        measures: ALT | 96 | 1d 11:10
        measures: AST | 61 | 1d 11:10""",
    "mokoena-vaccine": """
        measures: ALT | 41 | 20d 11:10
        measures: AST | 33 | 20d 11:10""",
}

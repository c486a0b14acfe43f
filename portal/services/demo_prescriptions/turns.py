"""What did not go straight: questions, stops, other pharmacies, deliveries, what nobody fetched."""

from portal.services.demo_prescription import Prescribed

TURNS = (
    Prescribed(
        "rx-whitfield-back", story="whitfield-back", to="bridge",
        items="ibuprofen | 400 mg | tablet | 1 | three_daily | days 7 | With food.",
        then="""
            rahman +15 prepare
            frost +8 check
            GP +70 ask_stop: The desk tells me that his pressure was 172 over 104 last month. Please
              no ibuprofen; I ring him about paracetamol.
            rahman +6 too_late: He was here ten minutes ago.""",
    ),
    Prescribed(
        "rx-marchetti-paper", story="marchetti-mastitis",
        items="flucloxacillin | 500 mg | capsule | 1 | four_daily | days 10 | On an empty stomach.",
        then="""
            oduya +55 scan
            oduya +3 prepare
            kerrigan +5 check
            oduya +12 collect: Paolo Marchetti, her husband""",
        note="On paper: she does not know yet which pharmacy is open near her mother.",
    ),
    Prescribed(
        "rx-lindqvist-patches", story="lindqvist-hot", to="harbour",
        items="""
        estradiol | 50 micrograms/24 hours | transdermal patch | 1 | twice_weekly | pack 24
        progesterone | 100 mg | capsule | 2 | night | pack 60 | On days 15 to 26 of the month.""",
        why={"pregnancy": "Not pregnant: her husband has had a vasectomy."},
        then="""
            demir +25 claim
            demir +12 release: The patches cannot be had from our wholesaler before next month.
            PT +140 choose (northgate)
            kerrigan +30 prepare
            oduya +15 check
            kerrigan +1d collect""",
    ),
    Prescribed(
        "rx-begum-knees", story="begum-knees", to="harbour",
        items="ibuprofen | 5% | gel | 1 | three_daily | pack 100 | To both knees.",
    ),
    Prescribed(
        "rx-begum-daily", story="begum-vitamin", to="harbour",
        items="colecalciferol | 20000 units | capsule | 2 | once_daily | days 42",
        then="""
            lang +30 claim
            lang +5 ask: 40,000 units every day for six weeks? Once a week is usual, and the note
              speaks of weeks. Nothing is supplied until I hear from you.
            GP +80 answer: Once a week, of course, not once a day. Thank you for catching it. I
              cancel this one and send the right one at once.
            GP +2 cancel: Written for every day instead of once a week. The right one follows.""",
    ),
    Prescribed(
        "rx-begum-weekly", story="begum-vitamin", after=121, to="harbour",
        items="colecalciferol | 20000 units | capsule | 2 | weekly | days 42 | On Sundays.",
        note="Instead of the one for every day, which is cancelled.",
    ),
    Prescribed(
        "rx-fischer-sachets", story="fischer-slow", to="northgate",
        items="macrogol 3350 + electrolytes | 6.563 g | oral powder | 2 | once_daily | pack 60",
        then="""
            GP +20 cancel: These are the children's sachets. The right ones follow now.""",
    ),
    Prescribed(
        "rx-fischer-macrogol", story="fischer-slow", after=24, to="northgate", repeats=1,
        items="macrogol 3350 + electrolytes | 13.125 g | oral powder | 2 | once_daily | pack 90 | "
        "Until it moves, then 1 a day.",
    ),
    Prescribed(
        "rx-dvorak-tamsulosin", story="dvorak-psa", to="harbour",
        items="tamsulosin | 400 micrograms | modified-release capsule | 1 | morning | pack 30 | "
        "After breakfast.",
        then="""
            lang +25 prepare
            demir +15 check
            GP +60 ask_stop: He has his cataract operation in two weeks, and the eye clinic asks
              that he begins afterwards.
            lang +12 stop""",
    ),
    Prescribed(
        "rx-dvorak-again", patient="dvorak", by="bailey", ago=178, to="harbour", repeats=3,
        items="tamsulosin | 400 micrograms | modified-release capsule | 1 | morning | pack 60 | "
        "After breakfast.",
        note="After the cataract operation, as agreed.",
    ),
    Prescribed(
        "rx-adeyemi-mebeverine", story="adeyemi-gut", to="harbour",
        items="mebeverine | 135 mg | tablet | 1 | when_needed | for cramps | most 3 | pack 100 | "
        "Twenty minutes before meals.",
        then="""
            demir +30 prepare
            lang +12 check""",
    ),
    Prescribed(
        "rx-kaur-acne", story="kaur-acne", to="northgate",
        items="adapalene | 0.1% | cream | 1 | alternate_days | pack 45 | A pea to the chin at "
        "night.",
        why={"pregnancy": "Said: not in pregnancy. She is not sexually active."},
        then="""
            oduya +40 claim
            oduya +9 refuse: The cream is out of stock everywhere. There is a gel of the same
              strength, which needs a prescription of its own.""",
    ),
    Prescribed(
        "rx-kaur-gel", story="kaur-acne", after=95, to="northgate",
        items="adapalene | 0.1% | gel | 1 | alternate_days | pack 45 | A pea to the chin at "
        "night.",
        why={
            "pregnancy": "Said: not in pregnancy. She is not sexually active.",
        },
    ),
    Prescribed(
        "rx-levy-liquid", story="levy-tablets", to="bridge",
        items="paracetamol | 250 mg/5 ml | oral suspension | 15 | three_daily | pack 1000",
        then="""
            rahman +35 prepare
            frost +10 check
            rahman +30 dispatch
            rahman +90 fail: Nobody opened at the side door of Rowan House.
            frost +1d dispatch
            frost +70 deliver: Ana Reis, senior carer""",
        note="To Rowan House, please: she cannot come.",
    ),
    Prescribed(
        "rx-levy-morphine", patient="levy", by="marsh", ago=38, at="09:40", to="bridge",
        items="morphine | 5 mg | modified-release tablet | 1 | morning_night | days 14",
        then="""
            frost +5 receive (morphine, 5 mg, modified-release tablet, 60): Eastgate Wholesale
            rahman +20 prepare
            frost +15 check
            rahman +150 collect (driving licence): Daniel Levy, her son""",
        note="For the changes of dressing. The home keeps its own register.",
    ),
    Prescribed(
        "rx-okafor-pregabalin", patient="okafor", by="chandra", ago=119, at="11:30",
        to="bridge",
        items="pregabalin | 25 mg | capsule | 1 | night | days 28",
        then="""
            frost +45 prepare
            rahman +15 check
            frost +90 collect (passport)""",
        note="For the burning at night. No driving until she knows how she is with it.",
    ),
    Prescribed(
        "rx-mokoena-cefalexin", patient="mokoena", by="marsh", ago=58, at="10:15", to="bridge",
        items="cefalexin | 500 mg | capsule | 1 | twice_daily | days 7",
        note="Skin around an insect bite. Methotrexate is paused for a week.",
    ),
    Prescribed(
        "rx-mokoena-flare", patient="mokoena", by="novak", ago=61, at="11:20", to="bridge",
        items="naproxen | 250 mg | tablet | 1 | twice_daily | days 10 | With food.",
        why={
            "interaction": "A flare; rheumatology agrees to ten days beside methotrexate. Kidneys "
            "were normal three weeks ago and are measured again next week.",
            "pregnancy": "Asked: she is not pregnant, her last period was two years ago.",
        },
    ),
    Prescribed(
        "rx-dvorak-sinus", patient="dvorak", by="bailey", ago=72, at="15:10", to="bridge",
        items="amoxicillin | 500 mg | capsule | 1 | three_daily | days 5",
        why={
            "allergy": "A rash at four, with a fever, as his mother told him. He has had "
            "amoxicillin twice since then without any reaction, and knows when to ring.",
        },
        then="""
            rahman +18 prepare
            frost +9 check: Reason for penicillin read, and asked him: two courses, no reaction.
            rahman +50 collect""",
    ),
    Prescribed(
        "rx-haddad-nausea", patient="haddad", by="novak", ago=164, at="13:20",
        items="cyclizine | 50 mg | tablet | 1 | when_needed | for sickness | most 3 | pack 30",
        then="GP +25 discard", is_draft=True,
    ),
)  # fmt: skip

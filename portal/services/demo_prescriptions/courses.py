"""Short courses, creams and inhalers that were supplied as they were written."""

from portal.services.demo_prescription import Prescribed

COURSES = (
    Prescribed(
        "rx-nwosu-migraine", story="nwosu-headaches", to="bridge",
        items="""
        sumatriptan | 50 mg | tablet | 1 | when_needed | for migraine | most 2 | pack 12 | As soon
          as the pain starts, on no more than 10 days a month.
        ibuprofen | 400 mg | tablet | 1 | when_needed | for migraine | most 3 | pack 48 | With the
          sumatriptan.""",
        why={"pregnancy": "Not pregnant: she has a copper coil."},
    ),
    Prescribed(
        "rx-nwosu-bladder", story="nwosu-bladder", to="bridge",
        items="nitrofurantoin | 100 mg | modified-release capsule | 1 | twice_daily | days 3 | "
        "With food.",
    ),
    Prescribed(
        "rx-kowalczyk-stomach", story="kowalczyk-heartburn", to="bridge",
        items="omeprazole | 20 mg | gastro-resistant capsule | 1 | morning | days 28 | Half an "
        "hour before breakfast.",
    ),
    Prescribed(
        "rx-kowalczyk-three", story="kowalczyk-test", to="bridge",
        items="""
        omeprazole | 20 mg | gastro-resistant capsule | 1 | twice_daily | days 7
        amoxicillin | 500 mg | capsule | 2 | twice_daily | days 7
        clarithromycin | 500 mg | tablet | 1 | twice_daily | days 7""",
        note="All three together for seven days. Polish: his wife Ewa explains.",
    ),
    Prescribed(
        "rx-grant-toe", story="grant-toe", to="northgate",
        items="colchicine | 500 micrograms | tablet | 1 | twice_daily | days 6 | Stop when it has "
        "settled, or with diarrhoea.",
    ),
    Prescribed(
        "rx-grant-itch", story="grant-rash", to="northgate",
        items="cetirizine | 10 mg | tablet | 1 | once_daily | days 14 | Until the rash has gone.",
    ),
    Prescribed(
        "rx-lindqvist-heavy", story="lindqvist-heavy", to="northgate",
        items="""
        tranexamic acid | 500 mg | tablet | 2 | three_daily | pack 60 | On heavy days only, at most
          four days running.
        ferrous fumarate | 210 mg | tablet | 1 | once_daily | pack 84""",
    ),
    Prescribed(
        "rx-haddad-iron", story="haddad-iron", to="harbour",
        items="ferrous sulfate | 200 mg | tablet | 1 | once_daily | pack 56 | An hour before food.",
        then="""
            lang +22 prepare
            demir +10 check
            lang +1d collect: Omar Haddad, her husband""",
    ),
    Prescribed(
        "rx-tanaka-iron", story="tanaka-gluten", to="bridge",
        items="""
        ferrous fumarate | 210 mg | tablet | 1 | once_daily | pack 84
        folic acid | 5 mg | tablet | 1 | once_daily | pack 84""",
        note="No gluten in either, please.",
    ),
    Prescribed(
        "rx-tanaka-cream", story="tanaka-itch", to="bridge",
        items="clobetasol | 0.05% | cream | 1 | twice_daily | pack 30 | Thinly, to flares only.",
    ),
    Prescribed(
        "rx-ellery-cream", story="ellery-patch", to="harbour",
        items="fluorouracil | 5% | cream | 1 | once_daily | days 28 | To the patch on the temple; "
        "wash hands afterwards.",
    ),
    Prescribed(
        "rx-okafor-toe", story="okafor-toe", to="bridge",
        items="flucloxacillin | 500 mg | capsule | 1 | four_daily | days 7 | On an empty stomach.",
    ),
    Prescribed(
        "rx-bright-chest", story="bright-chest", to="bridge",
        items="""
        prednisolone | 5 mg | tablet | 6 | morning | days 5 | After breakfast.
        doxycycline | 100 mg | capsule | 1 | morning | days 5 | pack 6 | On the first day take 2;
          sit upright, with water.""",
        then="""
            rahman +8 prepare
            frost +5 check
            rahman +40 collect: Carol Bright-Hughes, his daughter""",
        note="Today, please.",
    ),
    Prescribed(
        "rx-mokoena-chest", story="mokoena-fever", to="bridge",
        items="doxycycline | 100 mg | capsule | 1 | morning | days 5 | pack 6 | On the first day "
        "take 2; sit upright, with water.",
        why={
            "pregnancy": "Asked: she is not pregnant, her last period was two years ago.",
        },
        then="""
            frost +9 prepare
            rahman +4 check
            frost +30 collect: Lerato Mokoena, her daughter""",
    ),
    Prescribed(
        "rx-levy-bladder", story="levy-confused", to="harbour",
        items="pivmecillinam | 200 mg | tablet | 1 | three_daily | days 3 | pack 10 | The first "
        "time take 2.",
        then="""
            demir +15 prepare
            lang +6 check
            demir +30 collect: Ana Reis, senior carer at Rowan House""",
    ),
    Prescribed(
        "rx-kaur-skin", story="kaur-eczema", to="northgate",
        items="""
        tacrolimus | 0.03% | ointment | 1 | twice_daily | days 21 | To the eyelids.
        clobetasone | 0.05% | cream | 1 | night | pack 30 | To the elbows for two weeks, then two
          nights a week.
        cetraben emollient | | cream | 1 | twice_daily | pack 500 | Generously, and before
          washing.""",
    ),
    Prescribed(
        "rx-zhang-egg", story="zhang-egg", to="northgate",
        items="cetirizine | 5 mg/5 ml | oral solution | 5 | when_needed | for contact with egg | "
        "most 10 | pack 200",
        then="""
            kerrigan +30 prepare
            oduya +12 check
            kerrigan +90 collect: Wei Zhang, his father""",
    ),
    Prescribed(
        "rx-zhang-puffer", story="zhang-wheeze", to="northgate",
        items="""
        beclometasone | 50 micrograms/dose | inhaler | 2 | twice_daily | pack 1 | Through the
          spacer, then rinse.
        prednisolone | 5 mg | dispersible tablet | 4 | morning | days 3""",
        then="""
            oduya +6 prepare
            kerrigan +4 check
            oduya +25 collect: Wei Zhang, his father""",
    ),
)  # fmt: skip

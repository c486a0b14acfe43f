"""What is taken for long: signed once, issued again every few weeks."""

from portal.services.demo_prescription import Prescribed

CHRONIC = (
    Prescribed(
        "rx-okafor-first", story="okafor-sugar", to="bridge",
        items="metformin | 500 mg | tablet | 1 | twice_daily | pack 84 | With a meal; after two "
        "weeks 2 at a time.",
        note="The dose goes up after two weeks, she knows.",
    ),
    Prescribed(
        "rx-okafor-metformin", story="okafor-stomach", to="bridge", repeats=4,
        items="metformin | 500 mg | modified-release tablet | 2 | evening | pack 112 | With the "
        "evening meal.",
        again={
            3: """
            ONE +40 prepare (1=84)
            TWO +15 check
            ONE +120 collect
            TWO +1d prepare
            ONE +9 check
            TWO +90 collect: Emeka Okafor, her son""",
        },
    ),
    Prescribed(
        "rx-whitfield-amlodipine", story="whitfield-pressure", to="harbour", repeats=1, every=84,
        items="amlodipine | 5 mg | tablet | 1 | morning | pack 84",
    ),
    Prescribed(
        "rx-abernethy-fifty", story="abernethy-tired", to="northgate",
        items="levothyroxine | 50 micrograms | tablet | 1 | morning | pack 56 | Half an hour "
        "before breakfast.",
    ),
    Prescribed(
        "rx-abernethy-more", story="abernethy-dose", to="northgate", repeats=2,
        items="levothyroxine | 75 micrograms | tablet | 1 | morning | pack 56 | Half an hour "
        "before breakfast.",
    ),
    Prescribed(
        "rx-abernethy-hundred", story="abernethy-hundred", to="northgate", repeats=3,
        items="levothyroxine | 100 micrograms | tablet | 1 | morning | pack 56 | Half an hour "
        "before breakfast.",
    ),
    Prescribed(
        "rx-grant-ramipril", story="grant-toe", to="northgate", repeats=3, every=84,
        items="ramipril | 5 mg | capsule | 1 | morning | pack 84",
        again={
            2: """
            ONE +30 substitute (ramipril, 5 mg, tablet): The capsules cannot be had this month;
              the tablets hold the same.
            TWO +10 check
            ONE +70 collect: Moira Grant, his wife""",
        },
    ),
    Prescribed(
        "rx-grant-allopurinol", story="grant-urate", to="northgate", repeats=1,
        items="allopurinol | 100 mg | tablet | 1 | once_daily | pack 56 | After a meal, with "
        "plenty to drink.",
    ),
    Prescribed(
        "rx-grant-two", patient="grant", by="sheikh", ago=126, at="09:50", to="northgate",
        items="allopurinol | 100 mg | tablet | 2 | once_daily | pack 112 | After a meal, with "
        "plenty to drink.",
        then="""
            kerrigan +30 prepare (1=56, until 3d)
            oduya +10 check
            kerrigan +60 collect
            GP +12d cancel: He has a rash from it, and it stands among his allergies now.""",
    ),
    Prescribed(
        "rx-nguyen-amlodipine", story="nguyen-tablet", to="bridge", repeats=2, every=84,
        items="amlodipine | 5 mg | tablet | 1 | morning | pack 84",
        note="Please show the box to her daughter, who reads English.",
    ),
    Prescribed(
        "rx-nguyen-bones", story="nguyen-bones-again", to="bridge", repeats=1, every=84,
        items="""alendronic acid | 70 mg | tablet | 1 | weekly | pack 12 | On Fridays, upright, half
        an hour before breakfast.""",
        then="""
            frost +25 claim
            frost +4 ask: Is her dentist done with her? The record speaks of a check first.
            frost +35 withdraw
            frost +3 prepare
            rahman +12 check
            frost +80 collect: Nguyễn Minh Anh, her daughter""",
    ),
    Prescribed(
        "rx-ozturk-heart", story="ozturk-flutter", to="bridge", repeats=4,
        items="""
        apixaban | 5 mg | tablet | 1 | twice_daily | pack 112
        bisoprolol | 2.5 mg | tablet | 1 | morning | pack 56""",
        again={
            2: """
            frost +30 prepare
            rahman +10 check
            frost +75 collect
            rahman +30 strike_out: The bag is still on the shelf. It was recorded on this line
              instead of the next one.
            frost +10 prepare
            rahman +5 check
            rahman +200 collect""",
        },
    ),
    Prescribed(
        "rx-oconnor-water", story="oconnor-breath", to="harbour", repeats=2, every=84,
        items="furosemide | 40 mg | tablet | 1 | morning | pack 84",
    ),
    Prescribed(
        "rx-hernandez-desogestrel", story="hernandez-pill", to="harbour", repeats=3, every=84,
        items="desogestrel | 75 micrograms | tablet | 1 | once_daily | pack 84 | At the same hour "
        "every day, without a break.",
        why={
            "pregnancy": "Not pregnant: her last period began five days ago.",
        },
        again={
            2: """
            ONE +60 prepare
            TWO +10 check
            ONE +12d back: Not collected in two weeks; she is away for an excavation.
            TWO +5d prepare
            ONE +10 check
            TWO +120 collect""",
        },
    ),
    Prescribed(
        "rx-popescu-sertraline", story="popescu-tablet", to="northgate", repeats=2, every=84,
        items="sertraline | 50 mg | tablet | 1 | morning | pack 84",
    ),
    Prescribed(
        "rx-nwosu-propranolol", story="nwosu-prevention", to="bridge", repeats=5,
        items="propranolol | 40 mg | tablet | 1 | twice_daily | pack 112",
        again={
            4: """
            TWO +35 prepare
            ONE +12 check
            TWO +160 collect
            GP +33d end_repeats: The dose goes up: a new prescription takes its place.""",
        },
    ),
    Prescribed(
        "rx-nwosu-more", story="nwosu-dose", to="bridge",
        items="propranolol | 80 mg | tablet | 1 | twice_daily | pack 112 | At breakfast, and at "
        "six in the evening.",
    ),
    Prescribed(
        "rx-fischer-parkinson", story="fischer-freezing", to="northgate", repeats=2, every=84,
        items="levodopa + carbidopa | 100 mg/25 mg | tablet | 1 | five_daily | pack 420 | At 7, "
        "10, 13, 16 and 19 o'clock, before food.",
        note="Please no other make: he takes these with stiff hands.",
    ),
    Prescribed(
        "rx-raman-inhaler", story="raman-hayfever", to="harbour", repeats=2,
        items="""
        budesonide + formoterol | 200 micrograms/6 micrograms/dose | inhalation powder | 1 |
          twice_daily | pack 1
        cetirizine | 10 mg | tablet | 1 | once_daily | pack 30 | In the season.""",
        then="""
            demir +20 prepare (2=0)
            lang +10 check
            lang +3 refuse (2): None on the shelf, and the wholesaler is out as well.
            demir +45 collect
            lang +1d reopen (2)
            lang +4 prepare
            demir +9 check
            lang +180 collect""",
    ),
    Prescribed(
        "rx-bright-heart", story="bright-pump", to="bridge",
        items="""
        candesartan | 4 mg | tablet | 1 | morning | pack 28
        aspirin | 75 mg | dispersible tablet | 1 | morning | pack 28
        ticagrelor | 90 mg | tablet | 1 | twice_daily | pack 56
        atorvastatin | 80 mg | tablet | 1 | night | pack 28
        bisoprolol | 1.25 mg | tablet | 1 | morning | pack 28""",
        note="Ramipril is stopped: please take back what he has left.",
    ),
)  # fmt: skip

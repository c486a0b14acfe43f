"""What is open today, above all at Bridge Street Pharmacy, where every queue has something."""

from portal.services.demo_prescription import Prescribed

PRESENT = (
    Prescribed(
        "rx-now-kowalczyk", patient="kowalczyk", by="marsh", back=24, to="bridge",
        items="ibuprofen | 5% | gel | 1 | three_daily | days 10 | To the right knee.", then="",
    ),
    Prescribed(
        "rx-now-okafor", patient="okafor", by="novak", back=52, to="bridge", repeats=5,
        items="metformin | 500 mg | modified-release tablet | 2 | evening | pack 112 | With the "
        "evening meal.",
        then="",
    ),
    Prescribed(
        "rx-now-begum", patient="begum", by="larsen", back=86, to="bridge",
        items="colecalciferol | 800 units | tablet | 1 | once_daily | pack 90",
        then="", note="Without gelatine, please.",
    ),
    Prescribed(
        "rx-now-ellery", patient="ellery", by="marsh", back=140, to="bridge", repeats=5,
        items="amlodipine | 5 mg | tablet | 1 | morning | pack 56", then="rahman +22 claim",
    ),
    Prescribed(
        "rx-now-raman", patient="raman", by="sheikh", back=96, to="bridge",
        items="budesonide + formoterol | 200 micrograms/6 micrograms/dose | inhalation powder | 1 "
        "| twice_daily | pack 1",
        then="""
            rahman +12 prepare
            frost +7 check
            rahman +31 collect""",
    ),
    Prescribed(
        "rx-now-macleod", patient="macleod", by="sheikh", back=205, to="bridge",
        items="insulin glargine | 100 units/ml | pre-filled pen | 22 | night | pack 5",
        then="frost +64 claim",
    ),
    Prescribed(
        "rx-now-nguyen", patient="nguyen", by="larsen", back=118, to="bridge", repeats=3,
        items="amlodipine | 5 mg | tablet | 1 | morning | pack 56",
        then="frost +47 prepare",
    ),
    Prescribed(
        "rx-now-nwosu", patient="nwosu", by="marsh", back=260, to="bridge",
        items="""
        sumatriptan | 50 mg | tablet | 1 | when_needed | for migraine | most 2 | pack 12 | As soon
          as the pain starts, on no more than 10 days a month.""",
        then="""
            frost +31 prepare
            rahman +14 check""",
    ),
    Prescribed(
        "rx-now-tanaka", patient="tanaka", by="novak", back=330, to="bridge",
        items="ferrous fumarate | 210 mg | tablet | 1 | alternate_days | pack 84 | With orange "
        "juice.",
        then="""
            rahman +40 prepare
            frost +12 check""",
    ),
    Prescribed(
        "rx-now-levy", patient="levy", by="marsh", back=132, to="bridge",
        items="paracetamol | 250 mg/5 ml | oral suspension | 20 | four_daily | pack 1000",
        then="""
            rahman +26 claim
            rahman +6 ask: She weighs 49.6 kg by the record, and four times 20 ml are 4 g a day.
              Shall we supply 15 ml up to three times, as before?""",
    ),
    Prescribed(
        "rx-now-nwosu-owed", patient="nwosu", by="marsh", ago=1, at="13:35", to="bridge",
        items="""
        ibuprofen | 400 mg | tablet | 1 | when_needed | for migraine | most 3 | pack 48 | With the
          sumatriptan.""",
        why={"pregnancy": "Not pregnant: she has a copper coil."},
        then="""
            rahman +24 prepare (1=24, until 3d)
            frost +11 check
            rahman +75 collect""",
    ),
    Prescribed(
        "rx-now-bright", patient="bright", by="marsh", ago=1, at="14:10", to="bridge",
        items="tiotropium | 18 micrograms | inhalation powder | 1 | morning | pack 30",
        then="""
            frost +20 prepare
            rahman +12 check
            frost +45 dispatch""",
        note="Please deliver: he is breathless on the stairs.",
    ),
    Prescribed(
        "rx-now-pugh", patient="pugh", by="bailey", ago=18, at="10:20", to="bridge",
        items="cetirizine | 10 mg | tablet | 1 | night | pack 30 | For the itch of the scar.",
        then="""
            rahman +30 prepare
            frost +14 check""",
    ),
    Prescribed(
        "rx-now-draft", patient="whitfield", by="marsh", back=16, to="harbour",
        items="indapamide | 1.5 mg | modified-release tablet | 1 | morning | pack 30",
        then="", is_draft=True, note="Instead of amlodipine, if the ankles are from that.",
    ),
)  # fmt: skip

"""What else is going on today: questions, proposals, started chats, and the hospital's list."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

TODAY = (
    Story(
        "oconnor-emergency", "oconnor", back=7,
        urgency=Urgency.EMERGENCY, began=Began.TODAY, end=End.REQUESTED,
        asks="""This is Bríd. Séamus woke from his chair grey and fighting for breath, he can't
        finish a word. I have rung 999 and they are coming. I write so that you know.""",
    ),
    Story(
        "silva-fever", "silva", back=95,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.REQUESTED,
        asks="""Inês for Beatriz. Fever of 38.9 for two days, a runny nose, she drinks but eats
        nothing. The eardrops did not help. No spots that I can see.""",
    ),
    Story(
        "levy-garden", "levy", back=345, chosen="marsh",
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.REQUESTED,
        asks="""Daniel Levy. The sore has healed, thank you. Mother has begun to call out in
        the evenings and the carers ask for something to calm her. I would rather talk with you
        first.""",
    ),
    Story(
        "adeyemi-tight", "adeyemi", back=200,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.REQUESTED,
        asks="""The gut is calm, thank you. New thing: tightness across my chest when I run up the
        stairs with the crates, gone when I stop. Three times this week. I'm 40, dad had a bypass
        at 52.""",
        before="""
        sheikh +35 accept:
        sheikh +12 hand_back: He needs to be seen today with a tracing, and I am out on visits
          until the evening. Please take him at once.""",
    ),
    Story(
        "nwosu-travel", "nwosu", back=112, by="sheikh",
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.ASKED,
        asks="""I'm taking my class to Ghana in the next holidays, twelve days. Which vaccines and
        malaria tablets go with the propranolol?""",
        before="""
        GP +42 ask: How lovely. Which regions will you travel through, and have you had yellow
          fever vaccination before? Please look in your red booklet if you have one.""",
    ),
    Story(
        "popescu-lower", "popescu", back=104, chosen="marsh", by="marsh",
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.ASKED,
        asks="""It is a good half year now and I feel steady. You said we could go down with the
        sertraline. How do I do it?""",
        before="""
        GP +50 ask: I am so glad. Two things first: is there anything big ahead in the next two
          months, and how did the last missed tablet feel, if you ever missed one?""",
    ),
    Story(
        "mokoena-travel", "mokoena", back=140, chosen="marsh", by="marsh", after=30, window=1,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.ACCEPTED,
        asks="""Before Durban I would like to go through my tablets with you: how to carry
        methotrexate on the aeroplane, and what to do if I get ill there.""",
        arranged="""
        PT +20 propose (3d 11:30):""",
    ),
    Story(
        "begum-sugar", "begum", back=160, chosen="larsen", by="larsen", after=40, begins=4,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.IN_PROGRESS,
        asks="""Tariq for my mother. The pharmacy measured her sugar, 11.8 after lunch. She is
        thirsty and goes to the toilet often. Her brother has diabetes.""",
        chat="""
        GP +3: Hello Tariq, thank you for writing soon. Has she lost weight, is she sick or drowsy,
          and has she had any infection of the skin or the urine?
        PT +14: No sickness. Maybe two kilos. She says the skirt is loose and she was glad.
        GP +5: She shall be glad for another reason: this we can treat well. A fasting blood test
          tomorrow at 8.20, HbA1c with it. The interpreter will be there. Can she come?""",
    ),
    Story(
        "zhang-night", "zhang", back=118, by="novak", after=30, begins=3,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.IN_PROGRESS,
        asks="""Wei, Leo's father. He coughs every night at about three, for two weeks now. The
        brown inhaler we give every day, promised. He is fine in the day.""",
        chat="""
        GP +3: Good morning Wei, I believe you. How do you give it: spacer, mask or mouthpiece, and
          does he rinse afterwards? Any pets or mould that are new?
        PT +12: Spacer with mask, he is 6 now, should it be the mouthpiece? And yes, a guinea pig
          since his birthday. It sleeps in his room.""",
    ),
    Story(
        "haddad-glucose", "haddad", back=62, chosen="novak",
        urgency=Urgency.SOON, began=Began.DAYS, end=End.REQUESTED,
        asks="""The midwife did the sugar drink test: 5.4 before and 9.1 after two hours. She says
        it is gestational diabetes and I should ask you what I eat. I have 31 weeks. Please with
        the interpreter.""",
    ),
    Story(
        "kaur-flare", "kaur", back=85, chosen="ferrari",
        urgency=Urgency.SOON, began=Began.DAYS, end=End.REQUESTED,
        asks="""The eczema is back behind my knees and it weeps and has yellow crusts since three
        days. It stings. I did the cream like you said. Prom is in two weeks.""",
    ),
    Story(
        "dvorak-plaques", "dvorak", back=180, chosen="ferrari", window=3,
        urgency=Urgency.ROUTINE, began=Began.LONGER, end=End.REQUESTED,
        asks="""I have psoriasis on the elbows for twenty years and never minded. Now it is on
        my scalp and in my ears, and it itches in the office. My practice says I may ask you
        directly.""",
    ),
    Story(
        "nwosu-mole", "nwosu", back=150, chosen="ferrari", by="ferrari", after=45, window=4,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.ACCEPTED,
        asks="""A mole on my left calf that I have had since school has a paler ring around it now.
        It doesn't itch or bleed, 5 mm. My aunt had a melanoma, so I would rather you looked.""",
        arranged="""
        ferrari +30 propose (4d 16:30):""",
    ),
    Story(
        "ellery-sore", "ellery", back=125, chosen="ferrari", by="ferrari", after=25, begins=4,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.IN_PROGRESS,
        asks="""The patch on my temple is very red and sore since the cream, three weeks now. My
        daughter wants me to stop. It weeps a little on the pillow.""",
        chat="""
        GP +3: Good day Mrs Ellery. Red and sore is what we expect, and it is nearly done. Is it
          only the patch, or the skin around it? Any fever, or is the eye swollen?
        PT +22: Only the patch dear and a finger's breadth round it. The eye is all right. Shall I
          do the last week?""",
    ),
    Story(
        "pugh-new", "pugh", back=170, chosen="ferrari", by="ferrari", after=35, begins=5,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.IN_PROGRESS,
        asks="""Bethan has found a new dark spot near the old scar, about 3 mm. After the last one
        I don't want to wait. She can take a picture with her phone.""",
        chat="""
        GP +4: Good morning Mr Pugh, quite right not to wait. How long has it been there, is it on
          the line of the scar or beside it, and does it change when you press on it?
        PT +18: Two weeks she thinks. Beside it, a thumb away. It goes paler when she presses and
          comes back.
        GP +6: That sounds like a little blood vessel rather than a mole, but I want to see it with
          the lens. Could you come to my clinic on the next working day at half past eight?""",
    ),
    Story(
        "hernandez-night", "hernandez", back=40, chosen="chandra",
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.REQUESTED,
        asks="""I woke on the floor with a bitten tongue and everything aches. My flatmate heard a
        thud at five. I took all my tablets this month. First time at night. I am awake and all
        right now, she is with me.""",
    ),
    Story(
        "lindqvist-iron", "lindqvist", back=165, chosen="beaumont", by="beaumont", after=60,
        window=2,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.ACCEPTED,
        asks="""A year of the patch and half a year of the coil. I would like to go through what
        stays and what goes, and whether the fibroid should be looked at again.""",
    ),
)  # fmt: skip

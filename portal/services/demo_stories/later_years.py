"""The past year of Ruth Abernethy, Lewis Grant and Gareth Pugh."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

LATER_YEARS = (
    Story(
        "abernethy-tired", "abernethy", ago=251, at="09:55", by="marsh", after=130,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""I'm tired all the time, whatever I do. I've put on a stone since last year, my skin
        is like paper and I'm cold when nobody else is. I did the blood tests the nurse suggested
        last week.""",
        chat="""
        GP +5: Hello Ruth, the results explain it. Your thyroid is underactive: TSH is 14.2, it
          should be below about 4, and the hormone itself is low.
        PT +9: So I'm not just lazy! Is it serious?
        GP +4: Not at all lazy. It is common and very treatable. Do you have any heart trouble,
          chest pain or palpitations?
        PT +6: None. Only the knees.
        GP +7: Then levothyroxine, 50 micrograms every morning on an empty stomach, half an hour
          before tea or breakfast. We repeat the blood test in 8 weeks and adjust.
        PT +4: Half an hour before tea will be the hard part.""",
        note="""
        History: Tired for months, a stone heavier, dry skin, cold. No heart trouble, chest pain or
          palpitations.
        Examination: TSH 14.2 mU/L, free T4 8.1 pmol/L, TPO antibodies positive. FBC and HbA1c
          normal.
        Assessment: Primary autoimmune hypothyroidism.
        Codes: E06.3
        Plan: Levothyroxine 50 micrograms every morning, half an hour before breakfast. TSH in 8
          weeks.
        Outcome: treated
        Watch for: Palpitations or chest pain.
        Act by: It takes some weeks to feel the difference. Book the blood test for 8 weeks from
          now.
        Call: 999 for chest pain; the practice the same day for palpitations.""",
    ),
    Story(
        "abernethy-dose", "abernethy", ago=189, at="14:15", chosen="marsh", by="marsh", after=110,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""I had the thyroid blood test again, it's eight weeks. I'm better but not my old self
        yet. Should the dose change?""",
        chat="""
        GP +3: Better is good. TSH has come down from 14.2 to 7.6, so yes, there is room. Are you
          taking anything else in the mornings, calcium or iron perhaps?
        PT +7: A calcium tablet with my breakfast, for my bones.
        GP +5: Please move that to the evening, it stops the thyroxine being taken up. And let us go
          up to 75 micrograms.
        PT +4: Nobody ever told me that about calcium. Will do.""",
        note="""
        History: Better, not her old self. Takes a calcium tablet with her levothyroxine.
        Examination: TSH 7.6 mU/L on 50 micrograms.
        Assessment: Hypothyroidism, partly treated; calcium hinders uptake.
        Codes: E06.3
        Plan: Calcium moved to the evening. Levothyroxine 75 micrograms daily. TSH in 8 weeks.
        Outcome: treated
        Watch for: Palpitations, shaking or losing weight: too much of it.
        Act by: Blood test again in 8 weeks.
        Call: The practice.""",
    ),
    Story(
        "abernethy-letter", "abernethy", ago=33, at="16:20",
        urgency=Urgency.ROUTINE, began=Began.LONGER, end=End.EXPIRED,
        asks="""We have booked a cruise and the insurance wants to know whether my
        thyroid is "stable". Could somebody tell me what I may put on the form?""",
    ),
    Story(
        "grant-toe", "grant", ago=283, at="08:20", by="sheikh", after=35, begins=3,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""Woke up with my big toe on fire. It's red, shiny and so sore I can't bear the sheet
        on it. I didn't knock it. We had a do on Saturday with a fair bit of beer.""",
        chat="""
        GP +2: Morning Lewis, that sounds like gout. Any fever or shivering, or a wound on the foot?
        PT +5: No, temperature's normal. It's just the toe.
        GP +3: Do you have stomach ulcers, kidney or heart trouble, or take any blood thinners?
        PT +4: Only ramipril for blood pressure. Kidneys were fine at the last check.
        GP +6: Then colchicine 500 micrograms twice a day until it settles, six days at most. It can
          loosen the bowels. Foot up, ice in a towel, plenty of water, no beer.
        PT +3: I can live without beer for a week. Cheers doctor.""",
        note="""
        History: Red, shiny, very painful big toe since waking, after beer at the weekend. No
          injury, no fever. Ramipril 5 mg. No ulcers.
        Examination: Right first MTP joint by description, no wound. eGFR 78.
        Assessment: Acute gout, first attack.
        Codes: M10.071
        Plan: Colchicine 500 micrograms twice daily, up to 6 days; ibuprofen avoided with his ACE
          inhibitor. Ice, rest, no beer. Urate 4 weeks after it has settled.
        Outcome: treated
        Watch for: Fever, or redness that spreads up the foot: an infected joint needs hospital.
          Stop the colchicine for bad diarrhoea.
        Act by: It should ease within 3 days. Blood test in 4 weeks.
        Call: The practice today for fever or spreading redness, 111 when we are closed.""",
    ),
    Story(
        "grant-urate", "grant", ago=226, at="11:15", chosen="sheikh", by="sheikh", after=90,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.COMPLETED,
        asks="""Second attack of gout last week, other foot this time, settled with the rest of the
        colchicine. The blood test is back I think. The wife says there's a tablet to stop it.""",
        chat="""
        GP +4: She is right. Your urate is 512; we want it under 360. Two attacks in two months is a
          good reason for allopurinol.
        PT +9: Every day?
        GP +3: Every day: 100 mg, then a blood test each month and a little more until we are there.
          It can set off an attack in the first weeks, so keep some colchicine at home.
        PT +5: Go on then. Anything to watch for?
        GP +4: A rash. If your skin comes up in spots, stop it and write to us the same day.""",
        note="""
        History: Second attack in 2 months, other foot, settled with colchicine.
        Examination: Urate 512 micromol/L, eGFR 76.
        Assessment: Recurrent gout with raised urate.
        Codes: M10.9
        Plan: Allopurinol 100 mg daily once settled, raised monthly to urate below 360. Colchicine
          500 micrograms twice daily as rescue. Bloods in 4 weeks.
        Outcome: treated
        Watch for: A rash: stop allopurinol. Mouth or eyes that blister, or a swollen face. Go on
          taking it during an attack.
        Act by: Write the same day for a rash. Blood test in 4 weeks.
        Call: 999 for blisters or swelling; the practice for a rash.""",
    ),
    Story(
        "grant-rash", "grant", ago=112, at="08:50", by="marsh", after=25, begins=2,
        urgency=Urgency.URGENT, began=Began.DAYS, end=End.COMPLETED, passes=("novak",),
        asks="""Itchy red rash on my chest and arms since yesterday. Dr Sheikh said to write if I
        got one on allopurinol. They put it up to 200 two weeks ago.""",
        chat="""
        GP +1: Hello Lewis, thank you for writing straight away. Have you stopped it?
        PT +3: Not had today's.
        GP +2: Good, do not take any more. Sore mouth or eyes, blisters, peeling, fever, swollen
          face?
        PT +4: None of that. Just the itch.
        GP +5: Then this looks like a mild reaction. Cetirizine 10 mg once a day. I have marked
          allopurinol as an allergy. Please tell me how it looks when we are next open.
        PT +600: You asked how it looks: it's fading, itch nearly gone.
        GP +20: That is what I hoped to hear. We will think about a different tablet once your skin
          is quiet.""",
        note="""
        History: Itchy rash on chest and arms since yesterday, 2 weeks after allopurinol went up to
          200 mg. No sore mouth or eyes, blisters, fever or swelling.
        Examination: From his description: maculopapular. FBC, U&E and LFT normal. Fading at next
          contact.
        Assessment: Mild drug eruption from allopurinol.
        Codes: L27.0, T50.4X5A
        Plan: Allopurinol stopped and recorded as an allergy. Cetirizine 10 mg daily. Febuxostat to
          be considered once the skin is quiet.
        Outcome: treated
        Watch for: Never take allopurinol again, and say so wherever you are treated. Blisters, a
          sore mouth or eyes, or fever within the next two weeks.
        Act by: The rash should be gone within ten days.
        Call: A&E the same day for blisters or fever; the practice otherwise.""",
    ),
    Story(
        "pugh-mole", "pugh", ago=176, at="10:30", by="bailey", after=75, window=2,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED, begins=8, stops=185,
        asks="""My wife says a mole on my back has changed. It's got bigger over about four months
        and one edge has gone darker, nearly black. It bled once on my shirt. I worked on building
        sites all my life, never bothered with sun cream.""",
        chat="""
        GP +3: Hello Gareth. Your wife has good eyes. How wide is it, roughly, and is it one colour
          or several?
        PT +12: She's measured it, 9 mm. Brown with a black bit, and the edge is wavy.
        GP +4: That needs a skin specialist, and soon. I am sending an urgent referral now; you
          should be seen within two weeks. Could you come in at half past four so I can look at it
          and take a photograph for them?
        PT +6: Yes I can do that. Is it cancer?
        GP +5: I cannot say from here, and most turn out not to be. But it has enough warning signs
          that I do not want to wait.
        PT +8: Fair enough. See you at half four.""",
        note="""
        History: Mole on the upper back grown over 4 months, one edge darker, bled once. Worked
          outdoors all his life without sun cream.
        Examination: Seen at 16:30: 9 by 7 mm, asymmetric, irregular border, two colours, no nodes.
          Weighted checklist 5.
        Assessment: Suspicious pigmented lesion; melanoma to be excluded.
        Codes: D48.5
        Plan: Urgent suspected cancer referral to dermatology with dermoscopy image.
        Outcome: referred
        Watch for: A new lump in your armpit or neck.
        Act by: The hospital will ring you: you should be seen within 2 weeks. Heard nothing in 5
          days? Ring us, and we chase it.
        Call: The practice.""",
    ),
    Story(
        "pugh-flight", "pugh", ago=129, at="13:40", chosen="bailey", by="bailey", after=50,
        urgency=Urgency.ROUTINE, began=Began.LONGER, end=End.DECLINED,
        asks="""The mole's out and all clear, thank you. We're off to Canada to celebrate and I'm
        terrified of flying. Can I have a couple of diazepam for the flight, like my brother
        had?""",
        reason="""I'm delighted about the mole. Like most practices we no longer prescribe diazepam
        for flying: it makes clots and accidents more likely, and it is not licensed for this.""",
        advice="""Several airlines run one-day courses for fearful flyers, and they work well. On
        the day: an aisle seat, no alcohol, walk every hour, and slow breathing at take-off. If
        worry troubles you on ordinary days too, tell us, and we can help with that.""",
    ),
)  # fmt: skip

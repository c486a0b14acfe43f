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
        note="""Fatigue, weight gain, dry skin, cold intolerance. TSH 14.2, free T4 8.1, TPO
        antibodies positive, FBC and HbA1c normal. Primary hypothyroidism. No cardiac history.
        Levothyroxine 50 micrograms daily. TSH in 8 weeks.""",
        safety_net="""It takes some weeks to feel the difference. Ring us the same day for
        palpitations, and 999 for chest pain. Book the blood test for 8 weeks from now, please.""",
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
        note="""TSH 7.6 on 50 micrograms, partial response. Calcium taken at the same time: moved to
        evening. Levothyroxine 75 micrograms daily. TSH in 8 weeks.""",
        safety_net="""Palpitations, shaking or losing weight would mean too much: write to us. Blood
        test again in 8 weeks.""",
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
        note="""Acute monoarthritis of right first MTP joint, onset overnight, afebrile, no wound.
        First attack, likely gout. Ramipril 5 mg, eGFR 78. Colchicine 500 micrograms twice daily, up
        to 6 days (ibuprofen avoided with ACE inhibitor). Urate 4 weeks after it has settled.""",
        safety_net="""It should ease within 3 days. Ring us today if you become feverish or the
        redness spreads up the foot: an infected joint needs hospital. Stop the colchicine if you
        get bad diarrhoea. Blood test in 4 weeks.""",
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
        note="""Second attack of gout in 2 months, left MTP. Urate 512 micromol/L, eGFR 76. Start
        allopurinol 100 mg daily once settled, titrate to urate below 360. Colchicine 500 micrograms
        twice daily kept as rescue. Bloods in 4 weeks.""",
        safety_net="""Stop allopurinol and write the same day for a rash. Ring 999 if your mouth or
        eyes blister or your face swells. Go on taking it during an attack.""",
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
        note="""Maculopapular rash on trunk and arms 2 weeks after allopurinol 200 mg. No mucosal
        involvement, no fever, no facial oedema. Allopurinol stopped, recorded as adverse reaction.
        Cetirizine. FBC, U&E, LFT normal. Fading at next contact. Consider febuxostat later.""",
        safety_net="""Never take allopurinol again, and say so wherever you are treated. Blisters, a
        sore mouth or eyes, or fever within the next two weeks: A&E the same day.""",
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
        note="""Pigmented lesion on upper back, 4 months, growth, irregular border, two colours,
        bled once. Seen at 16:30: 9 x 7 mm, asymmetric, no nodes. Score 5 on the weighted checklist.
        Urgent suspected cancer referral to dermatology with dermoscopy image.""",
        safety_net="""The hospital will ring you: you should be seen within 2 weeks. If you have
        heard nothing in 5 days, ring us and we will chase it. Tell us of any new lump in your
        armpit or neck.""",
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

"""The past year of Iain MacLeod, Jiří Dvořák and Kenji Tanaka."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

SUGAR = (
    Story(
        "macleod-sensor", "macleod", ago=266, at="12:20", by="sheikh", after=110,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""Type 1, 20 years now. I keep going low after football, 3.1 last night. I've a
        sensor but the alarm doesn't wake me. Is there something we can change?""",
        chat="""
        GP +4: Hello Iain, thank you for writing before something happens. How often below 4 in the
          last fortnight, and do you still feel them coming?
        PT +10: Six times, sensor says 5 % of the time. I feel it late, at about 3.
        GP +5: Then let us act. On football evenings: a third less of the long insulin and 20 grams
          of carbohydrate before bed. Set the alarm to 4.5 and the loud one. And please do not
          drive below 5.
        PT +7: I can do that. Will it come back, the feeling?
        GP +4: Usually within weeks, once there are no lows. I have asked the diabetes nurse to
          ring you on Thursday.""",
        note="""
        History: Type 1 diabetes for 20 years. Six values below 4 in 14 days, mostly after evening
          sport; feels them at about 3. No severe hypoglycaemia.
        Examination: Sensor: 71 % in range, 5 % below. HbA1c 58 mmol/mol.
        Assessment: Recurrent hypoglycaemia with reduced awareness.
        Codes: E10.649
        Plan: Basal insulin less a third on football evenings, snack before bed, alarm at 4.5.
          Driving rules repeated. Diabetes nurse rings. Glucagon renewed.
        Outcome: treated
        Watch for: Any low that needs somebody else's help.
        Act by: Send me two weeks of sensor data in a fortnight.
        Call: 999 if you cannot be woken: tell your flatmates. The practice otherwise.""",
    ),
    Story(
        "macleod-vomit", "macleod", ago=171, at="09:05", by="novak", after=8, begins=1, stops=9,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""Been sick since 3 in the morning. Sugar 19, ketones 3.4 on the meter. Can't keep
        water down. I've had my long insulin.""",
        chat="""
        GP +1: Iain, this is ketoacidosis until shown otherwise: you need the hospital now, not us.
          Is somebody with you?
        PT +2: flatmate
        GP +1: Ask him to ring 999 and say "type 1 diabetes, ketones 3.4, vomiting". I am ringing
          the medical team so that they expect you. Do not stop the insulin.
        PT +4: he's on the phone to them. they're coming
        GP +6: The ward knows you are on the way. Take your pens and the meter.""",
        note="""
        History: Type 1 diabetes, vomiting 6 hours, glucose 19, ketones 3.4. Basal insulin taken.
        Examination: None in person; writes clearly.
        Assessment: Diabetic ketoacidosis likely, after gastroenteritis.
        Codes: E10.10
        Plan: 999 called by his flatmate. Medical team informed.
        Outcome: emergency
        Watch for: Ketones above 1.5 on any sick day from now on.
        Act by: Write to us within a week of coming home; we go through the sick-day rules.
        Call: 999 for vomiting with ketones above 3.""",
        later="""
        novak +1900 add: Discharge letter: DKA after norovirus, home after two days, potassium 4.1.
          Sick-day rules sent to him again.""",
    ),
    Story(
        "macleod-form", "macleod", ago=119, at="10:10", by="larsen", after=150, stops=90, window=1,
        urgency=Urgency.ROUTINE, began=Began.LONGER, end=End.WITHDRAWN,
        asks="""I need the form for my driving licence filled in, the diabetes part. Could we do it
        together by message?""",
        reason="""The licensing people say the hospital has to fill in that part. Dr Lund's
        secretary is doing it.""",
    ),
    Story(
        "macleod-rash", "macleod", ago=52, at="15:05", by="dlamini", after=60,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Lumps under the skin on my belly where I inject. They don't hurt. My readings have
        been all over the place.""",
        chat="""
        GP +4: Hello Iain. Those are likely fat lumps from injecting in one place, and insulin from
          there comes when it likes. How long do you use one needle?
        PT +8: Honestly? A few days.
        GP +4: Honestly is good. A new needle each time, rotate over thighs and sides, and keep off
          the lumps for three months. Expect lower readings: take a tenth less in the first week.
        PT +5: Makes sense. Cheers.""",
        note="""
        History: Painless lumps at abdominal injection sites, erratic readings, needles reused.
        Examination: From his pictures and description: lipohypertrophy, no redness.
        Assessment: Lipohypertrophy from insulin injections.
        Codes: E65
        Plan: New needle each time, rotation, dose less 10 % in the first week. Nurse to look at
          sites at the yearly review.
        Outcome: advice
        Watch for: Redness, heat or pain at a lump. Lows in the first week.
        Act by: The readings should settle within two weeks.
        Call: The practice.""",
    ),
    Story(
        "dvorak-nights", "dvorak", ago=213, at="13:15", by="bailey", after=140, window=2,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""I get up four times every night to pass water and the stream is weak. I thought it
        is age, but my brother had prostate cancer at 66.""",
        chat="""
        GP +4: Hello Jiří, I am glad you ask. Any blood in the urine, pain in your bones, or losing
          weight?
        PT +9: No to all three.
        GP +4: Then two blood tests and a urine sample first, one of them the PSA. It can be raised
          by other things, cycling for example: please none for two days before. I send you a
          leaflet about the test, so that you decide.
        PT +10: I have read it. I want the test, because of my brother.
        GP +4: That is a good reason. Until then no drinks after seven, and no decongestants.""",
        note="""
        History: Nocturia four times, weak stream for months. No haematuria, bone pain or weight
          loss. Brother prostate cancer at 66. IPSS 17.
        Examination: None in person; rectal examination to follow the blood test.
        Assessment: Lower urinary tract symptoms, likely benign enlargement.
        Codes: N40.1
        Plan: PSA after counselling, U&E, urine dip. Fluid advice.
        Outcome: tests
        Watch for: Not being able to pass water at all, blood, or a fever.
        Act by: The results are here in four days; write to us then.
        Call: A&E if you cannot pass water; the practice otherwise.""",
    ),
    Story(
        "dvorak-psa", "dvorak", ago=205, at="09:10", chosen="bailey", by="bailey", after=50,
        window=3,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""The blood test is done. Please tell me the result when you have time for questions,
        I do not want just a number.""",
        arranged="""
        bailey +25 propose (1d 14:30):
        PT +40 agree:""",
        chat="""
        GP +1: Jiří, as promised with time. Your PSA is 2.1, which is low for your age. Kidneys and
          urine are fine.
        PT +3: I read it three times. I am so relieved.
        GP +4: So this is the benign kind. Tamsulosin 400 micrograms after breakfast relaxes the
          outlet. Some feel dizzy on standing in the first days.
        PT +5: My wife says she will sleep as well. Thank you for taking the time.""",
        note="""
        History: IPSS 17. Wanted time for the result; time moved for that.
        Examination: PSA 2.1 micrograms/L, eGFR 81, urine clear. Prostate moderately enlarged,
          smooth (nurse practitioner, last week).
        Assessment: Benign prostatic enlargement.
        Codes: N40.1
        Plan: Tamsulosin MR 400 micrograms daily. Review in 6 weeks. PSA again in a year because of
          his brother.
        Outcome: treated
        Watch for: Dizziness on standing; say it before a cataract operation.
        Act by: It should be easier within two weeks. Write in six.
        Call: The practice; A&E if you cannot pass water.""",
    ),
    Story(
        "dvorak-cruise", "dvorak", ago=64, at="11:40", chosen="sheikh", by="sheikh", after=85,
        urgency=Urgency.ROUTINE, began=Began.LONGER, end=End.DECLINED,
        asks="""We go on a cruise and I would like some antibiotics to take with me in case
        somebody gets ill on board.""",
        reason="""We do not prescribe antibiotics for an illness that may never come: taken for the
        wrong thing they do harm.""",
        advice="""A travel clinic gives advice for the places you land at; the pharmacy has
        rehydration powders and loperamide. There is a doctor on every cruise ship. Take enough
        tamsulosin for a week more than the journey.""",
    ),
    Story(
        "tanaka-gluten", "tanaka", ago=247, at="16:00", by="novak", after=85,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""Bloating, loose stools and tiredness for about half a year. I lost 4 kilos without
        trying. My aunt has coeliac disease.""",
        chat="""
        GP +4: Hello Kenji. Any blood in the stool, waking at night for it, or a fever? And do you
          still eat bread and noodles?
        PT +9: No blood. Yes, I eat everything.
        GP +4: Please go on eating it until the test: without gluten it would be falsely normal. A
          blood test this week: coeliac antibodies, blood count, iron, folate, thyroid.
        PT +5: Understood. Bread until Thursday.
        GP +620: The antibodies are more than ten times the upper limit, and iron is low. That is
          coeliac disease. A dietitian rings you next week; from today you may leave gluten out.
        PT +14: It explains everything. Thank you for being quick.""",
        note="""
        History: 6 months of bloating, loose stools, fatigue, 4 kg loss. Aunt coeliac. No bleeding,
          no fever.
        Examination: tTG-IgA above ten times the limit, EMA positive. Ferritin 9 micrograms/L,
          folate low, TSH normal.
        Assessment: Coeliac disease with iron and folate deficiency.
        Codes: K90.0, D50.8
        Plan: Strict gluten-free diet, dietitian. Ferrous fumarate 210 mg and folic acid 5 mg
          daily. DXA and gastroenterology referral. Vaccination check.
        Outcome: referred
        Watch for: Blood in the stool, or going on losing weight.
        Act by: Blood test in three months. The dietitian rings next week.
        Call: The practice.""",
    ),
    Story(
        "tanaka-itch", "tanaka", ago=186, at="10:15", chosen="ferrari", by="ferrari", after=220,
        window=3,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""Groups of very itchy little blisters on both elbows and my lower back. I scratch
        them open. I was diagnosed with coeliac disease two months ago and wonder whether that is
        connected.""",
        chat="""
        GP +3: Good morning Mr Tanaka. You wonder rightly: this may be dermatitis herpetiformis,
          the skin's side of coeliac disease. Are both sides alike, and do tablets like ibuprofen
          make it worse?
        PT +10: Exactly alike on both sides. I have not taken any.
        GP +5: Then I would like a tiny sample from beside a blister, on Tuesday in my clinic.
          Until then a strong steroid cream, twice a day, thinly.
        PT +4: Tuesday is fine.
        GP +1250: The sample confirms it. The diet treats it, but it takes a year or two. If the
          itch is too much there is a tablet, dapsone. How bad is it now?
        PT +15: Bearable with the cream. I would rather wait.
        GP +4: A good choice. I write to Dr Novak.""",
        note="""
        History: Symmetrical itchy vesicles on elbows and sacrum, coeliac disease for 2 months.
        Examination: Grouped excoriated vesicles. Biopsy with immunofluorescence: granular IgA in
          the dermal papillae.
        Assessment: Dermatitis herpetiformis.
        Codes: L13.0
        Plan: Strict gluten-free diet. Clobetasol cream to flares. Dapsone discussed, patient
          prefers to wait. Letter to the GP.
        Outcome: treated
        Watch for: Blisters in the mouth, or skin that turns hot and weeps.
        Act by: Expect months. Write to me if the itch keeps you awake.
        Call: The dermatology clinic, 01632 960161.""",
    ),
    Story(
        "tanaka-insurance", "tanaka", ago=48, at="08:10", chosen="lockwood", by="lockwood",
        after=25, begins=3,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""My iron tablets make me so constipated that I stopped them a week ago. Is there
        another way? I am tired again.""",
        chat="""
        GP +3: Hello Mr Tanaka, stopping was understandable. Which tablets were they?
        PT +10: Ferrous fumarate 210, once a day.
        marsh +150: Mr Tanaka, this is Dr Marsh. Dr Lockwood is not available any more, so I go on
          with you; I have read everything. Try one tablet on every second day: it is taken up as
          well and upsets less.
        PT +20: Every second day I can manage. Thank you for jumping in.
        marsh +5 complete:""",
        note="""
        History: Constipation on ferrous fumarate 210 mg, stopped a week ago. Tired. Coeliac
          disease, on diet. Taken over from Dr Lockwood.
        Examination: Ferritin 24 micrograms/L three weeks ago.
        Assessment: Iron deficiency; side effect of iron.
        Codes: D50.8
        Plan: Ferrous fumarate 210 mg every second day with orange juice. Macrogol if needed.
          Ferritin in 8 weeks.
        Outcome: treated
        Watch for: Black stools are normal with iron; red blood is not.
        Act by: Blood test in eight weeks.
        Call: The practice.""",
    ),
)  # fmt: skip

"""The past year of Hạnh Nguyễn, Yusuf Öztürk and Séamus O'Connor."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

HEARTS = (
    Story(
        "nguyen-pressure", "nguyen", ago=301, at="10:40", by="larsen", after=130, begins=6,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""This is Minh Anh, I write for my mother Hạnh. The pharmacy measured her blood
        pressure three times, about 165 over 95. She has a heavy head in the mornings. She does not
        speak English, could there be an interpreter if you ring?""",
        chat="""
        GP +3: Hello Minh Anh, thank you. An interpreter is noted for every call. Has your mother
          had chest pain, weakness on one side, or trouble with her sight?
        PT +9: No. I asked her twice. Only the heavy head.
        GP +5: Does she eat much salt, fish sauce for instance, and does she take anything, herbs
          included?
        PT +8: Fish sauce every day of course. And liquorice tea for her stomach, a lot of it.
        GP +6: The liquorice matters: it raises the blood pressure. Please stop it for three weeks.
          In the same weeks I would like a reading twice a day, and a blood test for kidneys and
          salts.
        PT +5: She laughs and says the tea was from her sister. We will stop it.""",
        note="""
        History: Written by her daughter. Pharmacy readings about 165/95, morning headaches. Daily
          fish sauce, liquorice tea. No chest pain, no neurological symptoms.
        Examination: None in person.
        Assessment: Raised blood pressure, in part perhaps from liquorice.
        Codes: R03.0
        Plan: Stop liquorice, less salt. Home readings twice daily for 3 weeks. U&E, lipids, HbA1c,
          urine. Interpreter for every call.
        Outcome: tests
        Watch for: Chest pain, weakness on one side, trouble speaking or seeing.
        Act by: Send us the readings in three weeks.
        Call: 999 for any of those signs; the practice otherwise.""",
    ),
    Story(
        "nguyen-tablet", "nguyen", ago=276, at="09:35", chosen="larsen", by="larsen", after=95,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Minh Anh for my mother. Three weeks without the tea. The average at home is now 148
        over 88. The heavy head is gone. Do you have the blood results?""",
        chat="""
        GP +4: That is a good part of the way. Kidneys, salts and sugar are normal. For her age I
          would still add a small tablet, amlodipine 5 mg once a day.
        PT +11: She asks if it is for ever and whether it goes with ginger.
        GP +5: Ginger is fine. For ever is likely, but we look again in three months. Swollen
          ankles can happen, tell us then.
        PT +4: Good. Thank you for explaining, I have translated it word for word.""",
        note="""
        History: Daughter writes. Headaches gone without liquorice.
        Examination: Home average 148/88. U&E, HbA1c, lipids, urine normal.
        Assessment: Essential hypertension.
        Codes: I10
        Plan: Amlodipine 5 mg daily. Readings for a week in 3 months.
        Outcome: treated
        Watch for: Swollen ankles, or dizziness on standing.
        Act by: Send a week of readings in three months.
        Call: The practice; 999 for chest pain or weakness on one side.""",
    ),
    Story(
        "nguyen-bones", "nguyen", ago=88, at="11:20", by="dlamini", after=60, stops=12, window=1,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.NO_SHOW,
        asks="""Minh Anh for my mother Hạnh. She broke her wrist last month when she slipped on the
        quay. The fracture clinic said the doctor should talk with her about her bones.""",
    ),
    Story(
        "nguyen-bones-again", "nguyen", ago=81, at="10:05", by="dlamini", after=55, begins=2,
        window=1,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Minh Anh again. I am sorry about last week, my mother had the time wrong and I was
        at work. Could we try again about her bones? With the interpreter please.""",
        chat="""
        GP +1: Good that you wrote again, no harm done. I have the interpreter on the line and
          write down what we agree. The scan shows osteoporosis: thin bones, so that a small fall
          can break them.
        PT +12: She asks if calcium soup is enough.
        GP +4: It helps, and a tablet once a week helps far more: alendronic acid 70 mg. In the
          morning, with a full glass of tap water, sitting upright for half an hour, before
          breakfast.
        PT +6: She can do this. Friday is market day, so every Friday.
        GP +3: Friday it is. And a dentist's check before she starts.""",
        note="""
        History: Wrist fracture after a fall from standing height. With interpreter; daughter
          present.
        Examination: DXA hip T-score -2.9. Vitamin D 62 nmol/L, calcium and eGFR normal.
        Assessment: Osteoporosis with a fragility fracture.
        Codes: M81.0
        Plan: Alendronic acid 70 mg weekly, how to take it explained through the interpreter.
          Colecalciferol 800 units daily. Dental check first. Falls leaflet in Vietnamese.
        Outcome: treated
        Watch for: Pain on swallowing or new heartburn: stop the tablet. Pain in the thigh or the
          jaw.
        Act by: Tell us in four weeks how the first tablets went.
        Call: The practice.""",
    ),
    Story(
        "ozturk-flutter", "ozturk", ago=244, at="08:20", by="marsh", after=18, begins=2,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""Since I woke my heart is jumping about, like a fish in my chest. It does not stop.
        I am a bit short of breath on the stairs. No pain.""",
        chat="""
        GP +1: Good morning Mr Öztürk. Any fainting, tightness in your chest, or weakness in an arm
          or your face? Can you count your pulse for half a minute?
        PT +4: No none of that. I counted 64 in the half minute but it is very uneven.
        GP +3: Thank you. Please come in now, somebody should drive you. Our nurse does a heart
          tracing as you arrive.
        PT +2: My wife drives. Ten minutes.
        GP +45: You have an irregular rhythm called atrial fibrillation. It is common. A tablet
          slows the heart, bisoprolol, and another, apixaban, prevents clots. You are safe to go
          home.
        PT +5: Thank you doctor, your nurse was very kind.""",
        note="""
        History: Irregular palpitations since waking, breathless on stairs. No pain, syncope or
          focal weakness.
        Examination: ECG: atrial fibrillation, 118 a minute, no ischaemia. BP 138/82, chest clear,
          SpO2 97 %.
        Assessment: New atrial fibrillation, stable. CHA2DS2-VASc 1 (hypertension).
        Codes: I48.91
        Plan: Bisoprolol 2.5 mg daily, apixaban 5 mg twice daily after discussion. TSH, U&E, FBC.
          Echocardiogram requested. I ring him in 3 days.
        Outcome: treated
        Watch for: Fainting, chest pain, weakness of face or arm, trouble speaking. Bleeding that
          does not stop in ten minutes.
        Act by: I ring you within three days. Write sooner if the pulse stays above 110.
        Call: 999 for any of the first; the practice, or 111, for bleeding.""",
    ),
    Story(
        "ozturk-ramadan", "ozturk", ago=201, at="09:25", by="marsh", after=40,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""I have fasting days to make up in the next weeks. I take the heart tablets now. How
        do I do it?""",
        before="""
        marsh +60 ask: Gladly. When would you eat and drink on those days, and do you take anything
          besides bisoprolol and apixaban?
        PT +75 answer: The last meal before dawn, and then after sunset. Nothing else, only the
          two.""",
        chat="""
        GP +3: Those hours fit well. Apixaban at the meal before dawn and again after sunset, never
          further apart than that. Bisoprolol with the evening meal.
        PT +7: And if I feel dizzy in the day?
        GP +4: Then you break the fast and drink, your imam will say the same. And ring us.
        PT +3: Yes he said the same. Thank you.""",
        note="""
        History: Wishes to fast. Eats before dawn and after sunset. Apixaban and bisoprolol, no
          side effects.
        Assessment: Atrial fibrillation, rate controlled; fasting possible.
        Codes: I48.91
        Plan: Apixaban at both meals, bisoprolol in the evening. Breaks the fast when unwell.
        Outcome: advice
        Watch for: Dizziness, a racing heart, dark urine or very little of it.
        Act by: Break the fast the same hour; write to us the same day.
        Call: The practice; 999 for fainting or weakness of face or arm.""",
    ),
    Story(
        "ozturk-nose", "ozturk", ago=76, at="14:10", by="bailey", after=20, begins=2,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""My nose has been bleeding for a quarter of an hour and I take the blood thinner. I
        am pinching it like they show on television.""",
        chat="""
        GP +1: Well done. Lean forward, pinch the soft part, spit out what runs down, and do not
          let go for fifteen minutes by the clock. Are you faint or is it pouring?
        PT +3: not faint. it is slower. my wife types
        GP +2: Good. Something cold on the neck. Write to me when the fifteen minutes are over.
        PT +16: It has stopped. I missed no tablet.
        GP +3: Splendid. Leave this evening's tablet an hour later, then go on as usual. No blowing
          today.""",
        note="""
        History: Nosebleed 15 minutes on apixaban, stopped with pressure. No injury, not faint.
        Examination: None in person.
        Assessment: Anterior nosebleed on anticoagulation.
        Codes: R04.0
        Plan: Pressure, no blowing, naseptic cream not needed. FBC and U&E with the yearly check.
        Outcome: advice
        Watch for: Bleeding that goes on after two times fifteen minutes, or feeling faint.
        Act by: Tell us if it comes back within the week.
        Call: A&E if it does not stop; 999 if you faint.""",
        later="""
        bailey +640 add: His wife rang the desk: no more bleeding. FBC from this morning is normal,
          haemoglobin 148.""",
    ),
    Story(
        "oconnor-breath", "oconnor", ago=233, at="08:35", by="dlamini", after=25, begins=3,
        urgency=Urgency.URGENT, began=Began.DAYS, end=End.COMPLETED,
        asks="""I'm getting short of breath lying down, had to sleep in the chair two nights. My
        feet are like balloons. Bríd says to tell you I've put on half a stone in a week.""",
        chat="""
        GP +1: Good morning Mr O'Connor. Are you breathless now, sitting still? Any pain in your
          chest?
        PT +6: Not sitting. No pain. Just when I lie flat.
        GP +4: Thank you both. That is fluid, and we can shift it. I would like to listen to your
          lungs: could Bríd bring you for ten o'clock?
        PT +5: We'll be there. I have the frame.
        GP +75: As we said just now: furosemide goes from 20 to 40 mg in the morning. Scales every
          morning, write it down. Blood test on Thursday.
        PT +9: Bríd has a chart on the fridge already.""",
        note="""
        History: Sleeps in a chair for 2 nights, ankles swollen, 3 kg in a week. Known heart
          failure. No pain.
        Examination: BP 126/74, pulse 84 irregular, SpO2 95 %, basal crackles, oedema to mid-calf.
          Weight 88.4 kg.
        Assessment: Fluid overload in chronic heart failure.
        Codes: I50.9
        Plan: Furosemide 40 mg each morning. Daily weight. U&E in 4 days. Heart failure nurse told.
        Outcome: treated
        Watch for: Breathless at rest, chest pain, or two kilos more in three days.
        Act by: I look at your weights in one week. Ring sooner if the chair does not help.
        Call: 999 when breathless at rest; the practice for the weight.""",
    ),
    Story(
        "oconnor-weights", "oconnor", ago=225, at="11:15", chosen="dlamini", by="dlamini",
        after=90,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.COMPLETED,
        asks="""The weights as you asked: 88.4, 87.6, 86.9, 86.1, 85.7, 85.4. I slept in the bed.
        What now?""",
        chat="""
        GP +5: Beautiful figures, both of you. Kidneys and potassium are as before. Stay on 40 mg.
          Your dry weight is 85 kilos, we work with that from now on.
        PT +8: Bríd has written 85 in red. Can I have the odd pint?
        GP +3: The odd one, on a day when the scales behave.""",
        note="""
        History: Sleeping flat, ankles down.
        Examination: Own weights 88.4 to 85.4 kg in 6 days. eGFR 52, potassium 4.4.
        Assessment: Heart failure, decongested.
        Codes: I50.9, N18.31
        Plan: Furosemide 40 mg to continue, target weight 85 kg. U&E in 4 weeks.
        Outcome: follow_up
        Watch for: Two kilos above 85 within three days, or dizziness with less than 84.
        Act by: Blood test in four weeks.
        Call: The practice; 999 when breathless at rest.""",
    ),
    Story(
        "oconnor-tooth", "oconnor", ago=102, at="10:20", by="marsh", after=45,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.DECLINED,
        asks="""A tooth has been at me all week. Can you give me an antibiotic for it? I can't get
        to the dentist with the frame.""",
        reason="""A tooth needs a dentist, and an antibiotic without one would only hide it. With
        your blood thinner the dentist has to know as well.""",
        advice="""The community dental service sees people with a frame, and comes to the house:
        ring 01632 960190 today and say you take apixaban. Paracetamol, not ibuprofen. A swollen
        face, a fever, or trouble swallowing is urgent: 111, or 999 if you cannot swallow.""",
    ),
)  # fmt: skip

"""The past year of Layla Haddad, Åsa Lindqvist and Rukhsana Begum."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

WOMEN = (
    Story(
        "haddad-positive", "haddad", ago=167, at="09:40", by="novak", after=75, begins=4,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""I did a test at home, I am pregnant! About seven weeks. I feel sick the whole day.
        My husband Omar helps me with English. I would like a woman doctor please.""",
        chat="""
        GP +3: Congratulations, Layla! You will have women for everything, and an interpreter in
          Arabic. Are you able to drink, and have you had any bleeding or pain?
        PT +11: No bleeding. I can drink small. I vomit two times in the day.
        GP +5: Ginger, dry biscuits before you get up, small meals. If that is not enough,
          cyclizine is safe. Do you take folic acid?
        PT +7: No. I did not know.
        GP +4: Please start today, 400 micrograms, and vitamin D 10 micrograms. The midwife's team
          rings you within the week, and the first scan is at about twelve weeks.
        PT +6: Thank you doctor. We are so happy.""",
        note="""
        History: Positive test, last period 7 weeks ago, first pregnancy. Nausea, vomits twice a
          day, drinks. No bleeding or pain. No regular medicines, no smoking.
        Examination: None in person; blood pressure to be taken at booking.
        Assessment: Early pregnancy, about 7 weeks, with nausea.
        Codes: Z34.91, O21.0
        Plan: Folic acid 400 micrograms, vitamin D 10 micrograms. Cyclizine 50 mg up to three times
          daily if needed. Referred to community midwives. Interpreter: Arabic, a woman.
        Outcome: referred
        Watch for: Bleeding, strong pain on one side, or nothing staying down for a day.
        Act by: The midwife rings within a week. Heard nothing by then? Write to us.
        Call: The early pregnancy unit through 111 when we are closed; 999 if you faint.""",
    ),
    Story(
        "haddad-iron", "haddad", ago=92, at="10:30", chosen="novak", by="novak", after=60,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""The midwife says my blood is low. I am tired and my heart is fast when I climb. 18
        weeks now.""",
        chat="""
        GP +4: Hello Layla. Your haemoglobin is 98 and the iron store very low, which is common at
          this time. Any bleeding, or fainting?
        PT +9: No. Only tired.
        GP +4: Ferrous sulfate 200 mg once a day, an hour before food, with orange juice. Tea and
          coffee later. The stool turns black, that is only the iron.
        PT +8: Omar asks if it is bad for the baby.
        GP +3: It is good for the baby. We test again in four weeks.""",
        note="""
        History: 18 weeks pregnant, tired, palpitations on stairs. No bleeding.
        Examination: Hb 98 g/L, ferritin 8 micrograms/L. BP 106/64 (midwife).
        Assessment: Iron deficiency anaemia in pregnancy, second trimester.
        Codes: O99.012, D50.9
        Plan: Ferrous sulfate 200 mg daily. FBC in 4 weeks.
        Outcome: treated
        Watch for: Fainting, a racing heart at rest, or any bleeding.
        Act by: Blood test in four weeks.
        Call: Maternity triage, 01632 960168, at any hour.""",
    ),
    Story(
        "haddad-movements", "haddad", ago=23, at="08:50", by="novak", after=10, begins=1, stops=4,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""I do not feel the baby move as much since yesterday evening. I am 28 weeks. I drank
        cold water and lay on the left. I am worried.""",
        chat="""
        GP +1: Layla, you did right to write at once. Please do not wait: go to maternity triage
          now, they listen to the baby's heart. I have rung them, they expect you and have an
          interpreter.
        PT +3: We go now. Omar has the car.
        GP +95: They have just told me: the baby's heart is perfect. I am so glad. How are you?
        PT +12: He kicked on the machine! Everybody laughed. Thank you.""",
        note="""
        History: 28 weeks, fewer movements for 12 hours. No bleeding, no pain, no fluid.
        Examination: At maternity triage: CTG normal, growth on the 50th centile, BP 112/70.
        Assessment: Reduced fetal movements, resolved.
        Codes: O36.8130
        Plan: Sent to maternity triage at once; home the same day. Midwife in a week.
        Outcome: emergency
        Watch for: Fewer movements again, on any day. It is never too often to ask.
        Act by: The same hour. Do not wait for the morning.
        Call: Maternity triage, 01632 960168, at any hour.""",
    ),
    Story(
        "lindqvist-hot", "lindqvist", ago=258, at="14:25", by="larsen", after=150, window=2,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""I wake drenched three times a night and shout at people I love. My periods come
        when they like. My mother sailed through it and thinks I should too.""",
        chat="""
        GP +3: Hello Åsa. You do not have to sail through anything. Have you had breast cancer,
          clots, liver trouble or migraine with aura, or has somebody close?
        PT +9: None of it. My aunt had breast cancer at 70.
        GP +4: That does not stand against it. Then a patch and a capsule are a good choice:
          oestradiol 50 micrograms twice a week and progesterone 200 mg at night for 12 nights of
          each cycle.
        PT +8: And the risks? My husband reads newspapers.
        GP +6: Of a thousand women our age, about four more get breast cancer in five years with
          it, and fewer break bones. I have put a link to a fair table with your note. It is yours
          to weigh.
        PT +10: I have weighed. I would like my nights back.""",
        note="""
        History: Night sweats three times a night, irritability, irregular periods for months. No
          breast cancer, thrombosis or liver disease. Aunt breast cancer at 70. Non-smoker.
        Examination: Own machine 122/76. BMI 24.
        Assessment: Perimenopausal symptoms.
        Codes: N95.1
        Plan: Oestradiol patch 50 micrograms twice weekly, micronised progesterone 200 mg nights 15
          to 26. Risks discussed with figures. Review in 3 months.
        Outcome: treated
        Watch for: Bleeding between periods, a painful swollen calf, or a new breast lump.
        Act by: The sweats should ease within four weeks. Write in three months.
        Call: 999 for sudden breathlessness; the practice otherwise.""",
    ),
    Story(
        "lindqvist-heavy", "lindqvist", ago=158, at="10:50", chosen="beaumont", by="beaumont",
        after=90, begins=5,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Flooding. Eight days each time, through everything, with clots, for four months. I
        had to leave a meeting. Nights are good since the patch.""",
        chat="""
        GP +3: Good morning Mrs Lindqvist. That is too much. Any bleeding between or after being
          intimate? And are you dizzy or breathless?
        PT +11: Neither. Tired.
        GP +4: Please stop by for a blood count today, and I keep you a place for a scan on
          Thursday. Until then tranexamic acid, 1 g three times a day, from the first day of
          bleeding.
        PT +5: Thursday it is.
        GP +1230: The scan shows a fibroid of 3 cm that presses into the womb, and nothing
          worrying. Your iron is low. A hormone coil would settle both the bleeding and the
          progesterone part of your HRT.
        PT +25: One thing instead of two. Yes please. Does it hurt?
        GP +5: For some minutes, like a strong period; you get a numbing gel. Wednesday week, at
          eleven.""",
        note="""
        History: Heavy periods for 4 months, 8 days with clots. No bleeding between. On HRT.
        Examination: Ultrasound: submucous fibroid 3 cm, endometrium 8 mm regular. Hb 109 g/L,
          ferritin 11 micrograms/L.
        Assessment: Heavy menstrual bleeding with a submucous fibroid, iron deficiency.
        Codes: N92.0, D25.0, D50.0
        Plan: Tranexamic acid 1 g three times daily on heavy days. Levonorgestrel coil on Wednesday
          week, progesterone capsules then stopped. Ferrous fumarate 210 mg daily. Letter to the
          GP.
        Outcome: treated
        Watch for: Soaking a pad an hour for three hours, or feeling faint.
        Act by: Blood count in eight weeks.
        Call: The gynaecology ward, 01632 960162, at any hour; 999 if you faint.""",
    ),
    Story(
        "lindqvist-strings", "lindqvist", ago=71, at="11:05", chosen="beaumont", by="beaumont",
        after=180,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.COMPLETED,
        asks="""Two questions about the coil you put in. I cannot feel the strings, and I have had
        light spotting every few days since. Otherwise it is wonderful.""",
        chat="""
        GP +4: Wonderful is good. Spotting is usual for three to six months. The strings often curl
          up. Any pain, fever, or a missed protection worry?
        PT +8: None.
        GP +3: Then come by for a look at the next clinic, no hurry. Iron is at 38 now, well done.
        PT +4: I noticed. I run up the stairs.""",
        note="""
        History: Coil for 10 weeks, light spotting, strings not felt. No pain or fever.
        Examination: Ferritin 38 micrograms/L. Coil in place on ultrasound today.
        Assessment: Levonorgestrel coil, well placed; expected spotting.
        Codes: Z30.431
        Plan: Nothing to change. Iron for 4 weeks more.
        Outcome: advice
        Watch for: Pain, fever, or bleeding that grows heavier again.
        Act by: If the spotting goes on beyond six months, write to me.
        Call: The gynaecology clinic, 01632 960162.""",
    ),
    Story(
        "begum-knees", "begum", ago=239, at="11:30", by="novak", after=170, begins=7,
        urgency=Urgency.ROUTINE, began=Began.LONGER, end=End.COMPLETED,
        asks="""I am Tariq, son of Rukhsana Begum. Both her knees hurt for years, now she cannot
        kneel to pray and takes the stairs backwards. She would like a woman doctor and an
        interpreter in Sylheti.""",
        chat="""
        GP +4: Hello Tariq, salaam to your mother. I am Dr Novak, and an interpreter is booked. Are
          the knees hot or swollen, do they lock, and how long are they stiff in the morning?
        PT +13: Not hot. Stiff ten minutes. She says they creak like a door.
        GP +5: Then it is wear of the joint. Strong thighs help more than any tablet: our
          physiotherapist has a women's group on Tuesdays with an interpreter. Ibuprofen gel three
          times a day, paracetamol before the stairs.
        PT +9: She asks about the chair to pray.
        GP +3: A chair is right. Her knees will thank her, and nobody minds.""",
        note="""
        History: Son writes. Bilateral knee pain for years, stiff 10 minutes, no locking, no
          swelling. Prays on a chair from now on.
        Examination: None in person. X-ray two years ago: moderate osteoarthritis, both knees.
        Assessment: Osteoarthritis of both knees.
        Codes: M17.0
        Plan: Physiotherapy group for women with interpreter. Ibuprofen gel 5 % three times daily,
          paracetamol 1 g before activity. Vitamin D level.
        Outcome: referred
        Watch for: A hot, swollen knee, or a fever with it.
        Act by: Tell us after six weeks of the group how the stairs are.
        Call: The practice, or 111, the same day for a hot knee.""",
    ),
    Story(
        "begum-vitamin", "begum", ago=228, at="12:15", chosen="novak", by="novak", after=60,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.COMPLETED,
        asks="""Tariq for my mother: the blood test came back with vitamin D 18. What should she
        take?""",
        chat="""
        GP +4: That is low, and explains some of the aching. Colecalciferol 40,000 units once a
          week for six weeks, then 800 units every day. It is free of gelatine.
        PT +9: She is glad about the gelatine. Sundays then.
        GP +2: Sundays are perfect. Daylight on her arms as well, when she can.""",
        note="""
        History: Aching legs, covers her arms outdoors.
        Examination: 25-OH vitamin D 18 nmol/L, calcium 2.31, ALP 121.
        Assessment: Vitamin D deficiency.
        Codes: E55.9
        Plan: Colecalciferol 40,000 units weekly for 6 weeks, then 800 units daily. Gelatine-free.
        Outcome: treated
        Watch for: Great thirst, confusion or constipation.
        Act by: No test needed if she is better in three months.
        Call: The practice.""",
    ),
    Story(
        "begum-shoulder", "begum", ago=109, at="09:05", by="novak", after=35,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Tariq again. My mother cannot lift her right arm above the shoulder for three
        weeks, she cannot do her hair. No fall. It wakes her.""",
        before="""
        bailey +35 accept:
        bailey +12 hand_back: Mrs Begum prefers a woman clinician, which I had overlooked. Clara
          knows her.""",
        chat="""
        GP +3: Hello Tariq, Dr Novak here. Can she turn the arm outwards with the elbow at her
          side? And any numbness in the hand?
        PT +8: Turning out is no problem. No numbness. Only lifting.
        GP +5: Then it is the tendons under the roof of the shoulder. Small exercises below
          shoulder height, twice a day; I send the pictures. If it still wakes her in two weeks, an
          injection helps.
        PT +4: She is happy that it is you. Thank you.""",
        note="""
        History: Son writes. Right shoulder pain for 3 weeks on lifting, wakes her. No injury, no
          numbness. Handed over by Dr Bailey: she prefers a woman.
        Examination: From description: painful arc, free external rotation.
        Assessment: Subacromial pain, right.
        Codes: M75.41
        Plan: Exercises, paracetamol and gel. Injection in 2 weeks if nights do not improve.
        Outcome: advice
        Watch for: An arm that turns weak or numb, or a hot swollen joint.
        Act by: Write in two weeks if it still wakes her.
        Call: The practice.""",
    ),
    Story(
        "begum-fasting", "begum", ago=37, at="09:20", by="larsen",
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.EXPIRED,
        asks="""My mother gets light-headed in the afternoons since some weeks. Could it be the new
        tablets?""",
        before="""
        larsen +70 ask: Which new tablets are they, and who prescribed them? We have only vitamin D
          and the gel on her record. Has she measured her blood pressure?""",
    ),
)  # fmt: skip

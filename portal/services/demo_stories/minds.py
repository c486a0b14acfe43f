"""The past year of Ștefania Popescu, Tunde Adeyemi and Thandiwe Mokoena."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

MINDS = (
    Story(
        "popescu-panic", "popescu", ago=262, at="12:40", by="novak", after=80, begins=5,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Three times in two weeks on the bus: heart racing, tingling hands, could not
        breathe, I was sure I die. After ten minutes gone. Now I walk to work.""",
        chat="""
        GP +3: Hello Ștefania, that is terrifying, and it is not dangerous. Do they come on effort
          too, and did you ever faint? Coffee, or anything else?
        PT +9: Only in the bus and once in a shop. No fainting. Four coffees.
        GP +5: These are panic attacks. The body's alarm rings without a fire. It can be unlearned,
          most people are well within months.
        PT +6: So I am not crazy.
        GP +2: Not in the least. Talking therapy begins in three weeks, you can refer yourself with
          the link. One coffee. When it comes: breathe out slowly, stay where you are, it passes.
        PT +8: I will try one stop on the bus tomorrow.""",
        note="""
        History: Three panic attacks in 2 weeks, avoids the bus. No chest pain on effort, no
          syncope. Four coffees a day. No low mood, no suicidal thoughts.
        Examination: Pulse 76 by her own watch. TSH and FBC normal last month.
        Assessment: Panic disorder, early avoidance.
        Codes: F41.0
        Plan: Explanation, breathing, graded return to the bus. Self-referral to talking therapy.
          Sertraline offered, prefers to wait.
        Outcome: advice
        Watch for: Attacks that grow more frequent, low mood, or not leaving the house.
        Act by: Write to me in four weeks.
        Call: 111 and choose mental health, at any hour; 999 for chest pain on effort.""",
    ),
    Story(
        "popescu-tablet", "popescu", ago=216, at="09:15", chosen="novak", by="novak", after=60,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""The therapy waits longer than they said. I manage the bus on good days. I think I
        would like to try the tablet now.""",
        chat="""
        GP +4: That is a sound decision. Sertraline 50 mg each morning. The first two weeks can
          feel worse, more jittery: then it turns.
        PT +7: How long would I take it?
        GP +3: About a year.
        GP +2 interrupt (1d 10:30): A child in our waiting room needs me at once. I want to finish
          this properly with you.
        GP +2 start:
        GP +1: Thank you for your patience, Ștefania; the child is well. We were at the year. Do
          you take anything else, St John's wort for instance?
        PT +5: No problem, I am glad about the child. No, nothing.
        GP +3: Good: please never together. I write to you in two weeks.""",
        note="""
        History: Panic disorder, waiting for therapy. No suicidal thoughts. No interacting
          medicines.
        Examination: GAD-7 14.
        Assessment: Panic disorder.
        Codes: F41.0
        Plan: Sertraline 50 mg daily, first weeks explained. I write in 2 weeks. Therapy goes on
          waiting list.
        Outcome: treated
        Watch for: Restlessness or dark thoughts in the first two weeks.
        Act by: I write to you in two weeks; you to me on any day before.
        Call: 111 and choose mental health, at any hour; 999 in danger.""",
    ),
    Story(
        "popescu-shift", "popescu", ago=113, at="10:25", by="sheikh", after=140, window=1,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.MISSED,
        asks="""The sertraline is good but I sweat at night. Could we talk this afternoon about the
        dose? I have an hour free.""",
    ),
    Story(
        "popescu-sweat", "popescu", ago=109, at="08:35", chosen="marsh", by="marsh", after=40,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.COMPLETED,
        asks="""Last time nobody started my consultation, I sat there for an hour. It is about
        sweating from the sertraline. I would like somebody else please.""",
        chat="""
        GP +3: Ștefania, I lead the practice and I apologise. Dr Sheikh was ill and we did not
          cover his list; that must not happen. Is the sweating only at night, and how is the bus?
        PT +8: Thank you. Only at night. The bus is fine now, every day.
        GP +4: Lovely. Take it in the morning with breakfast rather than at noon, and a lighter
          duvet; if it stays, we go down to 25 mg in half a year, not yet.
        PT +4: Ok. Morning it is.""",
        note="""
        History: Night sweats on sertraline 50 mg taken at noon. Panic gone. The time before was
          missed by us: apology, and list cover reviewed.
        Examination: None in person; weight steady, no fever.
        Assessment: Side effect of sertraline; panic disorder in remission.
        Codes: F41.0, R61
        Plan: Sertraline in the morning. Lower dose not before six months.
        Outcome: advice
        Watch for: Fever, weight loss or lumps with the sweating.
        Act by: If it is the same in a month, write to me.
        Call: The practice.""",
    ),
    Story(
        "adeyemi-gut", "adeyemi", ago=249, at="15:30", by="dlamini", after=130,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""Cramps and running to the toilet, worse on night shifts, for some months. Better
        after I've been. My GP in the old town called it nerves.""",
        chat="""
        GP +4: Hello Tunde. Nerves is too small a word. Any blood, weight loss, waking from sleep
          for it, or bowel disease in the family?
        PT +11: None of those. It's worst with energy drinks and kebab at 3 in the morning.
        GP +4: An honest diary already. Two tests to be safe: coeliac antibodies and a stool test
          for inflammation. If both are clear it is irritable bowel, and food and rhythm are the
          medicine.
        PT +5: Fair.
        GP +630: Both clear. So: real meals at fixed hours even on nights, no energy drinks, oats.
          Mebeverine 135 mg before meals when it cramps.
        PT +18: The wife is already cooking me lunchboxes. Thanks doc.""",
        note="""
        History: Cramps and loose stools for months, relieved by defecation, worse on nights with
          energy drinks. No alarm features.
        Examination: tTG-IgA negative, faecal calprotectin 22, FBC and CRP normal.
        Assessment: Irritable bowel syndrome with diarrhoea.
        Codes: K58.0
        Plan: Regular meals, no energy drinks, soluble fibre. Mebeverine 135 mg before meals as
          needed.
        Outcome: advice
        Watch for: Blood, weight loss, or waking from sleep for it.
        Act by: Write in six weeks.
        Call: The practice.""",
    ),
    Story(
        "adeyemi-sleep", "adeyemi", ago=174, at="09:25", by="sheikh", after=50, window=3,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""I can't sleep after night shifts, four hours at best, and nodded off at the lights
        last week. I'm on nights three weeks in four.""",
        arranged="""
        PT +30 propose (2d 15:30):
        sheikh +45 agree:""",
        chat="""
        GP +2: Hello Tunde, thank you for moving it, half past three suits us both. Nodding off at
          the wheel worries me most: please no driving after nights for now. Do you snore, does
          your wife see you stop breathing?
        PT +4: Bus it is. She says I snore but no stopping.
        GP +5: Then rhythm first. Sunglasses on the way home, bedroom black and cool, bed within
          the hour, no screens. A 20 minute nap before the shift. And I write to your employer: two
          nights in a row, not seven.
        PT +6: They listened to nobody so far. A letter would be gold.""",
        note="""
        History: Night work 3 weeks in 4, sleeps 4 hours, nodded off at traffic lights. Snores, no
          apnoeas seen. Epworth 13.
        Examination: BMI 27, own machine 128/80.
        Assessment: Shift work sleep disorder.
        Codes: G47.26
        Plan: Sleep plan for days, no driving after nights. Letter to occupational health. Sleep
          study if Epworth stays above 10.
        Outcome: advice
        Watch for: Nodding off at the wheel or at machines: stop at once.
        Act by: Write in four weeks with a sleep diary.
        Call: The practice.""",
    ),
    Story(
        "adeyemi-knee", "adeyemi", ago=87, at="10:30", by="bailey", after=55, stops=15, window=0,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.NO_SHOW,
        asks="""Twisted my knee at five-a-side, it's puffy. I can walk. After one o'clock
        please.""",
    ),
    Story(
        "mokoena-fever", "mokoena", ago=197, at="08:15", by="marsh", after=12, begins=2,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""I take methotrexate for rheumatoid arthritis. Since yesterday a cough with yellow
        phlegm, fever 38.7 and shivering. The nurse always said to ring with a fever. I am allergic
        to penicillin.""",
        chat="""
        GP +1: Good morning Thandiwe, and well remembered. Are you breathless at rest, or is there
          pain when you breathe in? When is the next methotrexate?
        PT +4: A little pain on the right side. Not breathless. Tomorrow is the day.
        GP +3: Leave methotrexate out this week. I want to hear your chest and a blood count today:
          come at half past nine. With your penicillin allergy it will be doxycycline.
        PT +3: I will come.
        GP +95: It is a small pneumonia on the right. Doxycycline 200 mg today, then 100 mg, five
          days. Your white cells are fine, which matters with methotrexate.
        PT +6: That is a relief. I go to bed.""",
        note="""
        History: Fever 38.7 °C, productive cough, right pleuritic pain for 1 day. RA on
          methotrexate 15 mg weekly. Penicillin allergy (hives).
        Examination: Resp. rate 20, SpO2 96 %, BP 124/78, crackles right base. CRB-65 0. WBC 9.8,
          neutrophils 7.1, CRP 84.
        Assessment: Community-acquired pneumonia, low risk, on methotrexate.
        Codes: J18.9, M06.9
        Plan: Methotrexate paused this week. Doxycycline 200 mg, then 100 mg daily, 5 days. I ring
          tomorrow. Chest X-ray in 6 weeks.
        Outcome: treated
        Watch for: Breathless at rest, confusion, or a fever beyond two days of treatment.
        Act by: I ring tomorrow. Methotrexate again once you have been well for a week.
        Call: 999 when breathless or confused; the practice, or 111, otherwise.""",
    ),
    Story(
        "mokoena-bloods", "mokoena", ago=131, at="09:00", by="dlamini", after=25, begins=4,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""The laboratory text says my liver test is high and I should speak to the practice
        before the next methotrexate. That is tonight.""",
        before="""
        larsen +50 accept:
        larsen +10 hand_back: I am called to a birth at home and do not want you to wait until
          tonight.""",
        chat="""
        GP +3: Hello Thandiwe, I am Dr Dlamini, I have taken over. Your ALT is 96, twice the limit.
          Did you have alcohol, paracetamol or anything herbal in the last two weeks?
        PT +12: Two weddings. Wine at both, and paracetamol afterwards.
        GP +4: Honest and helpful. Leave tonight's dose out, no wine for two weeks, and we repeat
          the test then. I tell the rheumatology nurse.
        PT +4: I promise. It was good wine.""",
        note="""
        History: ALT 96 before weekly methotrexate; wine and paracetamol at two weddings. Well, no
          jaundice.
        Examination: ALT 96 U/L, AST 61 U/L, bilirubin normal, FBC normal.
        Assessment: Raised transaminases on methotrexate, probably alcohol.
        Codes: R74.01, M06.9
        Plan: One dose left out, no alcohol, LFT in 2 weeks. Rheumatology nurse told.
        Outcome: tests
        Watch for: Yellow eyes, dark urine, or a new dry cough.
        Act by: Blood test in two weeks, before any further methotrexate.
        Call: The practice.""",
    ),
    Story(
        "mokoena-vaccine", "mokoena", ago=67, at="08:20", by="novak", after=30, passes=("sheikh",
        "novak", "bailey", "lockwood", "larsen", "dlamini", "marsh"),
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Which vaccines may I have with methotrexate? The pharmacist would not give me the
        shingles one and my daughter is getting married in Durban, so I may need others.""",
        before="""
        marsh +20 reassign (novak): Everybody passed this one. Clara, you did the immunology
          course: please take it.""",
        chat="""
        GP +4: Hello Thandiwe, Dr Novak. Shingles: yes, the newer one, which is not live, two
          doses. Flu and pneumococcal: yes. Live ones, yellow fever for instance: no. Durban needs
          hepatitis A, which is fine.
        PT +9: So the pharmacist was half right.
        GP +3: He was careful, which I like. Our nurse gives the first shingles dose on Thursday at
          eleven, later for your hands. And congratulations to your daughter!""",
        note="""
        History: RA on methotrexate 15 mg weekly, asks before travel to South Africa.
        Assessment: Immunosuppression; inactivated vaccines suitable.
        Codes: Z71.84, Z79.631
        Plan: Recombinant zoster vaccine, 2 doses. Hepatitis A. No live vaccines. Influenza each
          year.
        Outcome: advice
        Watch for: A sore arm and a tired day are usual; a fever beyond two days is not.
        Act by: First dose this Thursday at eleven.
        Call: The practice.""",
    ),
)  # fmt: skip

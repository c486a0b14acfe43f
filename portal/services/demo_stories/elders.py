"""The past year of Walter Bright, Margaret Okafor and Joan Ellery."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

ELDERS = (
    Story(
        "bright-chest", "bright", ago=236, at="08:45", by="sheikh", after=25, begins=3,
        urgency=Urgency.URGENT, began=Began.DAYS, end=End.COMPLETED,
        asks="""My chest is bad again. Three days of green phlegm and I have to stop halfway up the
        stairs, which I don't normally. Using the blue puffer every few hours. I have COPD. My
        daughter is typing this for me.""",
        chat="""
        GP +2: Good morning Walter. Can you speak in whole sentences now? Any chest pain, or blue
          lips?
        PT +4: He can talk, says to tell you he's not dead yet. No pain, lips are pink.
        GP +3: Glad to hear it. Does he have his finger clip? What does it say, and what is usual?
        PT +5: 91. Usually 92 or 93.
        GP +6: That is close to normal for him. I am sending prednisolone 30 mg each morning and
          doxycycline, two today then one a day, both for 5 days.
        PT +4: Shall he start today?
        GP +3: Yes, now. I will ring him at ten on our next open morning, to hear how he sounds.""",
        note="""
        History: Three days of green phlegm and more breathlessness in known COPD. Reliever every
          few hours. No chest pain. Written by his daughter.
        Examination: Full sentences. SpO2 91 % by own oximeter, usual 92 to 93.
        Assessment: Infective exacerbation of COPD, manageable at home.
        Codes: J44.1
        Plan: Prednisolone 30 mg each morning and doxycycline 200 mg, then 100 mg daily, both 5
          days. I ring him next working day. Rescue pack to be renewed afterwards.
        Outcome: treated
        Watch for: The finger clip below 88, confusion, drowsiness, or too breathless to finish a
          sentence.
        Act by: If you are not better in 3 days, ring us the same morning.
        Call: 999 for any of those signs; the practice otherwise.""",
    ),
    Story(
        "bright-emergency", "bright", ago=94, at="11:05", by="marsh", after=5, begins=1,
        urgency=Urgency.EMERGENCY, began=Began.TODAY, end=End.COMPLETED, stops=14,
        asks="""Tight pain across my chest for 40 minutes and into my left arm. Sweating. My
        daughter has gone to get my neighbour. I have COPD, this is different.""",
        chat="""
        GP +0: Walter, this is Dr Marsh. Ring 999 now and say "chest pain". Do it before you answer
          me.
        PT +3: Neighbour is ringing them
        GP +1: Good. Sit on the floor against the wall. Have you any aspirin, and are you allergic
          to it? If not, chew one of 300 mg.
        PT +4: Found it. Chewed. They say 8 minutes
        GP +1: Well done. Leave the door open. I am ringing your neighbour's phone and staying on
          the line until they come.
        PT +9: They are here. Thank you""",
        note="""
        History: Central chest pain into the left arm for 40 minutes, with sweating. Known COPD.
          999 called by a neighbour on my instruction, aspirin 300 mg chewed, no aspirin allergy.
        Examination: None in person; I stayed on the telephone until the crew arrived.
        Assessment: Suspected acute coronary syndrome.
        Codes: R07.9
        Plan: Handed over to the crew: COPD, target saturation 88 to 92 %. Daughter informed. Await
          discharge letter.
        Outcome: emergency
        Watch for: The same pain again, once you are home.
        Act by: Write to us within two days of coming home, and let us have your discharge letter.
        Call: 999 at once, never us first.""",
    ),
    Story(
        "bright-pump", "bright", ago=5, at="10:15", chosen="marsh", by="marsh", after=60,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Three months since the heart attack. The hospital nurse is pleased with me. But
        since the new heart tablets I have a dry tickly cough all day that is not my usual chest. My
        daughter thinks it's the ramipril.""",
        chat="""
        GP +4: Hello Walter, it is very good to hear from you. Your daughter may well be right. Any
          more phlegm than usual, swollen ankles, or breathless lying flat?
        PT +9: No to all three, she says. Just the tickle.
        GP +5: Then let us swap ramipril for candesartan, 4 mg once a day. It protects the heart as
          well and does not tickle. A blood test for the kidneys in two weeks, please.
        PT +6: He says thank you, and he did the whole of the pier on Sunday.""",
        note="""
        History: Three months after NSTEMI with a stent. Dry cough all day since ramipril. No more
          phlegm, no swollen ankles, sleeps flat. Cardiac rehabilitation finished, walks the pier.
        Examination: None in person; weight steady by the nurse's chart.
        Assessment: ACE inhibitor cough. No sign of heart failure or infection.
        Codes: I25.2, T46.4X5A
        Plan: Ramipril stopped, recorded as not tolerated. Candesartan 4 mg once daily. U&E and
          blood pressure in 2 weeks.
        Outcome: tests
        Watch for: Swollen ankles, two kilos more in three days, or feeling faint on standing.
        Act by: The cough can take four weeks to fade. Blood test in two weeks, please.
        Call: 999 for chest pain; the practice for swelling or faintness.""",
    ),
    Story(
        "okafor-sugar", "okafor", ago=308, at="09:15", by="novak", after=120,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""I have been so thirsty and up four times in the night. My diabetes was well behaved
        before. I take the metformin once a day. The nurse took blood last week.""",
        chat="""
        GP +4: Hello Mrs Okafor, I have it here: HbA1c is 67, last year it was 54. Has anything
          changed, appetite, weight, new medicines?
        PT +14: My sister stayed for two months and she bakes. No new medicines. Weight up a little.
        GP +5: A good sister. No burning when you pass water, no tummy pain or vomiting?
        PT +5: No nothing of that sort.
        GP +6: Your kidneys are good, so let us go to metformin 500 mg twice a day with meals, and
          after two weeks to two tablets twice a day. Blood test in three months.
        PT +4: And she has gone home, so that will help also.""",
        note="""
        History: Thirst and passing water at night for weeks. Sister stayed two months and baked.
          No new medicines, weight up a little. No abdominal pain or vomiting.
        Examination: HbA1c 67 mmol/mol (54 a year ago), eGFR 72.
        Assessment: Type 2 diabetes, above target, with osmotic symptoms. No ketosis, no infection.
        Codes: E11.65
        Plan: Metformin 500 mg twice daily with meals, after 2 weeks 1 g twice daily. Dietitian
          leaflet. HbA1c in 3 months.
        Outcome: treated
        Watch for: Vomiting, or not being able to drink: stop the metformin. Very thirsty and
          drowsy is an emergency.
        Act by: Ring us the same day if you vomit. Blood test in three months, please.
        Call: 999 when drowsy; the practice, or 111 when we are closed, if you cannot drink.""",
    ),
    Story(
        "okafor-stomach", "okafor", ago=277, at="15:10", chosen="novak", by="novak", after=45,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Since I went up to four metformin I have diarrhoea every day. I don't dare to go to
        church. Otherwise well and my thirst has gone.""",
        chat="""
        GP +3: I'm sorry, that is a known nuisance with it. Any blood, fever, or weight loss?
        PT +6: No doctor.
        GP +4: Then we change to the slow-release kind: two tablets of 500 mg with your evening meal
          for two weeks. It is much gentler.
        PT +5: God bless you. I will try tonight.""",
        note="""
        History: Diarrhoea every day since metformin 1 g twice daily. No blood, fever or weight
          loss. Thirst gone.
        Examination: Home glucose 7 to 9 mmol/L.
        Assessment: Side effect of metformin; diabetes improving.
        Codes: E11.9
        Plan: Metformin MR 1 g with the evening meal, to be raised later if she tolerates it.
        Outcome: treated
        Watch for: Blood in the stool, or days on which you cannot drink enough: leave the tablets
          out on those.
        Act by: It should stop within a week. If it does not, write to us.
        Call: The practice; 111 when we are closed.""",
    ),
    Story(
        "okafor-toe", "okafor", ago=9, at="09:05", by="novak", after=30, begins=3,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""New shoes for a wedding gave me a blister on my little toe five days ago. It has
        opened and is a bit red around. It does not hurt, which is why I write: the nurse always
        says feet that don't hurt are the ones to watch.""",
        chat="""
        GP +2: The nurse is quite right, and so are you. Is there any pus, a smell, or redness going
          up the foot? Any fever?
        PT +7: No pus. Red about the width of a finger around it. I feel well.
        GP +4: With diabetes I would like the foot team to look at it quickly. They can see
          you at 9.20 on the next working day. Until then a clean dry dressing, and no shoes on it
          but open slippers.
        PT +5: I can go, my son drives me.
        GP +4: And flucloxacillin 500 mg four times a day for a week, because of the redness. You
          have had it before without trouble.
        PT +3: Yes, for my leg that time. Thank you doctor.""",
        note="""
        History: Blister on the left little toe from new shoes 5 days ago, now open. Painless.
          Well, no fever. Has taken flucloxacillin before without trouble.
        Examination: From her description: superficial, no pus, redness about 1.5 cm around it.
        Assessment: Type 2 diabetes with a superficial foot ulcer, mild infection. Last HbA1c 55
          mmol/mol.
        Codes: E11.621, L97.521
        Plan: Foot protection service next working day at 09:20. Flucloxacillin 500 mg four times
          daily for 7 days. Clean dry dressing, no closed shoes.
        Outcome: referred
        Watch for: Redness that spreads, pus, a smell, a black patch or fever. No barefoot walking.
        Act by: Write to us after the foot team has seen you.
        Call: The practice at once, or 111 when we are closed.""",
    ),
    Story(
        "ellery-dizzy", "ellery", ago=222, at="10:05", by="marsh", after=55,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.COMPLETED,
        asks="""I come over giddy when I get out of bed or up from my chair. Nearly went over in the
        kitchen the other day. I have been on two blood pressure tablets since my husband was
        alive.""",
        chat="""
        GP +4: Hello Mrs Ellery. Did you hit your head or hurt yourself in the kitchen? Any
          blackout, or your heart racing?
        PT +18: No dear, I caught the table. No blackout. Sorry, I am slow at typing.
        GP +3: Take all the time you like. Have you a machine at home? Could you measure once
          sitting, and once after standing two minutes?
        PT +25: Sitting 124 over 70. Standing 98 over 62 and I felt it.
        GP +5: That explains it: it drops when you stand. Please stop the bendroflumethiazide, the
          small white one, and carry on with the amlodipine. Bloods with our nurse this week.
        PT +9: I shan't miss it. It has me up at night as well.""",
        note="""
        History: Giddy on standing, near fall in the kitchen. No blackout, injury or palpitations.
          Bendroflumethiazide 2.5 mg and amlodipine 5 mg for years. Up at night.
        Examination: Own machine: sitting 124/70, standing 98/62 with symptoms.
        Assessment: Postural hypotension from medication; risk of falls.
        Codes: I95.2
        Plan: Bendroflumethiazide stopped, amlodipine continued. U&E and sodium this week, standing
          pressure in 2 weeks. Falls advice, pendant alarm suggested.
        Outcome: tests
        Watch for: Sit on the edge of the bed for a minute before you stand. A fall, a blackout, or
          your heart racing.
        Act by: See our nurse in two weeks for your pressure.
        Call: 999 if you fall or black out; the practice for everything else.""",
    ),
    Story(
        "ellery-ears", "ellery", ago=131, at="11:50", by="novak", after=60, stops=150, window=3,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.WITHDRAWN,
        asks="""My hearing aids whistle and I am deafer than I was. The hearing aid lady says it is
        wax. Could somebody look in my ears? I am much steadier on my feet since that
        tablet was stopped, thank you.""",
        reason="The chemist had a free place today and did both ears. I can hear again!",
    ),
    Story(
        "ellery-parking", "ellery", ago=66, at="15:45",
        urgency=Urgency.ROUTINE, began=Began.LONGER, end=End.EXPIRED,
        asks="""I am filling in the form for a blue parking badge for my daughter's car and it asks
        how far I can walk. Would the surgery put in a word about my giddy turns?""",
    ),
)  # fmt: skip

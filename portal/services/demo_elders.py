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
        note="""Infective exacerbation of COPD, 3 days, purulent sputum, SpO2 91 % (usual 92 to 93).
        Full sentences, no chest pain. Prednisolone 30 mg daily and doxycycline 200 mg then 100 mg,
        5 days. Phone review next working day. Rescue pack to be renewed afterwards.""",
        safety_net="""If the finger clip falls below 88, he is confused, drowsy, or too breathless
        to finish a sentence, ring 999. If he is not better in 3 days, ring us the same morning.""",
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
        note="""Central chest pain with radiation to left arm and sweating, 40 minutes. 999 called
        by neighbour on my instruction, aspirin 300 mg chewed, stayed on the phone until the crew
        arrived at 11:30. Handover to crew: COPD, target saturation 88 to 92 %. Daughter
        informed.""",
        safety_net="""You are in the crew's hands now. When you are home, let us have your discharge
        letter and write to us within two days. The same pain again: 999 at once, never us
        first.""",
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
        note="""Three months after NSTEMI with stent. Dry cough since ramipril, no heart failure or
        infective signs. Weight steady. Ramipril stopped, candesartan 4 mg daily. U&E in 2 weeks, BP
        at the same visit. Cardiac rehabilitation finished.""",
        safety_net="""The cough can take four weeks to fade. Chest pain: 999. Swollen ankles, or two
        kilos more in three days: ring us. If you feel faint on standing, write to us.""",
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
        note="""Type 2 diabetes, HbA1c 67 (54 a year ago), osmotic symptoms, diet change. eGFR 72.
        No ketosis symptoms, no infection. Metformin 500 mg twice daily, then 1 g twice daily after
        2 weeks. Dietitian leaflet. HbA1c in 3 months.""",
        safety_net="""If you vomit or cannot drink, stop the metformin and ring us the same day.
        Very thirsty and drowsy: 999. Blood test in three months, please.""",
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
        note="""Diarrhoea since metformin 1 g twice daily. No red flags. Changed to metformin MR 1 g
        with evening meal, to be raised later if tolerated. Glycaemia improving at home (7 to
        9).""",
        safety_net="""It should stop within a week. If it does not, or you see blood, write to us.
        Drink enough, and stop the tablets on days when you cannot.""",
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
        note="""Type 2 diabetes, last HbA1c 55. Superficial ulcer on left fifth toe after new shoes,
        5 days, erythema about 1.5 cm, painless, well. Mild diabetic foot infection. Foot protection
        service next working day 09:20. Flucloxacillin 500 mg four times daily, 7 days. Offloading
        advised.""",
        safety_net="""Redness that spreads, pus, a smell, a black patch or fever: ring us at once,
        or 111 when we are closed. No barefoot walking. Write to us after the foot team has seen
        you.""",
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
        note="""Postural dizziness, near fall, no syncope or injury. BP 124/70 sitting, 98/62
        standing. On bendroflumethiazide 2.5 mg and amlodipine 5 mg. Bendroflumethiazide stopped.
        U&E and sodium this week, repeat postural BP in 2 weeks. Falls advice, pendant alarm
        suggested.""",
        safety_net="""Sit on the edge of the bed for a minute before you stand. If you fall, black
        out or feel your heart racing, ring 999. Nurse in two weeks for your pressure.""",
    ),
    Story(
        "ellery-ears", "ellery", ago=131, at="11:50", by="novak", after=60, stops=150,
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

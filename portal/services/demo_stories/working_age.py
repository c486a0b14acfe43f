"""The past year of Amara Nwosu, Daniel Whitfield and Tomasz Kowalczyk."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

WORKING_AGE = (
    Story(
        "nwosu-headaches", "nwosu", ago=318, at="09:20", by="marsh", after=95, begins=6,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""I keep getting bad headaches, about once a week now. They sit behind my right eye,
        throb, and I have to lie down in a dark room. I feel sick with them. Paracetamol hardly
        touches it. My mum had migraines.""",
        chat="""
        GP +2: Hello Amara, I'm sorry, that sounds miserable. Before one starts, do you notice
          anything odd: zigzag lines, blind spots, tingling, trouble finding words?
        PT +7: No, nothing like that. I just get a bit yawny and then it builds up over an hour.
        GP +5: And how long does one last if you leave it alone? Any fever, stiff neck, weakness,
          or a headache that hit you out of nowhere?
        PT +6: Most of a day. No to all of those. I'm fine in between.
        GP +8: That is reassuring. Are you on the pill, pregnant or trying? And do you know your
          blood pressure?
        PT +9: Copper coil, so no and no. Had my blood pressure done at the pharmacy last month,
          it was 118 over 74.
        GP +6: Thank you. This is migraine without aura. I'll send sumatriptan 50 mg to your
          pharmacy: one as soon as the pain starts, with ibuprofen 400 mg. Please keep a diary.
        PT +5: Will do. It's a relief to have a name for it.""",
        note="""
        History: Unilateral throbbing headache about weekly for some months, most of a day each,
          with nausea and photophobia. No aura, no red flags. Copper IUD, no oestrogen. Mother had
          migraine.
        Examination: None in person. Blood pressure 118/74 at the pharmacy last month.
        Assessment: Migraine without aura.
        Codes: G43.009
        Plan: Sumatriptan 50 mg at onset with ibuprofen 400 mg, on no more than 10 days a month.
          Headache diary. Review in 8 weeks; prevention if four or more days a month.
        Outcome: treated
        Watch for: A sudden severe headache, or one with weakness, confusion, fever or a stiff
          neck. Tablets on more than 10 days a month can themselves cause headaches.
        Act by: Write to us in 8 weeks with your diary, or before if the attacks come more often.
        Call: 999 for the sudden or strange headache; the practice for everything else.""",
    ),
    Story(
        "nwosu-prevention", "nwosu", ago=257, at="12:35", chosen="marsh", by="marsh", after=70,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""You asked me to come back with my headache diary. 7 migraine days in the first
        month and 6 in the second. The sumatriptan works if I take it early but I've missed four
        days of work. Is there something to stop them coming?""",
        chat="""
        GP +3: Thank you for keeping it so carefully. With six or seven days a month it is
          reasonable to take something every day. Do you have asthma, or ever wheeze?
        PT +6: Never. I do run though, would it slow me down?
        GP +7: A little, perhaps. Propranolol is the usual start: 40 mg twice a day. Some people
          feel tired or have cold hands in the first weeks.
        PT +4: I'd like to try it. How long before I know?
        GP +5: Give it 8 weeks at a dose that suits you. Do not stop it from one day to the
          next.""",
        note="""
        History: Diary kept well: 7 and 6 migraine days a month, sumatriptan effective when early,
          4 days off work. No asthma. Runs regularly.
        Examination: Resting pulse 68 by her own watch.
        Assessment: Migraine without aura, frequent enough for prevention.
        Codes: G43.009
        Plan: Propranolol, amitriptyline and topiramate discussed; topiramate not chosen because of
          contraception counselling. Propranolol 40 mg twice daily. Review with diary in 8 weeks.
        Outcome: treated
        Watch for: Feeling faint, a pulse under 50, or any wheeze. Do not stop the tablets from one
          day to the next.
        Act by: Let me know in 8 weeks how many days you had.
        Call: 111 at once if you wheeze; the practice if you feel faint.""",
    ),
    Story(
        "nwosu-bladder", "nwosu", ago=149, at="08:25", by="novak", after=30, begins=3,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED, passes=("sheikh",),
        asks="""Burning when I pee since the day before yesterday, and I need to go every half
        hour. It's a bit cloudy. No blood that I can see.""",
        chat="""
        GP +2: Good morning Amara. Any fever, shivering, vomiting or pain in your back or side?
        PT +4: No, I feel alright apart from the burning.
        GP +3: Any chance you could be pregnant, and any unusual discharge?
        PT +3: No and no. I still have the coil.
        GP +4: Then this is a simple bladder infection. I am sending nitrofurantoin, 100 mg twice
          a day with food, for 3 days. It is fine with your propranolol.""",
        note="""
        History: Dysuria, frequency and cloudy urine for 2 days. No fever, loin pain, visible blood
          or discharge. Copper IUD, not pregnant. No known kidney disease.
        Examination: None in person; well, apyrexial by her account.
        Assessment: Uncomplicated lower urinary tract infection.
        Codes: N30.00
        Plan: Nitrofurantoin MR 100 mg twice daily with food for 3 days. Urine sample only if it
          persists.
        Outcome: treated
        Watch for: Fever, shivering, vomiting or pain in your side.
        Act by: You should feel better within 48 hours. If not, drop a urine sample at the desk.
        Call: The practice the same day, or 111 when we are closed.""",
    ),
    Story(
        "nwosu-earache", "nwosu", ago=58, at="16:05", by="", after=75,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.WITHDRAWN,
        asks="""My left ear has felt blocked and a bit sore since I flew home at the weekend. I
        can hear but it's muffled.""",
        reason="It popped open again this afternoon and the pain has gone. Sorry to trouble you.",
    ),
    Story(
        "whitfield-back", "whitfield", ago=361, at="08:15", by="bailey", after=50, begins=5,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""I lifted a washing machine on my own and something went in my lower back. Three
        days now. I can't put my socks on and it catches me when I turn over in bed. I drive a van
        for a living.""",
        chat="""
        GP +2: Morning Daniel. Does the pain go down either leg, below the knee? Any numbness or
          pins and needles?
        PT +8: No, it stays across the bottom of my back, more on the left.
        GP +3: Three questions I ask everybody: any numbness around the back passage or genitals,
          trouble passing water, or losing control of your bowels?
        PT +5: No, nothing like that thank God.
        GP +6: Good. This is a strained back, painful but not dangerous. Keep moving, even if
          slowly. Ibuprofen 400 mg three times a day with food for a week. Any stomach trouble?
        PT +4: No ulcers or anything. When can I drive?
        GP +5: When you can brake hard without hesitating. I will put a fit note for one week on
          your record; you can print it from here.""",
        note="""
        History: Low back pain for 3 days after lifting a washing machine. No leg pain below the
          knee, no numbness, no bladder or bowel trouble, no weight loss. Van driver. No stomach
          trouble.
        Examination: None in person; walks and turns with pain.
        Assessment: Mechanical low back pain, no red flags.
        Codes: S39.012A
        Plan: Ibuprofen 400 mg three times daily with food for 7 days. Keep moving. Drive when he
          can brake hard. Fit note for 7 days on the record.
        Outcome: treated
        Watch for: Numbness around the back passage, trouble passing water, or a leg that turns
          weak.
        Act by: Write to us if you are no better after 2 weeks; most backs settle in 4 to 6.
        Call: Go to A&E at once for any of those signs; the practice otherwise.""",
    ),
    Story(
        "whitfield-pressure", "whitfield", ago=121, at="12:10", by="bailey", after=160,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""The nurse said my blood pressure was high at my health check, so I did a week at
        home as she asked. The average is 152 over 94. I feel fine. My dad had a stroke at 60.""",
        chat="""
        GP +4: Thank you, that is exactly what I needed. Do you smoke, and how much do you drink
          in a week?
        PT +12: Gave up smoking 10 years ago. Maybe 6 pints, mostly at the weekend.
        GP +5: Your bloods from the health check are fine: kidneys, sugar and salts normal. With a
          home average over 150 I would start a tablet: amlodipine 5 mg once a day.
        PT +9: Is that for life?
        GP +6: Often, but weight and salt make a real difference. Some people's ankles swell on
          it: tell us if yours do. Another week of home readings in a month, please.
        PT +4: Right. I'll get the wife to do it with me.""",
        note="""
        History: Home readings for a week after a raised one at his health check. No symptoms.
          Ex-smoker for 10 years, 12 units a week. Father had a stroke at 60.
        Examination: Home average 152/94 over 7 days. BMI 29. U&E, HbA1c, lipids and urine dip
          normal.
        Assessment: Stage 2 hypertension, no organ damage found.
        Codes: I10
        Plan: Amlodipine 5 mg once daily. Weight and salt discussed. A week of home readings in 4
          weeks.
        Outcome: treated
        Watch for: Chest pain, sudden weakness or trouble speaking. Swollen ankles are a nuisance
          of the tablet: tell us.
        Act by: Send a week of readings in a month. Above 180 over 120: rest, repeat it, ring us
          the same day.
        Call: 999 for pain, weakness or speech; the practice for high readings.""",
    ),
    Story(
        "kowalczyk-heartburn", "kowalczyk", ago=334, at="17:10", by="bailey", after=60,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Burning in my chest after I eat, worse at night when I lie down. About six weeks.
        I have been buying Gaviscon, it helps for one hour only.""",
        chat="""
        GP +5: Hello Tomasz. Does the burning come on when you walk or climb stairs, or spread to
          your arm or jaw?
        PT +10: No. Only food and lying down. I lay tiles all day, no problem with work.
        GP +4: Does food stick on the way down? Any weight loss, vomiting or black stools?
        PT +5: No, none of this.
        GP +6: Then a month of omeprazole, 20 mg before breakfast. Try to eat three hours before
          bed. If it comes back afterwards we will test for a stomach bug called H. pylori.""",
        note="""
        History: Burning after meals and on lying down for 6 weeks, not on effort. No dysphagia,
          weight loss, vomiting or black stools. Buys Gaviscon; ibuprofen now and then for his
          knees.
        Examination: None in person.
        Assessment: Gastro-oesophageal reflux, no alarm features.
        Codes: K21.9
        Plan: Omeprazole 20 mg before breakfast for 4 weeks. No ibuprofen. Eat three hours before
          bed. H. pylori stool test if it returns, 2 weeks off omeprazole.
        Outcome: treated
        Watch for: Food that sticks, weight loss, black stools; chest pain on effort, or with
          sweating or breathlessness.
        Act by: Tell us within days of any of the first three; otherwise at the end of the month.
        Call: 999 for chest pain on effort; the practice for the rest.""",
    ),
    Story(
        "kowalczyk-test", "kowalczyk", ago=214, at="08:55", chosen="bailey", by="bailey", after=40,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""The tablets were good but the burning came back two weeks after I stopped. You said
        you would test for a bacteria. I have taken nothing since.""",
        chat="""
        GP +3: Thank you for waiting with the tablets, the test needs two weeks without. It came
          back this morning: it is positive for H. pylori.
        PT +15: So what now, is it dangerous?
        GP +4: It is common and it can be cured. Are you allergic to penicillin?
        PT +3: No.
        GP +7: Then a week of three medicines twice a day: omeprazole, amoxicillin and
          clarithromycin. Finish the whole course, and no alcohol to be kind to your stomach.""",
        note="""
        History: Heartburn back 2 weeks after omeprazole ended. Nothing taken since. No penicillin
          allergy, no interacting medicines.
        Examination: H. pylori stool antigen positive.
        Assessment: Helicobacter pylori infection with recurrent dyspepsia.
        Codes: K29.70, B96.81
        Plan: 7 days of omeprazole 20 mg, amoxicillin 1 g and clarithromycin 500 mg, all twice
          daily. No alcohol this week. Retest only if symptoms go on.
        Outcome: treated
        Watch for: A rash or a swollen face: stop and ring us. A metallic taste and loose stools
          are common and harmless.
        Act by: If the burning is there in a month, write again: we repeat the test.
        Call: 999 if you cannot breathe well; the practice for a rash.""",
    ),
    Story(
        "kowalczyk-cold", "kowalczyk", ago=137, at="09:45", by="marsh", after=55,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.DECLINED,
        passes=("bailey",),
        asks="""I have a cold for three days, runny nose and a sore throat, and I need antibiotics
        because I start a big job on the first of the week. The ones from last time were good.""",
        reason="""Antibiotics do not shorten a cold, and you have none of the signs that would make
        me want to examine you.""",
        advice="""Paracetamol up to four times a day, plenty to drink, and honey or lozenges for
        the throat. Your pharmacist can look at your throat today without an appointment. Ask us
        again if you are still feverish after 5 days, become breathless, cannot swallow fluids, or
        a cough lasts beyond 3 weeks.""",
    ),
)  # fmt: skip

"""The past year of Lucía Hernández, Jürgen Fischer and Miriam Levy."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

NERVES = (
    Story(
        "hernandez-pill", "hernandez", ago=269, at="10:20", by="larsen", after=60,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""I would like to start the pill. I take lamotrigine for epilepsy, no seizures in two
        years. Friends say it is no problem but I thought I ask.""",
        before="""
        larsen +80 ask: Very good that you ask, it does matter. Do you have migraine with aura, has
          anybody in your family had clots, and do you smoke? And what dose of lamotrigine?
        PT +65 answer: No migraine, no clots, I don't smoke. Lamotrigine 100 mg twice a day.""",
        chat="""
        GP +4: Thank you. The usual pill can halve your lamotrigine and bring seizures back. Better
          choices: the progestogen-only pill, or a coil. They leave lamotrigine alone.
        PT +9: Nobody told me! Then the mini pill, I don't want a coil yet.
        GP +4: Desogestrel 75 micrograms, every day without a break. Bleeding can be irregular for
          three months. Tell Dr Chandra at your next visit.""",
        note="""
        History: Wishes contraception. Epilepsy, lamotrigine 100 mg twice daily, no seizures for 2
          years. No migraine, no thrombosis in the family, non-smoker.
        Examination: Own machine 112/70, BMI 22.
        Assessment: Contraception with lamotrigine: no oestrogen.
        Codes: Z30.011, G40.909
        Plan: Desogestrel 75 micrograms daily. Lamotrigine unchanged. Neurology informed.
        Outcome: treated
        Watch for: Any seizure or strange turn, or a low mood that lasts.
        Act by: Write to us in three months, or any day before.
        Call: 999 for a seizure longer than five minutes: tell your flatmates.""",
    ),
    Story(
        "hernandez-turn", "hernandez", ago=143, at="09:30", chosen="chandra", by="chandra",
        after=85, begins=5,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""On Saturday I lost about a minute. My brother says I stared and smacked my lips,
        then I was confused. I had slept four hours because of exams. No shaking.""",
        chat="""
        GP +2: Good morning Lucía, I am sorry, that must have been a fright. Did you miss a
          lamotrigine, and had you been drinking?
        PT +9: I missed the evening one, yes. Two beers.
        GP +4: Then we have three reasons at once: a missed tablet, little sleep, beer. I would
          keep the dose and not punish you with more. A level this week. No driving, no bath with
          the door locked, no swimming alone.
        PT +7: How long no driving?
        GP +4: Six months from Saturday at the least; you have to tell the licensing agency, I send
          the address. An alarm for the evening tablet?
        PT +4: My brother has set three.""",
        note="""
        History: Focal impaired-awareness seizure about 1 minute, after a missed dose, sleep loss
          and alcohol. Seizure-free for 2 years before.
        Examination: None in person. Lamotrigine level low at 2.1 mg/L.
        Assessment: Provoked breakthrough seizure in focal epilepsy.
        Codes: G40.209
        Plan: Lamotrigine 100 mg twice daily unchanged, alarms. Driving stopped, agency to be told.
          Safety advice. Visit in 6 weeks.
        Outcome: follow_up
        Watch for: Another seizure, or a rash with lamotrigine.
        Act by: See me in six weeks; write the same day after any turn.
        Call: 999 for a seizure longer than five minutes or two in a row.""",
    ),
    Story(
        "hernandez-review", "hernandez", ago=99, at="10:00", chosen="chandra", by="chandra",
        after=100, stops=14, window=2,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.NO_SHOW,
        asks="""The visit after six weeks. No more turns since. Can we do it by message in the
        afternoon, after my lecture?""",
    ),
    Story(
        "okafor-tingle", "okafor", ago=163, at="11:45", chosen="chandra", by="chandra", after=200,
        window=4,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""My feet tingle and feel as if I walk on cotton wool, both the same, since some
        months. I have diabetes and Dr Novak says it may be that, but my sister says to ask a nerve
        doctor.""",
        chat="""
        GP +3: Good afternoon Mrs Okafor. Does it reach above the ankles, are you unsteady in the
          dark, and how long have you taken metformin?
        PT +14: Only the feet. A bit unsteady when I get up at night. Metformin nine years.
        GP +5: Metformin for so long can use up vitamin B12, and that gives just this, and can be
          mended. A blood test first, please.
        PT +4: I go tomorrow morning.
        GP +640: Your B12 is low, 128. Dr Novak will give you injections: six in two weeks, then
          every three months. Most people feel better within months.
        PT +22: Praise God, it is not only the sugar. Thank you.""",
        note="""
        History: Tingling and numb feet for months, unsteady at night. Type 2 diabetes, metformin 9
          years.
        Examination: B12 128 ng/L, folate normal, HbA1c 59 mmol/mol. Reflexes and vibration sense
          at the practice: vibration lost at both big toes.
        Assessment: Neuropathy with vitamin B12 deficiency from metformin; diabetic part possible.
        Codes: E53.8, G62.9
        Plan: Hydroxocobalamin 1 mg on alternate days for two weeks, then every 3 months, at the
          practice. Metformin goes on. Foot check yearly. Letter to the GP.
        Outcome: treated
        Watch for: Falls, weakness in the legs, or a wound on the foot that you do not feel.
        Act by: Look at your feet every evening. Write to me in three months.
        Call: The practice; 999 for sudden weakness.""",
    ),
    Story(
        "whitfield-headache", "whitfield", ago=84, at="10:35", chosen="chandra", by="chandra",
        after=190,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.DECLINED,
        asks="""Tight band round my head by the end of most driving days. No sickness, no sight
        trouble. Wife says get a brain scan. Can I come straight to you?""",
        reason="""What you describe is a tension headache, and a scan would not show it or help it.
        Your own practice can do everything that is needed, and sooner than I can.""",
        advice="""A break of five minutes each hour, the seat upright, glasses checked this month.
        Paracetamol on no more than two days a week. Write to your practice if it is not better in
        a month. A sudden severe headache, weakness, or a change of sight: 999.""",
    ),
    Story(
        "fischer-freezing", "fischer", ago=219, at="10:25", chosen="chandra", by="chandra",
        after=120, begins=8,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.COMPLETED,
        asks="""My feet stick to the floor in doorways, mostly before the next tablet is due. I
        nearly fell twice. My wife Monika types because my hand is slow.""",
        chat="""
        GP +4: Good morning to you both. At which hours does he take the co-careldopa, and how long
          before the next one does it start?
        PT +18: At 8, 12, 16 and 20. From about three hours after.
        GP +6: So each dose wears off. Five smaller steps instead of four: 7, 10, 13, 16 and 19
          o'clock, the same tablets, 25/100. For doorways: count aloud or step over a line. It
          sounds silly and works.
        PT +13: He just stepped over my slipper like a soldier. We laugh.
        GP +4: Exactly like that. Protein in the evening, please, and our physiotherapist comes to
          the house.""",
        note="""
        History: Parkinson's disease 4 years. Freezing in doorways at the end of each dose, two
          near falls. Wife writes.
        Examination: None in person; nurse's visit: gait slow, no drop of blood pressure on
          standing.
        Assessment: Parkinson's disease with wearing-off.
        Codes: G20.A2
        Plan: Co-careldopa 25/100 five times daily, every 3 hours from 7. Cueing. Home
          physiotherapy. Review in 8 weeks.
        Outcome: treated
        Watch for: Falls, seeing things that are not there, or restless movements after a dose.
        Act by: Write in two weeks how the doorways are.
        Call: The Parkinson's nurse, 01632 960163; 999 after a fall with a knock on the head.""",
    ),
    Story(
        "fischer-slow", "fischer", ago=127, at="13:20", by="sheikh", after=150,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Monika Fischer for Jürgen. His bowels move only once in six days, it makes him
        miserable, and I think his tablets work worse.""",
        chat="""
        GP +4: Hello Mrs Fischer, you are right, they do work worse then. Any blood, vomiting, or a
          swollen tight belly?
        PT +9: No. He drinks too little I think.
        GP +4: A litre and a half a day, prunes, and macrogol: two sachets a day until it moves,
          then one. It is safe for long.
        PT +6: I will put the jug beside him.""",
        note="""
        History: Wife writes. Opens bowels every 6 days. No blood, vomiting or distension. Drinks
          little.
        Assessment: Constipation in Parkinson's disease.
        Codes: K59.09
        Plan: Macrogol two sachets, then one daily. Fluid and fibre.
        Outcome: treated
        Watch for: Vomiting, a swollen tight belly, or blood.
        Act by: Ring us if nothing moves within three days.
        Call: The practice, or 111.""",
    ),
    Story(
        "fischer-stairs", "fischer", ago=58, at="08:40", by="dlamini", after=95,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""Jürgen fell on the last two steps yesterday evening. He can walk, the hip is blue.
        Not on the head. He did not faint. Monika.""",
        before="""
        sheikh +40 accept:
        marsh +15 reassign (dlamini): Imran has been called to an emergency at the health centre.
          Sipho is free now.""",
        chat="""
        GP +3: Hello Mrs Fischer, I am Dr Dlamini, I take over from Dr Sheikh. Can he put his whole
          weight on that leg, and lift it straight off the bed?
        PT +9: Yes both. He says it hurts less than his pride.
        GP +4: Then it is a bruise. Does he take a blood thinner? Paracetamol, ice in a towel, and
          I ask for a second rail on the stairs.
        PT +6: No thinner. A rail would be wonderful.""",
        note="""
        History: Wife writes. Fell two steps yesterday, no head injury, no syncope. Walks. No
          anticoagulant.
        Examination: Full weight, straight leg raise possible; bruise on the left hip by
          description.
        Assessment: Contusion of the left hip. Falls risk in Parkinson's disease.
        Codes: S70.02XA, G20.A2
        Plan: Paracetamol. Occupational therapy for a stair rail. Falls clinic.
        Outcome: referred
        Watch for: Not being able to stand on it, a leg that looks shorter, or drowsiness.
        Act by: The occupational therapist rings within five working days.
        Call: 999 if he cannot stand or is drowsy; the practice otherwise.""",
    ),
    Story(
        "levy-confused", "levy", ago=181, at="09:15", by="marsh", after=22, begins=2,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""This is Daniel Levy for my mother Miriam at Rowan House. Since last night she is
        muddled far beyond her usual, picks at the blanket, and has wet the bed twice. The carers
        took her temperature, 37.9.""",
        chat="""
        GP +2: Good morning Daniel. Is she drinking, is her breathing quick, and can the carers do
          a pulse and blood pressure now?
        PT +8: They say: pulse 92, 128 over 70, oxygen 96, breathing normal. She drinks if one sits
          with her.
        GP +3: Good. It sounds like an infection of the urine on top of her memory. She is allergic
          to trimethoprim, so I send pivmecillinam, and I visit at noon.
        PT +4: Thank you. I will be there at noon.
        GP +170: As we said at her bed: she looks better than she sounded. Small drinks every half
          hour, glasses on, the same faces around her.
        PT +12: It helped that you held her hand. Thank you.""",
        note="""
        History: Son writes. Acute confusion since last night, incontinent, 37.9 °C. Alzheimer's
          disease. Trimethoprim allergy.
        Examination: Visited at 12:00: alert, disoriented, pulse 88, BP 130/72, SpO2 96 %, chest
          clear, tender above the bladder. Urine: nitrite positive, culture sent.
        Assessment: Delirium with lower urinary tract infection.
        Codes: N39.0, F05
        Plan: Pivmecillinam 400 mg, then 200 mg three times daily for 3 days. Fluids, orientation,
          no sedatives. I ring tomorrow.
        Outcome: treated
        Watch for: Very sleepy, quick breathing, shivering, or no urine for twelve hours.
        Act by: She should be clearer in two days. I ring the home tomorrow at ten.
        Call: 999 for the first three; the practice, or 111, otherwise.""",
        later="""
        marsh +650 add: Rang Rowan House: slept well, drinking, knows her son again. Culture: E.
          coli, sensitive to pivmecillinam.""",
    ),
    Story(
        "levy-tablets", "levy", ago=134, at="10:10", chosen="marsh", by="marsh", after=120,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Daniel Levy. Mother has eleven tablets in the morning and spits half of them out.
        Does she still need all of them?""",
        chat="""
        GP +4: A very good question, Daniel. With your power of attorney we can go through them
          together. What matters most to her and you now?
        PT +20: That she is calm, not in pain, and can sit in the garden.
        GP +8: Then I would stop the statin, the aspirin and the calcium, keep donepezil and the
          water tablet, and change paracetamol to a liquid. That leaves three.
        PT +9: She would applaud. I agree with all of it.""",
        note="""
        History: Son with power of attorney. Eleven tablets, often refused. Goals: calm, no pain,
          the garden.
        Examination: BP 118/66 by the home, weight 51 kg.
        Assessment: Too many medicines for her goals; Alzheimer's disease, late onset.
        Codes: G30.1
        Plan: Stopped: atorvastatin, aspirin, calcium, omeprazole, multivitamin. Kept: donepezil 10
          mg, indapamide 1.5 mg. Paracetamol as liquid. Review in 6 weeks.
        Outcome: treated
        Watch for: Pain that shows as restlessness, or swollen legs.
        Act by: Write in six weeks, or when she refuses these too.
        Call: The practice.""",
    ),
    Story(
        "levy-visit", "levy", ago=46, at="09:50", by="larsen", after=70, stops=24, window=1,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.WAITED,
        asks="""Daniel Levy. Mother has a sore at the base of her spine. The carers would like a
        doctor to see it by video while I am there, I can only come in the afternoon.""",
    ),
    Story(
        "levy-sore", "levy", ago=43, at="08:15", by="marsh", after=30, begins=3,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""Daniel Levy. Nobody came to the video the other day, I waited half an hour. The
        sore on mother's back is still there. I would be grateful for somebody today.""",
        chat="""
        GP +2: Daniel, I am sorry. Dr Larsen was with a collapsed patient and nobody told you: that
          is our fault and I have raised it. Is the skin broken, and is there a smell or fever?
        PT +7: Thank you for saying so. Broken, the size of a coin, no smell, no fever.
        GP +4: The tissue nurse comes today at two. Turn her every two hours, an air mattress
          follows tomorrow.
        PT +6: That is all we wanted.""",
        note="""
        History: Son writes. Sacral sore for days; the video consultation before was not started by
          us, apology given.
        Examination: Tissue nurse 14:00: category 2, 2 cm, clean.
        Assessment: Pressure ulcer of the sacrum, stage 2.
        Codes: L89.152
        Plan: Foam dressing, turning 2-hourly, air mattress, dietitian. Nurse twice a week.
        Outcome: treated
        Watch for: A smell, pus, black skin or a fever.
        Act by: The nurse comes again on the third day from now.
        Call: The practice at once, 111 when we are closed.""",
    ),
)  # fmt: skip

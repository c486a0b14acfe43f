"""The past year of Simran Kaur, Beatriz da Silva and Leo Zhang-Murphy."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

YOUNG = (
    Story(
        "kaur-eczema", "kaur", ago=254, at="15:20", chosen="ferrari", by="ferrari", after=190,
        window=3,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""I'm 16. Eczema in my elbows and now on my eyelids. I use the steroid cream from the
        GP but I'm scared of it near my eyes. I wear long sleeves all the time.""",
        chat="""
        GP +3: Hello Simran. You are right to be careful near the eyes. What is the cream called,
          and how often do you use a moisturiser?
        PT +6: Eumovate. Moisturiser when I remember so not really.
        GP +5: For the eyelids tacrolimus 0.03 %, no steroid at all, twice a day for three weeks.
          For the elbows Eumovate at night for two weeks, then two nights a week. And moisturiser
          by the pump, twice a day, that is half of the cure.
        PT +4: It won't thin my skin?
        GP +3: Not like this. Sun cream over the tacrolimus. I would like to see short sleeves by
          summer.
        PT +3: haha ok deal""",
        note="""
        History: Eczema since childhood, flexures and eyelids. Little emollient. Distressed by
          looks. Seen alone at her wish, understands well.
        Examination: Pictures: lichenified flexures, mild eyelid dermatitis, no infection.
        Assessment: Atopic eczema, moderate, with eyelids.
        Codes: L20.82
        Plan: Tacrolimus 0.03 % to eyelids for 3 weeks, clobetasone to flexures for 2 weeks, then
          weekends. Emollient 500 g. Letter to the GP.
        Outcome: treated
        Watch for: Painful blisters or punched-out sores: that is a virus and urgent. Weeping and
          yellow crusts.
        Act by: Write to me in four weeks.
        Call: The practice, or 111, the same day for blisters.""",
    ),
    Story(
        "kaur-exams", "kaur", ago=146, at="13:00", by="dlamini", after=70,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.COMPLETED,
        asks="""I can't sleep before exams, my heart races and I cry for no reason. Please don't
        ring my mum, I'd like to talk to somebody first.""",
        chat="""
        GP +3: Hello Simran, thank you for trusting us. What you write stays between us, unless you
          or somebody else were in danger. Have you had thoughts of hurting yourself?
        PT +8: No. Just that I'm going to fail and everyone's disappointed.
        GP +4: That is a heavy thing to carry. Who knows about it, a friend, a teacher?
        PT +7: My friend Aisha. No adult.
        GP +5: Would it be all right if the school's counsellor knew? She can see you this week.
          And for the nights: phone out of the room at ten, the breathing exercise I put below, and
          no revision after nine.
        PT +9: Yes to the counsellor. Maybe I'll tell mum myself after.
        GP +3: That would be brave, and there is no hurry. Write to me next week, whatever
          happens.""",
        note="""
        History: Sleepless, palpitations, tearful before exams for weeks. No self-harm, no suicidal
          thoughts, eats. Confidentiality explained; competent to decide. One friend knows.
        Examination: GAD-7 12, PHQ-A 7.
        Assessment: Anxiety around exams.
        Codes: F41.8
        Plan: School counsellor this week, with her consent. Sleep routine, breathing exercise. I
          write again in a week.
        Outcome: follow_up
        Watch for: Thoughts of hurting yourself, or not eating.
        Act by: Write to me next week, or any day before.
        Call: 111 and choose mental health, at any hour.""",
    ),
    Story(
        "kaur-again", "kaur", ago=138, at="15:40", chosen="dlamini", by="dlamini", after=60,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.COMPLETED,
        asks="""Writing like you said. I saw the counsellor twice. I told mum. She cried and then
        made pakoras.""",
        chat="""
        GP +3: That is the best message of my week. How are the nights?
        PT +5: Asleep by eleven mostly. First exam was ok.
        GP +3: Then go on as you are. You know where I am.""",
        note="""
        History: Told her mother, two sessions with the counsellor, sleeps by eleven.
        Examination: GAD-7 6.
        Assessment: Exam anxiety, improving.
        Codes: F41.8
        Plan: Four more sessions. No medication.
        Outcome: advice
        Watch for: Two bad weeks in a row.
        Act by: Write whenever you like.
        Call: 111 and choose mental health, at any hour.""",
    ),
    Story(
        "silva-croup", "silva", ago=193, at="08:05", by="bailey", after=9, begins=1,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""I am Inês, mother of Beatriz, 3 years. In the night she began to cough like a seal
        and makes a noise when she breathes in, when she cries. Now she is calm and it is less.""",
        chat="""
        GP +1: Good morning Inês. Right now, when she sits quietly: is there a noise, does the skin
          pull in under her ribs, is she drinking, are her lips pink?
        PT +3: No noise now. Nothing pulls. She drinks and lips pink. Only when she cries.
        GP +2: That is mild croup. Keep her upright and calm, no looking into the throat. One dose
          of dexamethasone helps: bring her now, our nurse gives it, it tastes of cherry.
        PT +2: We come in ten minutes.
        GP +40: She was very brave. She should be better by tonight; the second night can be noisy
          again.
        PT +6: Thank you! She wants to be a nurse now.""",
        note="""
        History: Mother writes. Barking cough since the night, stridor only on crying. Drinks.
          Vaccinated.
        Examination: 37.8 °C, SpO2 98 %, no stridor at rest, no recession. Weight 14.2 kg.
        Assessment: Croup, mild.
        Codes: J05.0
        Plan: Dexamethasone 2 mg once, given here. Paracetamol for comfort.
        Outcome: treated
        Watch for: A noise with each breath at rest, skin pulling in under the ribs, dribbling, or
          blue lips.
        Act by: If she is not better in two days, write to us.
        Call: 999 for any of those signs, at once.""",
    ),
    Story(
        "silva-small", "silva", ago=122, at="11:10", by="novak", after=140,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""My mother-in-law says Beatriz is too thin and too small. She eats like a bird.
        Should I be worried? The red book says 14.6 kilos.""",
        chat="""
        GP +4: Hello Inês. I have drawn her weights on the chart: she follows the same line since
          she was one, a little under the middle, just as you and her father are not giants.
        PT +7: So she is normal?
        GP +3: Quite normal. Is she lively, and are her nappies and nights as usual?
        PT +5: She never stops. Nights good.
        GP +4: Then three meals, two snacks, water instead of juice, and no battles. Show
          Grandmother the line.""",
        note="""
        History: Mother worried about weight and appetite. Lively, no diarrhoea, no illness.
        Examination: 14.6 kg, 96 cm: 40th centile, parallel since age one.
        Assessment: Normal growth.
        Codes: Z71.1
        Plan: Reassurance with the chart, advice on meals. Weight with the next vaccination.
        Outcome: advice
        Watch for: Weight that falls, lasting diarrhoea, or a child who has no energy.
        Act by: Weigh her in three months at the health visitor's.
        Call: The practice.""",
    ),
    Story(
        "silva-ear", "silva", ago=61, at="10:05", after=50,
        urgency=Urgency.SOON, began=Began.TODAY, end=End.WITHDRAWN,
        asks="Beatriz pulls at her ear since breakfast and is grumpy. No fever yet.",
        reason="""It was a bead! The school nurse took it out with a lasso. She is dancing
        again.""",
    ),
    Story(
        "zhang-egg", "zhang", ago=229, at="12:10", by="larsen", after=7, begins=1,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""Leo is 6. Twenty minutes ago he ate a bite of cake at a party and now has hives
        around his mouth and on his chest, and his lip is swollen. He breathes normally. Wei, his
        father.""",
        chat="""
        GP +1: Wei, is he hoarse, coughing, vomiting, dizzy or floppy? If any of these comes, ring
          999 at once.
        PT +1: None. He is cross and scratching.
        GP +1: Good. Cetirizine 5 mg now, the pharmacy beside you has it. Sit with him, do not
          leave him alone for four hours. What was in the cake?
        PT +6: Given. Meringue, so egg white. He never liked egg.
        GP +20: How is he now?
        PT +4: Hives fading, lip nearly normal.
        GP +4: Then he may go home with you. No egg until the allergy clinic has seen him; I have
          sent the referral today.""",
        note="""
        History: Father writes. Hives and lip swelling 20 minutes after meringue. No breathing
          trouble, vomiting or collapse. Mild asthma.
        Examination: From description. Settled within 40 minutes after cetirizine.
        Assessment: Allergic reaction to egg, mild, without anaphylaxis.
        Codes: L50.0, Z91.0120
        Plan: Egg avoided. Recorded as an allergy. Cetirizine 5 mg at hand, action plan for school.
          Referred to the children's allergy clinic because of asthma.
        Outcome: referred
        Watch for: Noisy breathing, hoarseness, repeated vomiting, floppy or very sleepy.
        Act by: The clinic writes within four weeks. Tell the school today.
        Call: 999 and say "anaphylaxis".""",
    ),
    Story(
        "zhang-wheeze", "zhang", ago=151, at="08:25", by="sheikh", after=15, begins=2,
        urgency=Urgency.URGENT, began=Began.DAYS, end=End.COMPLETED,
        asks="""Leo has a cold for two days and now wheezes. Four puffs of the blue inhaler with
        the spacer help for about four hours. He slept badly. Wei.""",
        chat="""
        GP +1: Good morning Wei. Does he talk in whole sentences, and do you see the ribs pull in?
        PT +3: Whole sentences, about dinosaurs. No pulling.
        GP +3: Then we can treat him at home. Up to ten puffs, one at a time, every four hours
          today. Prednisolone 20 mg once a day for three days, I am sending it.
        PT +5: And school?
        GP +2: Not today. Our nurse listens to him at four.
        PT +430: We were there. Clear, she says, and 98 %.
        GP +10: Very good. Brown inhaler every day from now on, not only in winter.""",
        note="""
        History: Father writes. Wheeze with a cold for 2 days, reliever lasts 4 hours. Whole
          sentences. Egg allergy.
        Examination: Nurse 16:00: SpO2 98 %, mild wheeze clearing. Weight 21.3 kg.
        Assessment: Asthma, mild exacerbation with a cold.
        Codes: J45.31
        Plan: Salbutamol up to 10 puffs 4-hourly by spacer. Prednisolone 20 mg daily for 3 days.
          Beclometasone 50 micrograms two puffs twice daily from now on. Plan for school.
        Outcome: treated
        Watch for: Puffs that last less than four hours, ribs pulling in, or too breathless to
          talk.
        Act by: If he needs the blue one after two days, ring us.
        Call: 999 if he cannot talk or is blue; the practice, or 111, otherwise.""",
    ),
    Story(
        "zhang-verruca", "zhang", ago=95, at="14:35", by="marsh", after=210,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.DECLINED,
        asks="Leo has three warts under his foot. They don't hurt. Could you freeze them?",
        reason="""Warts in children go away by themselves, and freezing hurts more than it helps,
        so we no longer offer it.""",
        advice="""Leave them, or rub them down weekly and use salicylic acid from the pharmacy for
        twelve weeks. Waterproof plaster for swimming. Ask us if one hurts, bleeds or looks
        infected.""",
    ),
    Story(
        "zhang-trip", "zhang", ago=40, at="10:50", by="larsen", after=120, stops=45, window=2,
        urgency=Urgency.ROUTINE, began=Began.LONGER, end=End.CALLED_OFF,
        asks="""We visit Leo's grandparents in Chengdu in the holidays. With his egg allergy, can
        he have the vaccines, and what do we carry?""",
        reason="""The travel nurse does exactly this, with the right vaccines in the fridge. I have
        booked you in with her this week: she rings with the time.""",
    ),
)  # fmt: skip

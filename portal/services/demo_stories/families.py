"""The past year of Sofia Marchetti, Priya Raman and Owen Price."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

FAMILIES = (
    Story(
        "marchetti-mastitis", "marchetti", ago=261, at="08:10", by="novak", after=20, begins=2,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.COMPLETED,
        asks="""I'm breastfeeding my three-week-old. Since last night my right breast has a hard,
        hot, red patch and I'm shivering. Temperature 38.6. I don't know whether to keep
        feeding.""",
        chat="""
        GP +1: Hello Sofia, you were right to write early. Please do keep feeding, it helps and is
          safe for your baby. Are you able to drink and keep things down?
        PT +4: Yes, drinking lots. It's agony when he latches though.
        GP +3: Is the nipple cracked? And is there one spot that feels like a soft bag of fluid?
        PT +5: Cracked yes. It's just hard, nothing soft.
        GP +4: Are you allergic to penicillin?
        PT +2: No, I had it after the birth.
        GP +4: This is mastitis. Flucloxacillin 500 mg four times a day for 10 days, ready at your
          pharmacy in an hour. Ibuprofen and paracetamol are both fine while feeding.
        PT +3: Thank you so much. My sister can pick it up.""",
        note="""
        History: 3 weeks after birth, breastfeeding. Right breast hot, red and hard for 12 hours,
          shivering, 38.6 °C. Cracked nipple. Drinking well. No penicillin allergy.
        Examination: None in person; no soft swelling by her description.
        Assessment: Lactational mastitis, no sign of an abscess.
        Codes: O91.23
        Plan: Flucloxacillin 500 mg four times daily for 10 days. Go on feeding, start on the sore
          side when bearable. Ibuprofen and paracetamol. Infant feeding team contacted.
        Outcome: treated
        Watch for: A soft lump in the breast: an abscess needs draining. Feeling faint or confused,
          or a racing heart.
        Act by: If you are no better in 48 hours, ring us for the same day.
        Call: 999 or A&E when faint or confused; the practice for a lump.""",
    ),
    Story(
        "marchetti-mood", "marchetti", ago=201, at="13:05", chosen="novak", by="novak", after=35,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.COMPLETED,
        asks="""The breast is long healed but I'm not right. I cry most days, I can't sleep even
        when Luca sleeps, and I feel like a bad mother. It's been about a month. You were kind last
        time so I'm asking for you.""",
        chat="""
        GP +2: I'm glad you told me, Sofia. You are not a bad mother. Many new mothers feel this,
          and it gets better with help. May I ask some direct questions?
        PT +6: Yes.
        GP +3: Have you had thoughts of harming yourself or Luca, or that you would all be better
          off without you?
        PT +9: No. Never about him. Sometimes I wish I could just disappear for a week, but I
          wouldn't do anything.
        GP +5: Thank you for being honest. Who is at home with you, and do they know?
        PT +7: My husband. He knows I'm tired. I haven't said the rest.
        GP +6: Would you show him this conversation tonight? I am referring you to the perinatal
          team, they usually ring within a week, and your health visitor will come by.
        PT +5: OK. I can do that. Can I talk to you again?
        GP +3: Of course. Write to me in two weeks, whatever happens, or any day before.""",
        note="""
        History: 12 weeks after birth. Low mood, tearful, insomnia and guilt for 4 weeks. No
          thoughts of harm to herself or Luca, no psychotic features, no past history. Supportive
          husband.
        Examination: EPDS 15, item 10 never.
        Assessment: Postnatal depression, moderate.
        Codes: F53.0
        Plan: Referred to perinatal mental health, health visitor informed. Prefers talking therapy
          first. Will show her husband this conversation. Review in 2 weeks.
        Outcome: referred
        Watch for: Thoughts of harming yourself or Luca, or feeling very strange.
        Act by: Tell your husband today. Write to me in two weeks, or any day before.
        Call: 999, or 111 and choose mental health, at any hour.""",
    ),
    Story(
        "marchetti-review", "marchetti", ago=152, at="10:20", chosen="novak", by="novak", after=80,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED, stops=9,
        asks="""An update, as agreed. Six sessions with the perinatal team done. I sleep five hours
        in a row now and I laughed at something yesterday. Do I need anything else from you?""",
        chat="""
        GP +4: What lovely news. How is your appetite, and do you look forward to things again?
        PT +11: Yes, mostly. Still wobbly when he's ill. Going back to work part-time scares me.
        GP +6: That is an ordinary fear. Finish the sessions, and think about a phased return: I can
          write a note for your employer when the time comes.
        PT +5: That would help. Thank you for everything.""",
        note="""
        History: Six of eight CBT sessions done. Sleeps five hours in a row, appetite back, bonding
          well. Worried about returning to work.
        Examination: EPDS 7.
        Assessment: Postnatal depression, improving without medication.
        Codes: F53.0
        Plan: Finish the sessions. Phased return to work supported, note for the employer when
          needed.
        Outcome: follow_up
        Watch for: Two bad weeks in a row, or the old thoughts coming back.
        Act by: Write to me when you know the date of your return to work.
        Call: 111 and choose mental health, or 999, in a crisis; the practice otherwise.""",
    ),
    Story(
        "raman-hayfever", "raman", ago=198, at="08:35", by="sheikh", after=65,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.COMPLETED,
        asks="""My asthma has been playing up for two or three weeks. I'm using the blue inhaler
        most days and I wake up coughing. Streaming eyes and nose too. I've probably not been great
        with the brown one.""",
        chat="""
        GP +3: Hello Priya. Are you breathless now, or can you talk in full sentences?
        PT +4: I'm at work, talking fine. It's worse at night and when I run for the bus.
        GP +4: When did you last have steroid tablets or go to hospital with it? Do you have your
          peak flow?
        PT +8: Never been in hospital. 380 this morning, my best is 450.
        GP +6: Let us make it simpler: one combined inhaler, budesonide with formoterol, one puff
          twice a day and one when you need it. It replaces both. And cetirizine once a day.
        PT +5: So I stop the blue one completely?
        GP +3: Yes, once you have the new one. Our nurse will show you how; she has time this
          week.""",
        note="""
        History: Asthma worse for 3 weeks with hay fever. Reliever most days, wakes coughing.
          Preventer often forgotten. Never in hospital, no steroid tablets.
        Examination: Full sentences. Peak flow 380, best 450.
        Assessment: Uncontrolled asthma with allergic rhinitis; no exacerbation.
        Codes: J45.40, J30.1
        Plan: Budesonide with formoterol 200/6, one puff twice daily and one as needed, instead of
          both inhalers. Cetirizine 10 mg daily. Technique with our nurse, written plan given.
        Outcome: treated
        Watch for: More than 6 puffs at one time or 8 in a day. Not finishing a sentence, or an
          inhaler that does not help.
        Act by: You should sleep through within two weeks. If not, write to us.
        Call: 999 when you cannot finish a sentence; the practice, or 111, otherwise.""",
    ),
    Story(
        "raman-pill", "raman", ago=44, at="12:50", by="bailey", after=85, stops=35,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.CALLED_OFF,
        asks="""I'd like to change my contraceptive pill. I've been on it two years and it's giving
        me bad skin and I'm spotting in between. Can you just send me a different one?""",
        reason="""Spotting on the pill needs an examination and a blood pressure reading, which we
        cannot do by message. I have kept a place for you with our nurse this week: the desk will
        ring you with the time. Please carry on with your present pill until then.""",
    ),
    Story(
        "price-ear", "price", ago=187, at="08:05", by="sheikh", after=25, begins=3,
        urgency=Urgency.SOON, began=Began.TODAY, end=End.COMPLETED,
        asks="""This is Kate, Owen's mum. He woke at four screaming with his right ear, temperature
        38.4. He's had Calpol and is calmer now but keeps holding it. He had a cold last week.""",
        chat="""
        GP +2: Good morning Kate. Is he drinking, and is he himself between the pains?
        PT +5: Yes, drinking juice and watching telly. Grumpy.
        GP +3: Any fluid from the ear, swelling or redness behind it, a stiff neck or a rash?
        PT +6: I've just looked. No, the ear looks normal from outside.
        GP +6: Then it is a middle ear infection, most likely. Most get better by themselves within
          three days. Give ibuprofen as well as Calpol, by his weight on the bottle.
        PT +4: No antibiotics? He was in such pain.
        GP +7: They shorten the pain very little, and often upset the tummy. I have left a
          prescription at the pharmacy: use it if he is no better in three days.""",
        note="""
        History: Written by his mother. Right earache since 04:00, cold last week. Drinking,
          himself between pains. No discharge, no swelling behind the ear, no stiff neck, no rash.
        Examination: 38.4 °C. Ear normal from outside by her description.
        Assessment: Acute otitis media likely.
        Codes: H66.91
        Plan: Ibuprofen and paracetamol by weight. Delayed prescription at the pharmacy:
          amoxicillin 500 mg three times daily for 5 days.
        Outcome: advice
        Watch for: Swelling behind the ear, drowsiness, a stiff neck, or a rash that does not fade
          under a glass.
        Act by: Use the antibiotic if he is no better after 3 days or the ear runs.
        Call: 999 for drowsiness, stiff neck or rash; the practice at once for swelling.""",
    ),
    Story(
        "price-spots", "price", ago=98, at="15:30", by="novak", after=40,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.COMPLETED,
        asks="""Kate again, Owen's mum. Itchy spots since yesterday, first on his tummy, now on his
        face and scalp. Some have turned into little blisters. Two in his class have chickenpox. Is
        there anything I need to do? My sister is pregnant.""",
        chat="""
        GP +3: Hello Kate. That does sound like chickenpox. Is he drinking, and are any of the spots
          very red, hot or oozing?
        PT +8: Drinking fine, a bit of a fever. None look nasty.
        GP +4: Paracetamol for the fever, please not ibuprofen: with chickenpox it can lead to skin
          infections. Cut his nails short; cool baths and calamine help the itch.
        PT +5: Oh, good that I asked, I had the ibuprofen in my hand. And my sister? She saw him at
          the weekend.
        GP +5: She should ring her midwife today and say so. If she had chickenpox as a child she is
          probably safe, but they will check.""",
        note="""
        History: Written by his mother. Itchy spots since yesterday, some blistering; two cases in
          class. Drinking well. Pregnant aunt exposed at the weekend.
        Examination: None in person; typical by description, none infected.
        Assessment: Chickenpox, day 2, uncomplicated.
        Codes: B01.9
        Plan: Paracetamol, no ibuprofen. Calamine, short nails, antihistamine at night. Aunt to
          ring her midwife today. Off school until every spot has crusted.
        Outcome: advice
        Watch for: A spot that spreads hot and red. Drowsy, breathless or hard to wake.
        Act by: Ring us for a fever beyond 4 days. Back to school usually after 5.
        Call: 999 if he is drowsy or breathless; the practice otherwise.""",
    ),
    Story(
        "price-letter", "price", ago=19, at="10:40", by="marsh", after=140,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.DECLINED,
        asks="""It's Kate for Owen. He was off school for two days with a tummy bug and is back to
        normal now. School says they need a doctor's note for the absence. Could you send one?""",
        reason="""We do not write notes for short absences from school, and Owen is well again, so
        there is nothing I would need to see him for.""",
        advice="""A note from you is all a school may ask for with a short illness; feel free to
        show them this message. Keep him away from school and swimming until 48 hours after the last
        upset. Ask us if it comes back, there is blood, or he stops drinking.""",
    ),
)  # fmt: skip

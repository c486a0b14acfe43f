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
        note="""3 weeks postpartum, breastfeeding. Right-sided mastitis for 12 hours, 38.6 °C,
        cracked nipple, no fluctuance described. No penicillin allergy. Flucloxacillin 500 mg four
        times daily for 10 days. Continue feeding, start on the sore side when bearable, infant
        feeding team contacted.""",
        safety_net="""If you are no better in 48 hours, or you feel a soft lump, ring us for the
        same day: an abscess needs draining. Ring 999 or go to A&E if you feel faint or confused, or
        your heart races.""",
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
        note="""12 weeks postpartum. Low mood, tearful, insomnia, guilt for 4 weeks. EPDS 15 (item
        10: never). No thoughts of harm to self or baby, no psychotic features, no past history.
        Husband supportive. Postnatal depression, moderate. Referred to perinatal mental health,
        health visitor informed. Prefers talking therapy first. Review in 2 weeks.""",
        safety_net="""If thoughts of harming yourself or Luca come, or you feel very strange, ring
        999, or 111 and choose mental health, at any hour. Tell your husband today. Write to me in
        two weeks or sooner.""",
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
        note="""Postnatal depression, improving. EPDS 7. Six of eight CBT sessions done. Sleep and
        appetite recovered, bonding well. No medication. Phased return to work supported.""",
        safety_net="""Go on with the sessions. If you have two bad weeks in a row, write to me. In
        a crisis ring 111 and choose mental health, or 999.""",
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
        note="""Asthma, uncontrolled over 3 weeks with hay fever; poor adherence to preventer. Peak
        flow 380 (best 450), no exacerbation signs. Changed to budesonide/formoterol 200/6 as
        maintenance and reliever. Cetirizine 10 mg. Technique with nurse, written plan given.""",
        safety_net="""If you need more than 6 puffs at one time or 8 in a day, ask for help the same
        day. If you cannot finish a sentence or the inhaler does not help, ring 999.""",
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
        note="""Written by mother. Right otalgia since 04:00, 38.4 °C, coryza last week. Alert,
        drinking, no discharge, no mastoid signs, no neck stiffness. Acute otitis media likely.
        Analgesia, delayed amoxicillin 500 mg three times daily for 5 days.""",
        safety_net="""Use the antibiotic if he is no better after 3 days or the ear runs. Ring us at
        once for swelling behind the ear or if he seems more unwell. Ring 999 for drowsiness, a
        stiff neck, or a rash that does not fade under a glass.""",
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
        note="""Written by mother. Typical varicella rash day 2, contacts at school. Well, drinking.
        Advised paracetamol, avoid NSAIDs, antihistamine at night. Pregnant aunt exposed: advised to
        contact midwife today. Off school until all spots have crusted.""",
        safety_net="""He can go back when every spot has a scab, usually after 5 days. Ring us for a
        spot that spreads hot and red, or a fever beyond 4 days. Ring 999 if he is drowsy,
        breathless or hard to wake.""",
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

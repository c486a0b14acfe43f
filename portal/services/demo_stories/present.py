"""What is going on in the practice at the present: open, accepted and started consultations."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

PRESENT = (
    Story(
        "raman-wheeze", "raman", back=24,
        urgency=Urgency.URGENT, began=Began.TODAY, end=End.REQUESTED,
        asks="""My chest has been tight and wheezy since last night. I've had six puffs of the
        combined inhaler since I got up and it wears off after about three hours. Peak flow 310, my
        best is 450. I can talk in sentences but stairs are hard.""",
    ),
    Story(
        "pugh-hand", "pugh", back=70, passes=("bailey",),
        urgency=Urgency.SOON, began=Began.DAYS, end=End.REQUESTED,
        asks="""Scratched the back of my hand on a rose three days ago. It's now red and warm from
        the knuckles to the wrist, and swollen. No fever. I can make a fist. Tetanus was done two
        years ago.""",
    ),
    Story(
        "abernethy-flutter", "abernethy", back=105, chosen="marsh",
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.REQUESTED,
        asks="""Since the thyroxine went up to 100 my heart flutters in the evenings, a minute or so
        at a time, and my hands shake a little. No chest pain, no fainting. I would like to ask Dr
        Marsh because she knows my thyroid.""",
    ),
    Story(
        "ellery-knees", "ellery", back=150, window=2,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.REQUESTED,
        asks="""My knees are bad in the mornings. The chemist would not sell me ibuprofen tablets
        because of my blood pressure. Is the gel all right? My daughter can help me with the typing
        at the time I have picked.""",
    ),
    Story(
        "grant-febuxostat", "grant", back=215,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.REQUESTED,
        asks="""I had a rash on allopurinol in the past, so that was stopped. My toe has grumbled
        twice since. Dr Marsh said there was another tablet we could think about. Could we? My last
        blood test was about a month ago.""",
    ),
    Story(
        "whitfield-ankles", "whitfield", back=190, by="marsh", after=55, window=1,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.ACCEPTED,
        asks="""Blood pressure is much better on the amlodipine, 134 over 84 on average. But both
        ankles swell by the evening and my boots leave a groove. Dr Bailey said to tell you if that
        happened. I'm off the road at the time I've picked.""",
    ),
    Story(
        "marchetti-coil", "marchetti", back=230, chosen="novak", by="novak", after=35, window=0,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.ACCEPTED,
        asks="""I've stopped breastfeeding and need to think about contraception. I'd like something
        I don't have to remember and with no effect on my mood, given the past year. What would you
        suggest?""",
    ),
    Story(
        "nwosu-propranolol", "nwosu", back=130, chosen="marsh", by="marsh", after=38, begins=3,
        urgency=Urgency.SOON, began=Began.WEEKS, end=End.IN_PROGRESS,
        asks="""The migraines are down to two a month, which is wonderful. But since the propranolol
        was put up to 80 mg twice a day I'm worn out, and I go dizzy when I stand up quickly. I
        nearly sat down on the floor at work yesterday.""",
        chat="""
        GP +2: Hello Amara. Two a month is a great result, and I'm sorry about the price. Have you
          fainted, or felt short of breath or wheezy?
        PT +9: No fainting, no wheezing. Just a head rush and wobbly knees for a few seconds.
        GP +6: Could you take your pulse and your blood pressure, sitting down and then after a
          minute of standing?
        PT +21: Pulse 52. Sitting 104 over 66, standing 92 over 60. Is that too low? I've got my
          evening dose in a few hours and don't know whether to take it.""",
    ),
    Story(
        "kowalczyk-knee", "kowalczyk", back=175, by="marsh", after=60, begins=5,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.IN_PROGRESS,
        asks="""My right knee is swollen at the front like an egg, since four days. I kneel all day
        with the tiles. It is a bit warm. I can walk and bend it but kneeling is impossible.""",
        chat="""
        GP +3: Hello Tomasz. Have you had a fever or shivering, or is there a cut or graze on the
          knee?
        PT +14: No fever. Small scratch from last week, it is dry now.
        GP +8: Thank you. It sounds like bursitis, a fluid cushion in front of the kneecap. Is the
          skin over it red, and is the redness larger than yesterday? A photograph is not needed,
          just describe it. And please keep off ibuprofen, because of your stomach.""",
    ),
)  # fmt: skip

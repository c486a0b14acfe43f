"""What patients asked the hospital directly: skin, and what belongs to women."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

SKIN = (
    Story(
        "pugh-scar", "pugh", ago=117, at="09:55", chosen="ferrari", by="ferrari", after=160,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""You took the mole off my back two months ago. The scar has gone thick and red and
        itches like mad. Is that it coming back?""",
        chat="""
        GP +4: Good morning Mr Pugh. I understand the worry. Is the thick part only where the cut
          was, and has it any brown or black in it?
        PT +9: Only along the line. Pink all over. Bethan looked with a torch.
        GP +4: Then it is a thick scar and not the mole. It was a mole with odd cells, wholly
          removed, you remember the letter. Silicone gel twice a day, massage, and it settles in
          months.
        PT +5: I'll sleep tonight then. Ta.
        GP +3: Sleep well. And a hat on the sites, please.""",
        note="""
        History: Hypertrophic scar 8 weeks after excision of a dysplastic naevus, clear margins.
          Itch.
        Examination: Picture: raised pink scar within the line, no pigment.
        Assessment: Hypertrophic scar.
        Codes: L91.0
        Plan: Silicone gel twice daily for 3 months, massage. Skin check in a year, sun protection.
        Outcome: advice
        Watch for: Colour, a lump beside the scar, or a new mole that changes.
        Act by: If it is no better in three months, write to me.
        Call: The dermatology clinic, 01632 960161.""",
    ),
    Story(
        "ellery-patch", "ellery", ago=104, at="13:40", chosen="ferrari", by="ferrari", after=170,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""There is a rough patch on my temple that catches when I comb. My daughter says show
        it to somebody. It has been there for about half a year.""",
        chat="""
        GP +3: Good afternoon Mrs Ellery. Does it bleed, hurt, or grow quickly? Take your time with
          the typing.
        PT +17: No dear. Rough like sandpaper and comes back if I pick it.
        GP +4: That is sun damage of many summers, called actinic keratosis. A cream, fluorouracil,
          once a day for four weeks. It goes red and sore first, which means it works. Please do
          not pick.
        PT +15: I was a bathing belle once. That will be it.
        GP +4: I can picture it. Your daughter may put the cream on, with gloves.""",
        note="""
        History: Rough patch on the left temple for months, no bleeding. Much sun in earlier years.
        Examination: Picture: 8 mm scaly patch, no induration.
        Assessment: Actinic keratosis.
        Codes: L57.0
        Plan: Fluorouracil 5 % once daily for 4 weeks. Picture again at 8 weeks.
        Outcome: treated
        Watch for: A lump, bleeding, or soreness that spreads beyond the patch.
        Act by: Send me a picture in eight weeks.
        Call: The dermatology clinic, 01632 960161.""",
    ),
    Story(
        "grant-nails", "grant", ago=73, at="11:00", chosen="ferrari", by="ferrari", after=140,
        urgency=Urgency.ROUTINE, began=Began.LONGER, end=End.DECLINED,
        asks="""Two of my toenails are thick and yellow. The wife won't have it in the bed any
        more. Could you zap them?""",
        reason="""Fungal nails are treated by your pharmacist or GP just as well, and laser does
        not work reliably, so I would be taking your time for nothing.""",
        advice="""File them thin, then amorolfine lacquer once a week from the pharmacy, for up to
        a year. Dry feet, clean socks. If it hurts or spreads, your practice can test a clipping
        and give tablets. With gout, keep the toes free of tight shoes.""",
    ),
    Story(
        "abernethy-hair", "abernethy", ago=152, at="15:10", chosen="ferrari",
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.EXPIRED,
        asks="""My hair comes out in handfuls since the thyroid trouble. Does it grow back, or is
        there something for it?""",
    ),
    Story(
        "raman-coil", "raman", ago=36, at="10:45", chosen="beaumont", by="beaumont", after=130,
        stops=120, window=4,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.WITHDRAWN,
        asks="""The nurse says a coil might suit me better than the pill. Could I ask you about the
        kinds, and what it is like to have it put in?""",
        reason="""I have talked it through with Dr Novak's nurse in the meantime and am having it
        done there. Thank you for answering so fast.""",
    ),
    Story(
        "marchetti-pelvic", "marchetti", ago=79, at="13:35", chosen="beaumont", by="beaumont",
        after=190,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""I leak when I sneeze or run, since Luca was born. He is nine months. I do the
        exercises on and off. I'm 36, I don't want this for the next fifty years.""",
        chat="""
        GP +4: Good afternoon Sofia. You won't have it for fifty years. Any burning, blood, or a
          feeling of something coming down?
        PT +8: No to all.
        GP +5: Then three months with a pelvic floor physiotherapist: seven women in ten are dry or
          nearly so. On and off does not work, with somebody who checks it does.
        PT +6: I honestly don't know whether I squeeze the right thing.
        GP +3: Most don't, and she shows you. Her first free place is in two weeks.""",
        note="""
        History: Stress incontinence since birth 9 months ago. No infection, no prolapse symptoms.
          Breastfeeding ended.
        Examination: None in person; urine dip clear at the practice.
        Assessment: Stress urinary incontinence.
        Codes: N39.3
        Plan: Supervised pelvic floor training for 3 months. Bladder diary. Review afterwards.
        Outcome: referred
        Watch for: Blood in the urine, pain, or numbness between the legs.
        Act by: Write to me after three months of training.
        Call: The gynaecology clinic, 01632 960162.""",
    ),
    Story(
        "kaur-acne", "kaur", ago=107, at="14:05", chosen="ferrari", by="ferrari", after=150,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""The eczema is so much better, I wore short sleeves! But now spots on my chin and
        they leave dark marks. Everything from the shop burns.""",
        chat="""
        GP +3: Short sleeves, what a joy. Your skin is dry, so the shop's acids burn. Are there
          deep painful lumps, or spots and blackheads?
        PT +5: Spots and blackheads. No lumps.
        GP +4: Adapalene 0.1 % as a cream, a pea for the whole chin, every third night at first.
          Moisturiser on top. It takes twelve weeks. Sun cream, for the marks.
        PT +4: Every third night, pea, patience. Got it.""",
        note="""
        History: Comedonal acne on the chin, marks. Eczema well controlled. Not pregnant, no
          contraception needed.
        Examination: Picture: comedones and few papules, post-inflammatory pigmentation.
        Assessment: Acne vulgaris, mild.
        Codes: L70.0
        Plan: Adapalene 0.1 % cream, every third night, slowly up. Sun protection. Not in
          pregnancy: said.
        Outcome: treated
        Watch for: Redness and peeling: stretch the nights. Deep painful lumps.
        Act by: Send a picture in twelve weeks.
        Call: The dermatology clinic, 01632 960161.""",
    ),
)  # fmt: skip

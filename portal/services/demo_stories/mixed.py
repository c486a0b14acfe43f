"""More of the past year: second visits, moved times, and things that went wrong."""

from portal.domain.consultation import Urgency
from portal.domain.consultation_word import Began
from portal.services.demo_story import End, Story

MIXED = (
    Story(
        "nwosu-sleep", "nwosu", ago=97, at="09:50", chosen="sheikh", by="sheikh", after=60,
        window=2,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""The propranolol helps but I have vivid nightmares, three or four a week. Is that
        the tablets, and would the time of day make a difference?""",
        arranged="""
        sheikh +30 propose (3d 08:30):
        PT +50 keep:""",
        chat="""
        GP +2: Hello Amara, of course we keep the time: your class comes first. Yes, propranolol
          does this. When do you take the evening one?
        PT +5: About ten.
        GP +4: Take it at six instead, with food. For most people that is enough. If not, there is
          a sister drug that does not reach the brain so well.
        PT +3: Six o'clock. I'll report.""",
        note="""
        History: Nightmares 3 to 4 a week since propranolol 40 mg twice daily, evening dose at
          22:00. Migraine days down to 3. No wheeze.
        Examination: Own watch: pulse 58.
        Assessment: Vivid dreams, side effect of propranolol; migraine improving.
        Codes: G43.009, T44.7X5A
        Plan: Evening dose at 18:00. Nadolol or atenolol if it stays.
        Outcome: advice
        Watch for: Low mood, fainting, or a pulse under 50.
        Act by: Write in three weeks.
        Call: The practice.""",
    ),
    Story(
        "nwosu-dose", "nwosu", ago=41, at="12:15", chosen="marsh", by="marsh", after=80,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Nightmares gone since I take it at six, tell Dr Sheikh thank you. Migraines are
        stuck at five days a month since the new term began. Can the dose go up?""",
        chat="""
        GP +4: I will tell him. Five is more than we want. What is your pulse and blood pressure?
        PT +9: 62 and 112 over 72, from the machine at the pharmacy.
        GP +4: Then there is room: 80 mg twice a day, at breakfast and at six. Rise slowly from a
          chair in the first week.
        PT +3: Thank you. I'll keep the diary going.""",
        note="""
        History: 5 migraine days a month on propranolol 40 mg twice daily. Nightmares settled.
        Examination: Pharmacy machine: pulse 62, 112/72.
        Assessment: Migraine without aura, partly controlled.
        Codes: G43.009
        Plan: Propranolol 80 mg twice daily. Diary. Review in 6 weeks.
        Outcome: treated
        Watch for: Dizziness on standing, tiredness that does not pass, a pulse under 50, any
          wheeze.
        Act by: Write to me in six weeks, or at once if you are dizzy.
        Call: 111 for wheezing; the practice otherwise.""",
    ),
    Story(
        "bright-feet", "bright", ago=156, at="09:30", by="larsen", after=80, window=3,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""His feet are cold and his toes go white, Walter says for some weeks. He has COPD.
        I'm his daughter. Afternoon is better for him.""",
        arranged="""
        larsen +40 propose (2d 09:00):""",
        chat="""
        GP +2: Good afternoon, both. I had offered another time and heard nothing, so we keep this
          one. Does he get pain in the calves when he walks, that makes him stop?
        PT +9: Only his breath makes him stop he says. No pain.
        GP +4: Any sores, and does the colour come back within minutes in the warm?
        PT +5: No sores. Yes it comes back pink.
        GP +4: Then it is the small vessels closing in the cold. Wool socks, no hot-water bottle on
          numb toes, and our nurse measures the pulses at his chest check.""",
        note="""
        History: Daughter writes. Cold white toes for some weeks, colour returns in the warm. No
          claudication, no sores. Ex-smoker since 12 years.
        Examination: Nurse to measure ankle pressures.
        Assessment: Cold feet, Raynaud's likely; arterial disease to be excluded.
        Codes: I73.00
        Plan: Warmth, ankle-brachial index at the COPD check. Salbutamol not the cause.
        Outcome: tests
        Watch for: A toe that stays white or blue, turns black, or hurts at rest.
        Act by: The nurse measures it within two weeks.
        Call: The practice the same day, A&E if the foot is cold, pale and painful.""",
    ),
    Story(
        "whitfield-readings", "whitfield", ago=91, at="09:40", chosen="bailey", by="bailey",
        after=120,
        urgency=Urgency.ROUTINE, began=Began.DAYS, end=End.COMPLETED,
        asks="""The week of readings you wanted. Average 134 over 84 on the amlodipine. Anything
        else I have to do?""",
        chat="""
        GP +3: Good morning Daniel, that is very good. How is the weight, and the salt?
        PT +25: Down three kilos. Lisa has hidden the salt pot.
        marsh +1400 reassign (novak): Owen has been off sick since the day before yesterday. Clara,
          please finish this one.
        novak +15: Hello Daniel, Dr Novak. I'm sorry for the silence: Dr Bailey is ill. Your
          readings are just where we want them, the dose stays. Readings again in six months.
        PT +30: No bother, hope he's better soon.
        novak +5 complete:""",
        note="""
        History: A week of home readings on amlodipine 5 mg. Three kilos lighter, less salt. Taken
          over from Dr Bailey, who fell ill.
        Examination: Home average 134/84.
        Assessment: Hypertension, at target.
        Codes: I10
        Plan: Amlodipine 5 mg unchanged. Readings again in 6 months, bloods yearly.
        Outcome: follow_up
        Watch for: Swollen ankles from the tablet, or readings above 150.
        Act by: Readings again in six months.
        Call: The practice; 999 for chest pain or weakness on one side.""",
    ),
    Story(
        "abernethy-hundred", "abernethy", ago=48, at="08:20", by="larsen", after=110, window=3,
        urgency=Urgency.ROUTINE, began=Began.WEEKS, end=End.COMPLETED,
        asks="""Blood test number three. I am on 75 of the thyroxine and still a bit flat. Dr
        Lockwood said he would look at it tomorrow.""",
        before="""
        lockwood +40 accept:""",
        chat="""
        GP +2: Hello Ruth, Dr Larsen. Dr Lockwood does not work with us at present, so I have it
          here. TSH is 5.1, so there is room: 100 micrograms.
        PT +6: I did wonder what had happened. And the calcium stays at night?
        GP +3: Yes please. Test again in eight weeks.""",
        note="""
        History: Hypothyroidism, flat on 75 micrograms. Calcium in the evening. Came back to the
          pool when Dr Lockwood left.
        Examination: TSH 5.1 mU/L.
        Assessment: Hypothyroidism, not yet at target.
        Codes: E06.3
        Plan: Levothyroxine 100 micrograms daily. TSH in 8 weeks.
        Outcome: treated
        Watch for: A fluttering heart, shaking, or losing weight.
        Act by: Blood test in eight weeks.
        Call: The practice; 999 for chest pain.""",
    ),
    Story(
        "kowalczyk-hands", "kowalczyk", ago=161, at="13:50", by="lockwood", after=110,
        urgency=Urgency.ROUTINE, began=Began.MONTHS, end=End.COMPLETED,
        asks="""My thumb and two fingers go to sleep at night, the right hand. I shake it and it
        comes back. I hold the trowel all day.""",
        chat="""
        GP +4: Hello Mr Kowalczyk. Is the little finger free of it, and have you dropped anything?
        PT +9: Little finger is good. Dropped nothing.
        GP +5: That is carpal tunnel syndrome. A splint at night for six weeks, from the pharmacy.
          An injection helps if not, an operation only rarely.
        PT +3: I buy it today.""",
        note="""
        History: Right-sided nocturnal numbness of thumb, index and middle finger. Tiler. No
          weakness.
        Examination: None in person.
        Assessment: Carpal tunnel syndrome, right, mild.
        Codes: G56.01
        Plan: Night splint for 6 weeks. Injection or nerve test if not better.
        Outcome: advice
        Watch for: Weakness of the thumb, or dropping things.
        Act by: Write in six weeks.
        Call: The practice.""",
    ),
    Story(
        "price-puffer", "price", ago=53, at="11:35", by="bailey", after=60, stops=35, window=1,
        urgency=Urgency.SOON, began=Began.DAYS, end=End.CALLED_OFF,
        asks="""Kate, Owen's mum. He coughs at football and the coach asked whether it's asthma. No
        inhaler so far. Could somebody check?""",
        reason="""To check for asthma he has to blow into a machine, which cannot be done here. The
        nurse has a place on Friday after school: the desk rings you today.""",
    ),
)  # fmt: skip

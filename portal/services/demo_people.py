"""The people of the invented practice. Phone numbers and addresses are reserved for fiction."""

from portal.models import Sex
from portal.services.demo_story import Person

F, M = Sex.FEMALE, Sex.MALE

PRACTICE = {
    "name": "Marlow Road Surgery",
    "phone": "01632 960140",
    "address": "14 Marlow Road, Brackenfield",
}

LEAD = "marsh"

CLINICIANS = (
    Person("marsh", "Dr Helen Marsh", "marsh@demo.example", "01632 960141", 51, F),
    Person("sheikh", "Dr Imran Sheikh", "sheikh@demo.example", "01632 960142", 43, M),
    Person("novak", "Dr Clara Novak", "novak@demo.example", "01632 960143", 38, F),
    Person("bailey", "Dr Owen Bailey", "bailey@demo.example", "01632 960144", 56, M),
)

ADMINISTRATOR = Person("okonkwo", "Sam Okonkwo", "okonkwo@demo.example", "01632 960145", 40)

PATIENTS = (
    Person("nwosu", "Amara Nwosu", "amara@demo.example", "01632 960201", 34, F),
    Person("whitfield", "Daniel Whitfield", "whitfield@demo.example", "01632 960202", 46, M),
    Person("bright", "Walter Bright", "bright@demo.example", "01632 960203", 79, M),
    Person("okafor", "Margaret Okafor", "okafor@demo.example", "01632 960204", 71, F),
    Person("kowalczyk", "Tomasz Kowalczyk", "kowalczyk@demo.example", "01632 960205", 52, M),
    Person("abernethy", "Ruth Abernethy", "abernethy@demo.example", "01632 960206", 67, F),
    Person("raman", "Priya Raman", "raman@demo.example", "01632 960207", 29, F),
    Person("grant", "Lewis Grant", "grant@demo.example", "01632 960208", 61, M),
    Person("ellery", "Joan Ellery", "ellery@demo.example", "01632 960209", 83, F),
    Person("marchetti", "Sofia Marchetti", "marchetti@demo.example", "01632 960210", 36, F),
    Person("pugh", "Gareth Pugh", "pugh@demo.example", "01632 960211", 58, M),
    Person("price", "Owen Price", "price@demo.example", "01632 960212", 9, M),
)

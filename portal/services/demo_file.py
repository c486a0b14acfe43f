"""The files of the demo clinic: a few pictures and papers, drawn here, that nobody ever sent."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw, ImageFilter

from portal.domain.attachment import MediaType, Purpose
from portal.infra.clean import Limits, clean
from portal.infra.clean_pdf_page import first_page
from portal.infra.clock import new_id
from portal.infra.pdf import Sheet
from portal.schemas.attachment import AttachmentUpload
from portal.services import attachment, attachment_store
from portal.services.work import Work
from portal.settings import settings

WIDTH, HEIGHT = 960, 720
FINE = 3
"""Drawn so many times larger, then made smaller: edges are soft."""

Colour = tuple[int, int, int]
SPOTS: dict[str, tuple[Colour, tuple[tuple[int, Colour], ...]]] = {
    "nwosu-mole": ((141, 96, 70), ((150, (176, 136, 108)), (84, (70, 42, 32)), (40, (54, 31, 25)))),
    "pugh-new": ((226, 186, 164), ((34, (128, 32, 48)), (18, (98, 18, 38)))),
    "ellery-sore": ((233, 203, 188), ((210, (214, 132, 118)), (150, (193, 92, 84)))),
    "kaur-flare": ((178, 128, 98), ((260, (170, 96, 80)), (140, (196, 142, 92)))),
}
"""For each request the skin, and what is to be seen on it, from the outside in: width, colour."""

PAPERS: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "nwosu-prevention": (
        "headache-diary.pdf", "Headache diary",
        (
            ("First month", "7 days with migraine; 6 tablets of sumatriptan; 2 days off work."),
            ("Second month", "6 days with migraine; 5 tablets of sumatriptan; 2 days off work."),
            ("Before it begins", "Yawning, then building up over an hour. No zigzag lines."),
        ),
    ),
    "bright-pump": (
        "discharge-letter.pdf", "Discharge letter: cardiology",
        (
            ("Diagnosis", "Non-ST-elevation myocardial infarction; one stent to the right artery."),
            ("Known", "COPD, target oxygen saturation 88 to 92 %."),
            ("Medicines", "Aspirin, ticagrelor, atorvastatin, bisoprolol, ramipril."),
            ("Plan", "Ticagrelor for twelve months. Cardiac rehabilitation. Bloods at the GP."),
        ),
    ),
    "nguyen-bones-again": (
        "bone-scan.pdf", "Bone density scan (DXA)",
        (
            ("Hip", "T-score -2.9"), ("Spine", "T-score -2.4"),
            ("Opinion", "Osteoporosis. With the wrist fracture, treatment is advised."),
        ),
    ),
    "lindqvist-heavy": (
        "ultrasound.pdf", "Ultrasound of the pelvis",
        (
            ("Womb", "Submucous fibroid of 3 cm. Lining 8 mm, regular."),
            ("Ovaries", "Both without findings."),
        ),
    ),
    "hart": (
        "licence.pdf", "Certificate of registration (specimen)",
        (
            ("Holder", "Dr Amelia Hart"), ("Number", "DEMO-GP-0008"),
            ("Note", "This certificate is invented, like everything in the demo clinic."),
        ),
    ),
}  # fmt: skip
"""For each consultation, or applicant, one paper: its name, its title, what it says."""


def pictures(work: Work, key: str) -> list[UUID]:
    """Send the picture of a request beforehand, if it has one; return its id."""
    if key not in SPOTS:
        return []
    drawn = draw(*SPOTS[key])
    return [_send(work, drawn, AttachmentUpload(
        purpose=Purpose.REQUEST, client_id=new_id(), name="skin.jpg", not_intimate=True,
    ))]  # fmt: skip


def paper(work: Work, key: str, patient: UUID | None) -> None:
    """File a paper in the patient's record, or with an application; if there is one."""
    if key not in PAPERS:
        return
    name, title, facts = PAPERS[key]
    claim = AttachmentUpload(
        purpose=Purpose.RECORD if patient else Purpose.LICENCE,
        client_id=new_id(),
        name=name,
        record=patient,
    )
    _send(work, write(title, facts, work.at), claim)


def draw(skin: Colour, spots: tuple[tuple[int, Colour], ...]) -> bytes:
    """Draw a piece of skin with something on it, as a JPEG."""
    wide, high = WIDTH * FINE, HEIGHT * FINE
    picture: Any = Image.new("RGB", (wide, high), skin)
    pen = ImageDraw.Draw(picture)
    for width, colour in spots:
        half = width * FINE // 2
        middle = (wide // 2 + half // 7, high // 2 - half // 9)
        box = (middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + int(half * 0.86))
        pen.ellipse(box, fill=colour)
    small = picture.filter(ImageFilter.GaussianBlur(5 * FINE)).resize((WIDTH, HEIGHT))
    light: Any = Image.radial_gradient("L")
    light = light.resize((WIDTH, HEIGHT)).point([value * 3 // 10 for value in range(256)])
    shaded = Image.composite(Image.new("RGB", small.size, (40, 26, 22)), small, light)
    kept = BytesIO()
    shaded.save(kept, "JPEG", quality=88)
    return kept.getvalue()


def write(title: str, facts: tuple[tuple[str, str], ...], at: datetime) -> bytes:
    """Write a short paper, as a PDF."""
    sheet = Sheet(title, "Demo clinic", "Invented for the demo clinic.", at)
    sheet.headline(title, f"{at:%-d %B %Y}")
    for name, text in facts:
        sheet.fact(name, text)
    return bytes(sheet.output())


def _send(work: Work, data: bytes, claim: AttachmentUpload) -> UUID:
    limits = Limits(settings().upload_bytes, settings().picture_megapixels * 1_000_000)
    one = clean(data, limits)
    if one.media_type is MediaType.PDF:
        one = one._replace(thumbnail=first_page(one.content))
    parcel = attachment_store.keep(one)
    return UUID(attachment.add(work, claim, parcel).id)

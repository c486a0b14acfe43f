"""Files over the API: who may send before a byte is read, what is refused, how they come back."""

from collections.abc import AsyncIterator
from uuid import uuid4

import files
import pytest
from factories import World
from sqlmodel import select

from portal.infra.db import transaction
from portal.infra.storage import storage
from portal.models import Attachment, ConsultationMessage
from portal.settings import settings
from tests.api.callers import browser, client, program

PAGE = {"X-Requested-With": "portal"}
PICTURE = files.picture()
NAMES = ('a"; x="b.jpg', "a\r\nSet-Cookie: x=1.jpg", "Ärzte.jpg", "\u202egpj.exe")


def left():
    """Rows and objects, counted."""
    with transaction(write=False) as session:
        rows = [session.exec(select(table)).all() for table in (Attachment, ConsultationMessage)]
    return (*map(len, rows), len(list(storage().listing())))


async def send(caller, one, data=PICTURE, name="arm.jpg", fields=None, **said):
    form = {"client_id": str(uuid4()), "not_intimate": "true", **said, **(fields or {})}
    path = f"/api/consultations/{one}/attachments" if one else "/api/attachments"
    return await caller.post(path, data=form, files={"file": (name, data)}, headers=PAGE)


async def test_a_picture_is_sent_and_comes_back_as_a_download(world: World) -> None:
    one = world.accepted()

    sent = await send(browser(world.patient), one, files.taken_somewhere(), caption="My arm")
    assert sent.status_code == 201
    assert (sent.json()["name"], sent.json()["width"]) == ("arm.jpg", 480)
    assert (await program(world.gp).get(f"/api/consultations/{one}/attachments")).json()["total"]

    got = await program(world.gp).get(f"/api/attachments/{sent.json()['id']}")
    assert got.content.startswith(b"\xff\xd8\xff")
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''arm.jpg"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "no-store"
    assert "sandbox" in got.headers["content-security-policy"]


async def test_only_pictures_are_shown_in_place(world: World) -> None:
    one = world.accepted()
    picture = (await send(browser(world.patient), one)).json()["id"]
    letter = (await send(browser(world.patient), one, files.document(), "a.pdf")).json()["id"]
    gp = browser(world.gp)

    for which, how in ((f"{picture}?show=1", "inline"), (f"{letter}?show=1", "attachment")):
        said = await gp.get(f"/api/attachments/{which}")
        assert said.headers["content-disposition"].startswith(how)
    for which in (picture, letter):
        small = await gp.get(f"/api/attachments/{which}/thumbnail")
        assert small.headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("called", NAMES)
async def test_s8_a_name_never_becomes_a_header(world: World, called: str) -> None:
    sent = await send(browser(world.patient), world.accepted(), fields={"name": called})

    got = await browser(world.gp).get(f"/api/attachments/{sent.json()['id']}")
    assert "set-cookie" not in got.headers
    assert got.headers["content-disposition"].isascii()
    assert '"' not in got.headers["content-disposition"]


REFUSED = {
    "a page": (files.SCRIPT, 415),
    "an SVG": (files.SVG, 415),
    "an archive": (files.zipped(), 415),
    "nothing": (b"", 422),
    "half a picture": (PICTURE[:2000], 422),
    "a locked PDF": (files.locked(), 422),
    "a bomb": (files.png_bomb(), 413),
}


@pytest.mark.parametrize("trick", REFUSED)
async def test_s8_what_is_refused_is_refused_in_words_and_leaves_nothing(
    world: World, trick: str
) -> None:
    data, status = REFUSED[trick]
    one = world.accepted()

    said = await send(browser(world.patient), one, data)

    assert said.status_code == status
    assert len(said.json()["detail"]) > 20
    assert left() == (0, 0, 0)


async def test_s8_sixty_megabytes_are_refused_whether_announced_or_not(world: World) -> None:
    one = world.accepted()
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        for _ in range(60):
            read += 1
            yield bytes(1024 * 1024)

    path, kind = (
        f"/api/consultations/{one}/attachments",
        {"Content-Type": "multipart/form-data; boundary=x"},
    )
    announced = await send(browser(world.patient), one, bytes(60 * 1024 * 1024))
    streamed = await browser(world.patient).post(path, content=endless(), headers=PAGE | kind)

    for said in (announced, streamed):
        assert said.status_code == 413
        assert "20 MB" in said.json()["detail"]
    assert read <= settings().upload_megabytes + 2
    assert left() == (0, 0, 0)


async def test_s8_the_limit_of_every_other_route_stays(world: World) -> None:
    one = world.accepted()

    for path in (f"/api/consultations/{one}/message", f"/api/attachments/{one}/remove"):
        said = await browser(world.gp).post(path, content=bytes(65 * 1024))
        assert said.status_code == 413


@pytest.mark.parametrize("path", ["/api/attachments", "/api/consultations/{one}/attachments"])
async def test_nobody_is_read_before_they_are_known(world: World, path: str) -> None:
    one = world.accepted()
    read: list[bytes] = []

    async def body() -> AsyncIterator[bytes]:
        read.append(b"x")
        yield b"x"

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    address = path.replace("{one}", str(one))
    strangers = [
        (client(), PAGE, 401),
        (browser(world.patient), {"X-Requested-With": ""}, 403),
        (browser(world.patient, "https://evil.example"), PAGE, 403),
        (browser(world.patient, None), PAGE, 403),
    ]
    if "{one}" in path:
        strangers += [(browser(world.other_patient), PAGE, 404), (browser(world.admin), PAGE, 403)]

    for caller, headers, status in strangers:
        said = await caller.post(address, content=body(), headers={**headers, **kind})
        assert said.status_code == status
    assert read == []


async def test_a_form_that_cannot_be_read_is_refused_in_words(world: World) -> None:
    path, patient = f"/api/consultations/{world.accepted()}/attachments", browser(world.patient)
    bodies = [
        ({"Content-Type": "application/json"}, b"{}"),
        ({"Content-Type": "multipart/form-data"}, b"x"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\nrubbish"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x--\r\n"),
    ]

    for kind, body in bodies:
        said = await patient.post(path, content=body, headers=PAGE | kind)
        assert (said.status_code, "file" in said.json()["errors"]) == (422, True)
    assert left() == (0, 0, 0)


async def test_two_files_or_unknown_words_are_refused(world: World) -> None:
    path, patient = f"/api/consultations/{world.accepted()}/attachments", browser(world.patient)
    both = [("file", ("a.jpg", PICTURE, "image/jpeg")), ("file", ("b.jpg", PICTURE, "image/jpeg"))]

    said = await patient.post(path, data={"client_id": str(uuid4())}, files=both, headers=PAGE)
    assert said.status_code == 422
    for word in ({"patient_id": str(uuid4())}, {"sensitive": "true"}, {"client_id": "x"}):
        assert (await send(patient, world.accepted(), **word)).status_code == 422
    assert left() == (0, 0, 0)


async def test_the_address_decides_where_a_file_goes_not_the_form(world: World) -> None:
    mine, theirs = world.accepted(), world.accepted(by=world.gp2)

    sent = await send(browser(world.gp), mine, consultation=str(theirs), purpose="record")

    assert (sent.json()["consultation_id"], sent.json()["purpose"]) == (str(mine), "chat")


async def test_sending_again_after_a_lost_answer_is_harmless(world: World) -> None:
    one, same = world.accepted(), str(uuid4())
    patient = browser(world.patient)

    first = await send(patient, one, client_id=same)
    again = await send(patient, one, client_id=same)

    assert first.json() == again.json()
    assert left() == (1, 1, 2)


async def test_s2_somebody_elses_file_does_not_exist(world: World) -> None:
    one = (await send(browser(world.patient), world.accepted())).json()["id"]
    strangers = (world.patient2, world.other_patient, world.other_gp, world.admin)
    before = left()

    for who in strangers:
        caller = browser(who)
        for path in ("", "?show=1", "/thumbnail", "/details"):
            said = await caller.get(f"/api/attachments/{one}{path}")
            assert said.status_code == 404, (who.name, path)
        said = await caller.post(
            f"/api/attachments/{one}/remove", json={"reason": "Because I can."}
        )
        assert said.status_code == (403 if who is world.admin else 404)
    assert left() == before


async def test_s2_an_unsent_file_of_somebody_else_cannot_be_sent_along(world: World) -> None:
    theirs = (await send(browser(world.patient), None, purpose="request")).json()["id"]
    asked = {
        "symptoms": "A cough that will not go away.", "began": "weeks", "urgency": "soon",
        "attachments": [theirs],
    }  # fmt: skip

    said = await browser(world.patient2).post("/api/consultations/create", json=asked)

    assert (said.status_code, "attachments" in said.json()["errors"]) == (422, True)
    assert (await browser(world.patient).get("/api/attachments")).json()["total"] == 1


async def test_s7_ids_that_are_none_are_not_found(world: World) -> None:
    for odd in ("x", "..%2f..%2fportal.db", "0", f"{uuid4()}'--", "%00"):
        for path in (f"/api/attachments/{odd}", f"/api/attachments/{odd}/thumbnail"):
            assert (await browser(world.gp).get(path)).status_code == 404

"""Passwords cost an attacker work; secrets are long and different."""

from factories import REAL_HASHER

from portal.infra import password


def test_hashing_is_argon2id_with_at_least_the_recommended_work():
    kind, version, work = REAL_HASHER().hash("correct horse").split("$")[1:4]
    cost = dict(part.split("=") for part in work.split(","))

    assert (kind, version) == ("argon2id", "v=19")
    assert int(cost["m"]) >= 19 * 1024
    assert int(cost["t"]) >= 2


def test_the_same_password_never_hashes_the_same():
    assert password.hash_password("correct horse") != password.hash_password("correct horse")


async def test_only_the_right_password_fits():
    hashed = password.hash_password("correct horse")

    assert await password.fits("correct horse", hashed)
    assert not await password.fits("correct horsf", hashed)
    assert not await password.fits("correct horse", None)


def test_session_secrets_have_256_bits_and_are_kept_as_their_hash():
    token = password.new_token()

    assert len(token) == 43
    assert password.new_token() != token
    assert password.digest(token) != token
    assert len(password.digest(token)) == 64

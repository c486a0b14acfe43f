"""Whatever can happen has a word, an icon that exists, and a place in what people choose."""

import pytest
from reflex.components.lucide.icon import LUCIDE_ICON_LIST

from portal.components.status import CONSULTATION, NOTICE, URGENCY
from portal.domain import account, consultation
from portal.domain.consultation import ConsultationStatus, Urgency
from portal.domain.notification import (
    ALWAYS,
    CHOICES,
    GROUP_OF,
    MEMBERS,
    TOLD_BY_SERVICES,
    NotificationGroup,
    NotificationType,
    told_by_workflows,
)
from portal.domain.permission import CLINICIANS, Role
from portal.domain.workflow import Party


@pytest.mark.parametrize(
    ("table", "words"),
    [(NOTICE, NotificationType), (CONSULTATION, ConsultationStatus), (URGENCY, Urgency)],
)
def test_every_word_that_people_meet_is_in_its_table(table, words):
    assert set(table) == set(words)


def test_every_icon_exists():
    shown = {s.icon for table in (NOTICE, CONSULTATION, URGENCY) for s in table.values()}

    assert {icon for icon in shown if icon.replace("-", "_") not in LUCIDE_ICON_LIST} == set()


def test_every_kind_of_news_is_in_exactly_one_group():
    members = [kind for kinds in MEMBERS.values() for kind in kinds]

    assert sorted(members) == sorted(NotificationType)
    assert set(MEMBERS) == set(NotificationGroup)


def test_every_kind_is_told_by_something():
    assert told_by_workflows() | set(TOLD_BY_SERVICES) == set(NotificationType)


def test_every_role_can_choose_for_whatever_it_is_told():
    roles = {
        Party.PATIENT: {Role.PATIENT},
        Party.ADMIN: {Role.ADMIN},
        Party.OWNER: set(Role),
    }
    for flow, step in steps():
        for party in step.tells:
            for role in roles.get(party, CLINICIANS):
                group = GROUP_OF[NotificationType(step.tag)]
                known = group in CHOICES[role] or group in ALWAYS
                assert known, f"{flow} {step.name} tells a {role} of {group}"


def steps():
    """Every step of every workflow that tells of notifications."""
    return [(f.subject, s) for f in (account.WORKFLOW, consultation.WORKFLOW) for s in f.steps]

"""Where the portal sends people is a page that exists, and that is theirs."""

import re
from uuid import uuid4

import pytest

from portal import pages
from portal.domain.notification import CHOICES, MEMBERS, NotificationGroup
from portal.domain.permission import CLINICIANS, Role
from portal.pages.shell import PLACES
from portal.services import notification_view
from portal.services.work import Actor
from portal.state.live import PAGE_ROLES

assert pages.MODULES


def roles_of(href):
    """Who the page behind an address is for; empty when there is none."""
    path = href.partition("?")[0].strip("/")
    for route, roles in PAGE_ROLES.items():
        if re.fullmatch(re.sub(r"\[[a-z_]+\]", "[^/]+", route), path):
            return roles
    return frozenset()


@pytest.mark.parametrize("role", list(Role))
def test_every_notification_leads_its_reader_to_a_page_of_their_own(role):
    me, other = Actor(uuid4(), role), uuid4()
    groups = set(CHOICES[role])
    links = {notification_view.home(me), notification_view.account(me.id, "Me", me).href}
    if groups & {NotificationGroup.PEOPLE}:
        links.add(notification_view.account(other, "Somebody", me).href)
    if any("consultation" in kind for group in groups for kind in MEMBERS[group]):
        assert role in CLINICIANS | {Role.PATIENT}
        links.add(f"{role.home}/consultations/{other}")

    assert {link for link in links if role not in roles_of(link)} == set()


@pytest.mark.parametrize("role", list(Role))
def test_every_place_of_the_navigation_is_a_page_of_that_role(role):
    assert {place.href for place in PLACES[role] if role not in roles_of(place.href)} == set()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_home_and_its_notifications(role):
    assert role in roles_of(role.home)
    assert role in roles_of(f"{role.home}/notifications")

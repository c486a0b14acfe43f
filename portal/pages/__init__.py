"""Every page of the portal. Importing the modules registers their pages."""

import reflex as rx

from portal.pages import shell
from portal.pages.admin import figures as _figures
from portal.pages.admin import notification as _admin_notification
from portal.pages.gp import consultation as _gp_consultation
from portal.pages.gp import notification as _gp_notification
from portal.pages.gp import work_list as _work_list
from portal.pages.patient import booking as _booking
from portal.pages.patient import consultation as _patient_consultation
from portal.pages.patient import home as _home
from portal.pages.patient import notification as _patient_notification
from portal.pages.public import front as _front
from portal.pages.public import not_found as _not_found
from portal.pages.public import sign_in as _sign_in

MODULES = (
    _admin_notification,
    _booking,
    _figures,
    _front,
    _gp_consultation,
    _gp_notification,
    _home,
    _not_found,
    _patient_consultation,
    _patient_notification,
    _sign_in,
    _work_list,
)


def add_to(app: rx.App) -> None:
    """Give every registered page to the app."""
    for one in shell.PAGES:
        app.add_page(one.body, route=one.route, title=one.title, on_load=one.on_load)

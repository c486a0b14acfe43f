"""Every page of the portal. Importing the modules registers their pages."""

import reflex as rx

from portal.pages import shell
from portal.pages.admin import figures as _admin_figures
from portal.pages.clinician import consultation as _clinician_consultation
from portal.pages.clinician import saved_text as _clinician_saved_text
from portal.pages.clinician import work_list as _clinician_work_list
from portal.pages.everybody import notification as _everybody_notification
from portal.pages.manager import workload as _manager_workload
from portal.pages.patient import booking as _patient_booking
from portal.pages.patient import consultation as _patient_consultation
from portal.pages.patient import home as _patient_home
from portal.pages.public import front as _public_front
from portal.pages.public import not_found as _public_not_found
from portal.pages.public import sign_in as _public_sign_in
from portal.pages.staff import workplace as _staff_workplace

MODULES = (
    _admin_figures,
    _clinician_consultation,
    _clinician_saved_text,
    _clinician_work_list,
    _everybody_notification,
    _manager_workload,
    _patient_booking,
    _patient_consultation,
    _patient_home,
    _public_front,
    _public_not_found,
    _public_sign_in,
    _staff_workplace,
)


def add_to(app: rx.App) -> None:
    """Give every registered page to the app."""
    for one in shell.PAGES:
        app.add_page(one.body, route=one.route, title=one.title, on_load=one.on_load)

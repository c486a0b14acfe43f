"""Every page of the portal. Importing the modules registers their pages."""

import reflex as rx

from portal.pages import shell
from portal.pages.admin import figures as _admin_figures
from portal.pages.admin import organization as _admin_organization
from portal.pages.admin import person as _admin_person
from portal.pages.admin import person_detail as _admin_person_detail
from portal.pages.clinician import consultation as _clinician_consultation
from portal.pages.clinician import prescription as _clinician_prescription
from portal.pages.clinician import record as _clinician_record
from portal.pages.clinician import saved_text as _clinician_saved_text
from portal.pages.clinician import work_list as _clinician_work_list
from portal.pages.everybody import account as _everybody_account
from portal.pages.everybody import notification as _everybody_notification
from portal.pages.manager import staff as _manager_staff
from portal.pages.manager import workload as _manager_workload
from portal.pages.patient import booking as _patient_booking
from portal.pages.patient import consultation as _patient_consultation
from portal.pages.patient import home as _patient_home
from portal.pages.patient import prescription as _patient_prescription
from portal.pages.patient import record as _patient_record
from portal.pages.pharmacist import day as _pharmacist_day
from portal.pages.pharmacist import dispense as _pharmacist_dispense
from portal.pages.pharmacist import register as _pharmacist_register
from portal.pages.pharmacist import scanner as _pharmacist_scanner
from portal.pages.public import credential as _public_credential
from portal.pages.public import front as _public_front
from portal.pages.public import invitation as _public_invitation
from portal.pages.public import not_found as _public_not_found
from portal.pages.public import registration as _public_registration
from portal.pages.public import sign_in as _public_sign_in
from portal.pages.public import verify as _public_verify
from portal.pages.staff import workplace as _staff_workplace

MODULES = (
    _admin_figures,
    _admin_organization,
    _admin_person,
    _admin_person_detail,
    _clinician_consultation,
    _clinician_prescription,
    _clinician_saved_text,
    _clinician_record,
    _clinician_work_list,
    _everybody_account,
    _everybody_notification,
    _manager_staff,
    _manager_workload,
    _patient_booking,
    _patient_consultation,
    _patient_home,
    _patient_prescription,
    _patient_record,
    _pharmacist_day,
    _pharmacist_dispense,
    _pharmacist_register,
    _pharmacist_scanner,
    _public_credential,
    _public_front,
    _public_invitation,
    _public_not_found,
    _public_registration,
    _public_sign_in,
    _public_verify,
    _staff_workplace,
)


def add_to(app: rx.App) -> None:
    """Give every registered page to the app."""
    for one in shell.PAGES:
        app.add_page(one.body, route=one.route, title=one.title, on_load=one.on_load)

"""The desk at which a prescription is written, as it stands on several pages."""

import reflex as rx

from portal.components.prescription_desk import prescription_desk
from portal.state.live import LiveState as Live
from portal.state.prescription_desk import PrescriptionDeskState as Desk


def desk(home: str) -> rx.Component:
    """Place the desk; the page has `PrescriptionDeskState` among its States."""
    return prescription_desk(
        Desk.desk,
        person=Live.person_id,
        home=home,
        news=Desk.news,
        said=Desk.said,
        on_favourite=Desk.keep_favourite,
        on_forget=Desk.forget,
    )

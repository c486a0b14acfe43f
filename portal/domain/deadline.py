"""How long each turn of a consultation may take."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.domain.consultation import Urgency
from portal.domain.opening import OpeningHours


@dataclass(frozen=True)
class Deadlines:
    """How long each turn may take. All are durations; `*_working` counts opening time only."""

    emergency: timedelta
    urgent: timedelta
    soon_working: timedelta
    routine_working: timedelta
    info: timedelta
    approach: timedelta
    start_grace: timedelta
    no_show_grace: timedelta
    patient_wait: timedelta
    miss_grace: timedelta
    proposal: timedelta
    quiet: timedelta
    silent: timedelta

    def answer_by(
        self,
        urgency: Urgency,
        asked: datetime,
        hours: OpeningHours,
        preferred_until: datetime | None = None,
    ) -> datetime:
        """Return when a request expires: at the end of the preferred window, or by urgency.

        Nobody reads while the practice is closed, so that an urgent one counts from the opening.
        An emergency does not wait: it soon says that nobody answered, and whom to call.
        """
        if preferred_until is not None and preferred_until > asked:
            return preferred_until
        if urgency is Urgency.EMERGENCY:
            return asked + self.emergency
        if urgency is Urgency.URGENT:
            return hours.next_open(asked) + self.urgent
        working = self.soon_working if urgency is Urgency.SOON else self.routine_working
        return hours.add(asked, working)

    def escalate_by(
        self,
        urgency: Urgency,
        asked: datetime,
        hours: OpeningHours,
        preferred_until: datetime | None = None,
    ) -> datetime:
        """Return when half of the time to answer is gone, as far as somebody was there to read."""
        due = self.answer_by(urgency, asked, hours, preferred_until)
        if preferred_until is not None and due == preferred_until:
            return min(hours.next_open(asked + (due - asked) / 2), due)
        if urgency is Urgency.EMERGENCY:
            return asked + self.emergency / 2
        if urgency is Urgency.URGENT:
            return hours.next_open(asked) + self.urgent / 2
        working = self.soon_working if urgency is Urgency.SOON else self.routine_working
        return hours.add(asked, working / 2)

    def info_by(
        self, urgency: Urgency, asked: datetime, preferred_until: datetime | None = None
    ) -> datetime:
        """Return until when the patient may answer a question.

        That is no later than the end of the preferred window; and an emergency is never left
        waiting for an answer longer than for a clinician.
        """
        ends = asked + (self.emergency if urgency is Urgency.EMERGENCY else self.info)
        if preferred_until is not None and preferred_until > asked:
            return min(ends, preferred_until)
        return ends

    def proposal_by(
        self, proposed: datetime, scheduled: datetime | None, missed: datetime | None
    ) -> datetime:
        """Return until when a new time may be confirmed.

        At the agreed time the old one counts; when that has passed already, until it is missed.
        """
        ends = [proposed + self.proposal]
        ends += [one for one in (scheduled, missed) if one is not None and one > proposed][:1]
        return min(ends)

    def start_by(self, scheduled: datetime) -> datetime:
        """Return when a consultation that has not started is late."""
        return scheduled + self.start_grace

    def miss_by(self, scheduled: datetime) -> datetime:
        """Return when a consultation that nobody started counts as missed."""
        return scheduled + self.miss_grace

    def remind_by(self, last_said: datetime) -> datetime:
        """Return when the clinician of a silent consultation is reminded."""
        return last_said + self.quiet

    def quiet_by(self, last_said: datetime) -> datetime:
        """Return when the lead is told that a started consultation is silent."""
        return last_said + self.silent

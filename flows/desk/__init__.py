"""The Desk: all that a step of the conversation may read and write, as a port.

Every method works inside the step's own transaction; nothing here waits for a network.
``models.desk`` has the adapter. Reads are point look-ups or short, indexed lists. A write becomes
visible to later reads of the same step. Each subject has a file of its own, here and there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from city import City
from flows.desk.audit import AuditDesk
from flows.desk.blocks import BlocksDesk
from flows.desk.broadcasts import BroadcastsDesk
from flows.desk.departments import DepartmentsDesk
from flows.desk.duties import DutiesDesk
from flows.desk.following import FollowingDesk
from flows.desk.jobs import JobsDesk
from flows.desk.leaving import LeavingDesk
from flows.desk.lessons import LessonsDesk
from flows.desk.linking import LinkingDesk
from flows.desk.outages import OutagesDesk
from flows.desk.people import PeopleDesk
from flows.desk.places import PlacesDesk
from flows.desk.publishing import PublishingDesk
from flows.desk.requests import RequestsDesk
from flows.desk.routes import RoutesDesk
from flows.desk.search import Circle as Circle
from flows.desk.search import Found as Found
from flows.desk.search import Search as Search
from flows.desk.search import SearchDesk
from flows.desk.search import Sight as Sight
from flows.desk.telephone import TelephoneDesk
from flows.desk.telling import TellingDesk
from flows.desk.templates import TemplatesDesk
from flows.desk.undoing import UndoingDesk
from flows.desk.values import ConflictError as ConflictError
from flows.desk.values import Filter as Filter
from flows.desk.values import Follower as Follower
from flows.desk.values import Manners as Manners
from flows.desk.values import Neighbour as Neighbour
from flows.desk.values import Outage as Outage
from flows.desk.values import Page as Page
from flows.desk.work_chats import WorkChatsDesk


class Desk(
    AuditDesk,
    BlocksDesk,
    BroadcastsDesk,
    DepartmentsDesk,
    DutiesDesk,
    FollowingDesk,
    JobsDesk,
    LeavingDesk,
    LessonsDesk,
    LinkingDesk,
    OutagesDesk,
    PeopleDesk,
    PublishingDesk,
    PlacesDesk,
    RequestsDesk,
    RoutesDesk,
    SearchDesk,
    TelephoneDesk,
    TellingDesk,
    TemplatesDesk,
    UndoingDesk,
    WorkChatsDesk,
    Protocol,
):
    """See the module's docstring. ``now`` is the step's one moment, timezone-aware UTC."""

    @property
    def now(self) -> datetime: ...

    @property
    def city(self) -> City: ...

"""All tables. Rules that must hold whatever the program does are written there, as constraints.

The migrations make the real schema; a test keeps both equal.
"""

from models.schema import metadata
from models.tables.audit import audit
from models.tables.blocks import blocks
from models.tables.broadcasts import announcements_off, broadcast_letters, broadcasts
from models.tables.departments import departments
from models.tables.digests import digests, without_digest
from models.tables.duties import absences, shifts
from models.tables.following import followers
from models.tables.heartbeats import heartbeats
from models.tables.jobs import jobs
from models.tables.leaving import erased_words, erasures, leavings, waste
from models.tables.lessons import lessons
from models.tables.linking import link_codes, wrong_codes
from models.tables.outages import GOING_ON, outage_waiting, outages
from models.tables.people import conversations, former_residents, invitations, residents, staff
from models.tables.places import places
from models.tables.publications import publications
from models.tables.queues import inbox, outbox, timers, transcript
from models.tables.receipts import charges, receipts
from models.tables.requests import (
    ANSWERS,
    OPEN_STATUS,
    attachments,
    consultations,
    history,
    requests,
)
from models.tables.routes import routes
from models.tables.search import search_words
from models.tables.streets import streets
from models.tables.templates import templates
from models.tables.undoables import undoables
from models.tables.work_chats import work_chats

__all__ = [
    "ANSWERS",
    "GOING_ON",
    "OPEN_STATUS",
    "absences",
    "announcements_off",
    "attachments",
    "audit",
    "blocks",
    "broadcast_letters",
    "broadcasts",
    "charges",
    "consultations",
    "conversations",
    "departments",
    "digests",
    "erased_words",
    "erasures",
    "followers",
    "former_residents",
    "heartbeats",
    "history",
    "inbox",
    "invitations",
    "jobs",
    "leavings",
    "lessons",
    "link_codes",
    "metadata",
    "outage_waiting",
    "outages",
    "outbox",
    "places",
    "publications",
    "receipts",
    "requests",
    "residents",
    "routes",
    "search_words",
    "shifts",
    "staff",
    "streets",
    "templates",
    "timers",
    "transcript",
    "undoables",
    "waste",
    "without_digest",
    "work_chats",
    "wrong_codes",
]

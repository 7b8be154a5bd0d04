"""Every table of the house, so that the mappers and the migrations know them all."""

from portal.accounts import models as accounts
from portal.amendments import models as amendments
from portal.audit import models as audit
from portal.commitments import models as commitments
from portal.commitments import need_sums
from portal.commitments import version_models as pledge_versions
from portal.commitments import worth as pledge_worth
from portal.confirmations import models as confirmations
from portal.core import once, references, throttle
from portal.evidence import models as evidence
from portal.files import models as files
from portal.meetings import models as meetings
from portal.minutes import models as minutes
from portal.needs import models as needs
from portal.notifications import models as notifications
from portal.organisations import models as organisations
from portal.places import models as places
from portal.progress import models as progress
from portal.snapshots import models as snapshots
from portal.strategies import models as strategies
from portal.tallies import models as tallies
from portal.uploads import models as uploads

TABLES = (
    once,
    references,
    throttle,
    accounts,
    files,
    uploads,
    strategies,
    places,
    organisations,
    needs,
    commitments,
    pledge_versions,
    evidence,
    progress,
    amendments,
    confirmations,
    meetings,
    minutes,
    tallies,
    audit,
    notifications,
    snapshots,
)

KEEPERS = (pledge_worth, need_sums)  # what keeps a sum in the transaction that changes it

"""The blueprints, in reading order."""

from portal.accounts import link_views as accounts_links
from portal.accounts import office_views as accounts_office
from portal.accounts import views as accounts
from portal.action_items import office_views as items_office
from portal.action_items import tasks as fgd_tasks
from portal.action_items import views as items
from portal.action_items import waiting as waiting_items
from portal.amendments import office_views as amendments_office
from portal.amendments import parts as amendment_parts
from portal.amendments import views as amendments
from portal.amendments import waiting as waiting_changes
from portal.attendance import office_views as attendance_office
from portal.attendance import views as attendance
from portal.audit import office_views as audit_office
from portal.brief import actions as brief_rounds
from portal.brief import views as brief
from portal.catalogue import office_views as needs_office
from portal.catalogue import views as needs_workspace
from portal.catalogue import waiting as waiting_needs
from portal.charts import views as charts
from portal.commitments import merging as commitment_merging
from portal.confirmations import merging as confirmation_merging
from portal.confirmations import office_views as confirmations_office
from portal.confirmations import panels as confirmation_panels
from portal.confirmations import tasks as voice_tasks
from portal.confirmations import views as confirmations
from portal.confirmations import waiting as waiting_voices
from portal.confirmations import workspace_views as confirmations_workspace
from portal.drafts import step_views as commitment_steps
from portal.drafts import views as commitments
from portal.evidence import office_views as evidence_office
from portal.evidence import public_views as evidence_public
from portal.evidence import views as evidence
from portal.files import keeping
from portal.history import views as history
from portal.matrices import views as matrices
from portal.meetings import following as meetings_following
from portal.meetings import office_views as meetings_office
from portal.minutes import following as minutes_following
from portal.minutes import office_views as minutes_office
from portal.minutes import step_views as minutes_steps
from portal.minutes import views as minutes
from portal.minutes import waiting as waiting_minutes
from portal.needs import merging as needs_merging
from portal.notifications import office_views as notices_office
from portal.notifications import stop_views as notices_stop
from portal.notifications import views as notices
from portal.notifications.rounds import each_minute, every_day
from portal.opendata import views as opendata
from portal.organisations import colleague_views as colleagues
from portal.organisations import office_views as organisations_office
from portal.organisations import vetting_views as vetting
from portal.organisations import views as organisations
from portal.papers import views as papers
from portal.papers import workspace_views as papers_workspace
from portal.places import office_views as places_office
from portal.points import views as minutes_parts
from portal.progress import evidence as report_evidence
from portal.progress import office_views as progress_office
from portal.progress import standing_parts as report_parts
from portal.progress import tasks as report_tasks
from portal.progress import views as progress
from portal.progress import waiting as waiting_reports
from portal.public import fgd_views as fgd
from portal.public import machine_views as machines
from portal.public import need_views as needs
from portal.public import views as public
from portal.reminders import actions as reminder_rounds
from portal.reminders import views as reminders
from portal.reviews import views as commitments_office
from portal.reviews import waiting as waiting_pledges
from portal.sheets import views as confirmation_sheets
from portal.snapshots import commands as snapshot_rounds
from portal.strategies import office_views as strategies_office
from portal.tallies import keeping as tally_keeping
from portal.tallies import watching as tally_watching
from portal.uploads import views as uploads
from portal.web import health

BLUEPRINTS = (
    public.bp,
    fgd.bp,
    machines.bp,
    needs.bp,
    matrices.bp,
    charts.bp,
    history.bp,
    opendata.bp,
    accounts.bp,
    accounts_links.bp,
    notices.bp,
    notices_stop.bp,
    organisations.bp,
    colleagues.bp,
    commitments.bp,
    commitment_steps.bp,
    needs_workspace.bp,
    needs_office.bp,
    commitments_office.bp,
    amendments.bp,
    amendments_office.bp,
    progress.bp,
    progress_office.bp,
    confirmations.bp,
    confirmations_workspace.bp,
    confirmations_office.bp,
    confirmation_sheets.bp,
    meetings_office.bp,
    attendance_office.bp,
    attendance.bp,
    minutes.bp,
    items.bp,
    minutes_office.bp,
    minutes_parts.bp,
    minutes_steps.bp,
    items_office.bp,
    reminders.bp,
    brief.bp,
    organisations_office.bp,
    vetting.bp,
    places_office.bp,
    strategies_office.bp,
    accounts_office.bp,
    notices_office.bp,
    papers.bp,
    papers_workspace.bp,
    audit_office.bp,
    evidence.bp,
    evidence_office.bp,
    evidence_public.bp,
    uploads.bp,
    health.bp,
)

FOLLOWERS = (
    needs_merging,
    commitment_merging,
    meetings_following,
    minutes_following,
    confirmation_merging,
)  # their rows follow when two organisations become one

ROUNDS = (reminder_rounds, brief_rounds, snapshot_rounds)  # rooms with daily work
every_day("files.sweep", writes=False)(keeping.sweep)  # the room of files stands beside that of notices

WATCHERS = (tally_watching,)  # what follows every change at the end of its transaction
each_minute(tally_keeping.is_behind)(tally_keeping.catch_up)  # from midnight on

PARTS = (report_parts, amendment_parts, confirmation_panels)  # what rooms above add to pages of rooms below

WAITING = (  # what waits for the office, kind by kind
    waiting_pledges,
    waiting_needs,
    waiting_reports,
    waiting_changes,
    waiting_voices,
    waiting_items,
    waiting_minutes,
)

TASKS = (report_tasks, voice_tasks, fgd_tasks)  # what partners owe, beside their drafts

FINDERS = (report_evidence,)  # rooms below find the things of rooms above through these

"""The table: every route with its permission, every permission with the people whom it lets in.

The thing behind an address belongs to one organisation: `manager` and `contributor` work there, `stranger`
manages another one. `narrowed` verifies another strategy than the thing has.
"""

VISITOR = "visitor"
PARTNERS = {"stranger", "contributor", "manager"}
OFFICE = {"verifier", "narrowed", "sekda", "note_taker", "admin"}
EVERYBODY = {VISITOR} | PARTNERS | OFFICE

ADMITS = {
    "open": EVERYBODY,
    "account:own": PARTNERS | OFFICE,
    "upload:own": {"manager"},  # the file on its way is the manager's
    "user:manage": {"admin"},
    "office:enter": OFFICE,
    "workspace:enter": PARTNERS,
    "organisation:read": {"contributor", "manager"} | OFFICE,
    "organisation:edit": {"manager"},
    "organisation:vet": {"verifier", "narrowed", "admin"},
    "member:read": {"contributor", "manager"},
    "member:manage": {"manager"},
    "commitment:read": {"contributor", "manager"} | OFFICE,
    "commitment:create": PARTNERS,
    "commitment:edit": {"contributor", "manager"},
    "commitment:submit": {"contributor", "manager"},
    "commitment:review": {"verifier"},
    "need:propose": PARTNERS,
    "need:edit": {"verifier", "narrowed", "admin", "contributor", "manager"},
    "need:decide": {"verifier"},
    "need:close": {"verifier", "narrowed", "admin"},
    "commitment:close": {"verifier"},
    "amendment:read": {"contributor", "manager"} | OFFICE,
    "amendment:request": {"contributor", "manager"},
    "amendment:request_for": {"verifier"},
    "amendment:decide": {"verifier"},
    "confirmation:read": OFFICE,
    "confirmation:send": {"contributor", "manager"},
    "confirmation:answer": {"contributor", "manager"},
    "confirmation:review": {"verifier"},
    "meeting:read": OFFICE,
    "meeting:plan": {"verifier", "narrowed", "note_taker", "admin"},
    "invitation:read": {"contributor", "manager"},
    "report:write": {"contributor", "manager"},
    "report:review": {"verifier"},
    "evidence:read": {"contributor", "manager"} | OFFICE,
    "evidence:add": {"contributor", "manager"},
    "evidence:change": {"contributor", "manager"},
    "evidence:release": {"verifier"},
    "pocket:read": OFFICE,
    "pocket:edit": {"verifier", "narrowed", "admin"},
    "meeting:publish": {"verifier", "narrowed", "admin"},
    "minutes:write": {"verifier", "narrowed", "note_taker"},
    "minutes:return": {"verifier", "narrowed", "note_taker", "sekda"},
    "minutes:approve": {"sekda"},
    "minutes:respond": {"contributor", "manager"},
    "action_item:read": {"contributor", "manager"} | OFFICE,
    "action_item:do": {"contributor", "manager"},
    "action_item:verify": {"verifier", "narrowed"},
    "reference:edit": {"admin"},
    "history:read": OFFICE,
    "notice:own": {"manager"},
    "mail:manage": {"admin"},
}

ROUTES = """
accounts.account account:own
accounts.change_email account:own
accounts.change_password account:own
accounts.forgotten open
accounts.sign_in open
accounts.sign_out open
accounts_links.accept open
accounts_links.confirm open
accounts_links.set_password open
accounts_office.disable user:manage
accounts_office.enable user:manage
accounts_office.invite user:manage
accounts_office.remind user:manage
accounts_office.user user:manage
accounts_office.users user:manage
amendments.cancel amendment:request
amendments.change amendment:request
amendments.choose amendment:request
amendments.show amendment:read
amendments.withdraw amendment:request
amendments_office.cancel amendment:request_for
amendments_office.change amendment:request_for
amendments_office.choose amendment:request_for
amendments_office.decide amendment:decide
amendments_office.requests office:enter
amendments_office.show office:enter
amendments_office.withdraw amendment:request_for
attendance.sign open
attendance.thanks open
attendance_office.add meeting:plan
attendance_office.attendees meeting:read
attendance_office.close_list meeting:plan
attendance_office.edit meeting:plan
attendance_office.forget_contacts meeting:plan
attendance_office.match meeting:plan
attendance_office.merge meeting:plan
attendance_office.open_list meeting:plan
attendance_office.paste meeting:plan
attendance_office.qr meeting:read
attendance_office.remove meeting:plan
attendance_office.split meeting:plan
audit_office.history history:read
brief.paper office:enter
brief.show office:enter
charts.index open
history.changes open
history.commitments open
colleagues.change_role member:manage
colleagues.invite member:manage
colleagues.leave member:read
colleagues.remove member:manage
colleagues.resend member:manage
colleagues.show member:read
commitment_steps.check commitment:submit
commitment_steps.create commitment:create
commitment_steps.delete commitment:edit
commitment_steps.giving commitment:edit
commitment_steps.people commitment:edit
commitment_steps.places commitment:edit
commitment_steps.sent commitment:read
commitment_steps.what commitment:edit
commitments.home workspace:enter
commitments.show commitment:read
commitments.workspace_csv workspace:enter
commitments.workspace_list workspace:enter
commitments_office.close commitment:close
commitments_office.commitment office:enter
commitments_office.commitments office:enter
commitments_office.commitments_csv office:enter
commitments_office.decide commitment:review
commitments_office.queue office:enter
confirmation_sheets.make pocket:edit
confirmation_sheets.revoke pocket:edit
confirmation_sheets.sheets pocket:read
confirmations.enter open
confirmations.photo open
confirmations.speak open
confirmations.thanks open
confirmations.thumbnail open
confirmations_office.decide confirmation:review
confirmations_office.decide_answer confirmation:review
confirmations_office.photo confirmation:read
confirmations_office.queue office:enter
confirmations_office.show confirmation:read
confirmations_workspace.answer confirmation:answer
confirmations_workspace.board workspace:enter
confirmations_workspace.send confirmation:send
evidence.add evidence:add
evidence.change evidence:change
evidence.file evidence:read
evidence.remove evidence:change
evidence.thumbnail evidence:read
evidence_office.release evidence:release
evidence_office.withdraw evidence:release
evidence_public.file open
evidence_public.thumbnail open
fgd.calendar open
fgd.index open
fgd.meeting open
health.alive open
health.ready open
items.document action_item:read
items.done action_item:do
items.items workspace:enter
items.pledge action_item:do
items.show action_item:read
items_office.check action_item:verify
items_office.items office:enter
items_office.items_csv office:enter
items_office.show office:enter
machines.robots open
machines.sitemap open
matrices.gaps open
matrices.index open
matrices.overlaps open
meetings_office.calendar meeting:read
meetings_office.cancel meeting:plan
meetings_office.edit meeting:plan
meetings_office.hold meeting:plan
meetings_office.invite meeting:plan
meetings_office.meeting meeting:read
meetings_office.meetings meeting:read
meetings_office.plan meeting:plan
minutes.frozen minutes:respond
minutes.show minutes:respond
minutes_office.autosave minutes:write
minutes_office.frozen office:enter
minutes_office.preview minutes:write
minutes_office.record office:enter
minutes_office.revision office:enter
minutes_office.revisions office:enter
minutes_office.write minutes:write
minutes_parts.add minutes:write
minutes_parts.edit minutes:write
minutes_parts.move minutes:write
minutes_parts.parts office:enter
minutes_parts.remove minutes:write
minutes_steps.add_addendum minutes:write
minutes_steps.approve minutes:approve
minutes_steps.approve_addendum minutes:approve
minutes_steps.publish meeting:publish
minutes_steps.send minutes:write
minutes_steps.send_back minutes:return
minutes_steps.unpublish meeting:publish
minutes_steps.withdraw_addendum minutes:return
needs.index open
needs.need open
needs_office.accept need:decide
needs_office.close need:close
needs_office.create need:close
needs_office.decline need:decide
needs_office.edit need:edit
needs_office.need office:enter
needs_office.needs office:enter
needs_office.reopen need:close
needs_workspace.edit need:edit
needs_workspace.join commitment:edit
needs_workspace.needs workspace:enter
needs_workspace.proposals workspace:enter
needs_workspace.propose need:propose
needs_workspace.take commitment:create
notices.follow notice:own
notices.inbox account:own
notices.preferences account:own
notices.read notice:own
notices.read_all account:own
notices_office.mails mail:manage
notices_office.retry mail:manage
notices_office.retry_all mail:manage
notices_stop.stop open
opendata.action_items_csv open
opendata.allocations_csv open
opendata.changes_csv open
opendata.changes_xlsx open
opendata.charts_csv open
opendata.commitments_csv open
opendata.commitments_json open
opendata.commitments_xlsx open
opendata.delivery_csv open
opendata.gaps_csv open
opendata.gaps_xlsx open
opendata.index open
opendata.matrix_csv open
opendata.matrix_json open
opendata.matrix_pdf open
opendata.matrix_xlsx open
opendata.needs_csv open
opendata.organisations_csv open
opendata.overlaps_csv open
opendata.overlaps_xlsx open
opendata.pocket_figures_csv open
opendata.pockets_csv open
opendata.regions_csv open
opendata.strategies_csv open
organisations.applied open
organisations.apply open
organisations.colleagues account:own
organisations.edit organisation:edit
organisations.register account:own
organisations.resubmit organisation:edit
organisations.show organisation:read
organisations.workspace account:own
organisations_office.correct organisation:vet
organisations_office.organisation office:enter
organisations_office.organisations office:enter
organisations_office.register organisation:vet
papers.add meeting:plan
papers.attendance meeting:read
papers.invitation meeting:read
papers.minutes meeting:read
papers.remove meeting:plan
papers.report meeting:read
papers.scan meeting:read
papers.shelf meeting:read
papers_workspace.invitation invitation:read
places_office.add_figure pocket:edit
places_office.change_figure pocket:edit
places_office.create pocket:edit
places_office.edit pocket:edit
places_office.pocket pocket:read
places_office.pockets pocket:read
places_office.remove_figure pocket:edit
progress.begin report:write
progress.check report:write
progress.report report:write
progress.reports workspace:enter
progress.sent report:write
progress_office.decide report:review
progress_office.report office:enter
progress_office.reports office:enter
progress_office.reports_csv office:enter
public.about open
public.commitment open
public.commitments open
public.home open
public.map open
public.organisation open
public.organisations open
public.pocket open
public.pockets open
public.region open
public.regions open
public.strategies open
public.strategy open
reminders.debtors office:enter
reminders.debtors_csv office:enter
strategies_office.add_legal_basis reference:edit
strategies_office.edit_legal_basis reference:edit
strategies_office.edit_strategy reference:edit
strategies_office.move_down reference:edit
strategies_office.move_up reference:edit
strategies_office.reference office:enter
strategies_office.remove_legal_basis reference:edit
uploads.append upload:own
uploads.begin account:own
uploads.cancel upload:own
uploads.finish upload:own
uploads.show upload:own
vetting.approve organisation:vet
vetting.invite organisation:vet
vetting.merge organisation:vet
vetting.reject organisation:vet
vetting.restore organisation:vet
vetting.send_back organisation:vet
vetting.suspend organisation:vet
vetting.tell_apart organisation:vet
"""
DOORS = dict(line.split() for line in ROUTES.strip().splitlines())

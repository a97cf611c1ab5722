import { control } from './control.js';
import { byId, element, renderInto } from './dom.js';

const ACTIONS = {
	confirm: ['Confirm', 'confirmed'],
	start: ['Start', 'started'],
	complete: ['Complete', 'completed'],
	cancel: ['Cancel visit', 'cancelled'],
};
let open = null;
let data = { visits: {}, intakes: {} };

/** Shows visits with what their patients answered; several for a group. */
export function openVisit(visitIds) {
	open = { visitIds, intakeId: null };
	show();
}

/** Shows an intake, with its visit when there is one. */
export function openIntake(intakeId) {
	const visitId = data.intakes[intakeId]?.visitId;
	open = { visitIds: visitId && data.visits[visitId] ? [visitId] : [], intakeId };
	show();
}

/** Draws what is open again after something has changed. */
export function renderVisitDialog(changed) {
	data = changed;
	if (open === null) return;
	const visits = open.visitIds.map((id) => data.visits[id]).filter((visit) => visit !== undefined);
	const intakeIds = open.intakeId !== null ? [open.intakeId] : visits.map((visit) => visit.intakeId);
	const intakes = intakeIds.map((id) => data.intakes[id]).filter((intake) => intake !== undefined);
	if (visits.length === 0 && intakes.length === 0) return byId('visit-dialog').close();
	renderInto(byId('visit-dialog-body'), [visits, intakes], () => [head(visits, intakes), ...bodies(visits, intakes)]);
}

function show() {
	byId('visit-dialog-body').renderedState = undefined;
	renderVisitDialog(data);
	byId('visit-dialog').showModal();
}

function head(visits, intakes) {
	const name = visits.length > 1 ? 'Group appointment' : (visits[0]?.patient ?? intakes[0]?.patient ?? 'No patient');
	const close = () => byId('visit-dialog').close();
	return element(
		'div',
		{ class: 'panel-head' },
		element('h2', { id: 'visit-dialog-title' }, name),
		element('button', { type: 'button', 'data-key': 'close', 'aria-label': 'Close', onclick: close }, '✕'),
	);
}

function bodies(visits, intakes) {
	const parts = visits.map((visit) => visitPart(visit, visits.length > 1));
	return [...parts, ...intakes.map((intake) => intakePart(intake))];
}

function visitPart(visit, named) {
	return element(
		'div',
		{ class: 'part' },
		named && element('h3', {}, visit.patient ?? 'No patient'),
		element(
			'p',
			{},
			element('span', { class: `pill status-${visit.status}` }, visit.statusName),
			` ${visit.type}${visit.when === null ? '' : `, ${visit.when}`}${visit.minutes === null ? '' : `, ${visit.minutes} minutes`}`,
		),
		facts([
			['Provider', visit.provider ?? 'None'],
			['Room', `${visit.room} (${visit.roomCode})`],
			['Consultation', visit.consultation],
			['Started', visit.started],
			['Ended', visit.ended],
			['Visit ID', visit.id],
			['Patient ID', visit.patientId],
			['Group ID', visit.groupId],
			['Started as visit', visit.relatedWalkinId],
			['Made by', visit.call === null ? 'the clinic' : visit.call === 0 ? 'the staff' : `API call no. ${visit.call}`],
		]),
		element('p', { class: 'row' }, ...visit.actions.map((action) => actionButton(visit, action))),
	);
}

function actionButton(visit, action) {
	const [label, done] = ACTIONS[action];
	const act = () => control('POST', 'staff', { visit_id: visit.id, action }, `Visit ${visit.id} ${done}`);
	return element('button', { type: 'button', 'data-key': `${action} ${visit.id}`, onclick: act }, label);
}

function intakePart(intake) {
	return element(
		'div',
		{ class: 'part' },
		element('h3', {}, 'Intake'),
		facts(intake.answers.map(({ label, value }) => [label, value])),
		element('p', { class: 'muted' }, `Intake ${intake.id}, ${intake.created}`),
	);
}

function facts(pairs) {
	const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
	return element('dl', {}, ...known.flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)]));
}

byId('visit-dialog').addEventListener('close', () => {
	open = null;
});
byId('visit-dialog').addEventListener('click', (event) => {
	if (event.target === byId('visit-dialog')) byId('visit-dialog').close();
});

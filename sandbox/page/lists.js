import { control } from './control.js';
import { showDay } from './day.js';
import { byId, element, renderInto } from './dom.js';
import { openIntake, openVisit } from './visit-dialog.js';

const seen = new Set();
let first = true;

/** Draws the waiting room, the latest intakes and the open appointments. */
export function renderLists({ waiting, visits, latestIntakes, intakes, openVisits }) {
	const waitingVisits = waiting.map((id) => visits[id]);
	renderInto(byId('waiting-list'), [waitingVisits, intakes], () =>
		waitingVisits.length === 0
			? empty('Nobody is waiting.')
			: element('ul', { class: 'cards' }, ...waitingVisits.map((visit) => waitingCard(visit, intakes[visit.intakeId]))),
	);
	const latest = latestIntakes.map((id) => intakes[id]);
	renderInto(byId('intake-list'), [latest, visits], () =>
		latest.length === 0
			? empty('No intakes yet.')
			: element('ul', { class: 'lines' }, ...latest.map((intake) => intakeLine(intake, visits[intake.visitId]))),
	);
	for (const { id } of latest) seen.add(id);
	first = false;
	const open = openVisits.map((id) => visits[id]);
	renderInto(byId('open-list'), open, () =>
		open.length === 0
			? empty('No open appointments.')
			: element('ul', { class: 'lines' }, ...open.map((visit) => appointmentLine(visit))),
	);
}

function empty(text) {
	return element('p', { class: 'muted' }, text);
}

function waitingCard(visit, intake) {
	const act = (action, done) => () => control('POST', 'staff', { visit_id: visit.id, action }, done);
	const button = (action, label, done) =>
		visit.actions.includes(action) &&
		element('button', { type: 'button', 'data-key': `${action} ${visit.id}`, onclick: act(action, done) }, label);
	return element(
		'li',
		{ class: `card status-${visit.status}` },
		element(
			'button',
			{
				type: 'button',
				class: 'link',
				'data-key': `waiting ${visit.id}`,
				onclick: () => openVisit([visit.id]),
			},
			visit.patient ?? 'No patient',
		),
		element('span', { class: `pill status-${visit.status}` }, waitingState(visit)),
		element('p', { class: 'muted' }, `${visit.type}, ${visit.room}, ${visit.provider ?? 'any provider'}`),
		intake?.reason && element('p', {}, intake.reason),
		element(
			'p',
			{ class: 'row' },
			button('start', 'Start', `Visit ${visit.id} started`),
			button('complete', 'Complete', `Visit ${visit.id} completed`),
			button('cancel', 'Cancel visit', `Visit ${visit.id} cancelled`),
		),
	);
}

function waitingState(visit) {
	if (visit.status === 25) return 'In a call';
	return visit.waitingMinutes === 0 ? 'Just arrived' : `Waiting ${duration(visit.waitingMinutes)}`;
}

function duration(minutes) {
	return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function intakeLine(intake, visit) {
	const state = visit === undefined ? 'No visit yet' : `${visit.type}${visit.when === null ? '' : `, ${visit.when}`}`;
	return element(
		'li',
		{ class: !first && !seen.has(intake.id) ? 'arrived' : null },
		element(
			'button',
			{ type: 'button', class: 'link', 'data-key': `intake ${intake.id}`, onclick: () => openIntake(intake.id) },
			intake.patient ?? 'No patient',
		),
		element('span', { class: 'muted' }, intake.reason ?? 'No reason given'),
		element('span', { class: `pill status-${visit?.status ?? 0}` }, visit?.statusName ?? 'Not used'),
		element('span', { class: 'muted full' }, state),
	);
}

function appointmentLine(visit) {
	const show = () => showDay(visit.date, visit.roomCode);
	return element(
		'li',
		{},
		element(
			'button',
			{ type: 'button', class: 'link', 'data-key': `open ${visit.id}`, onclick: () => openVisit([visit.id]) },
			visit.patient ?? 'No patient',
		),
		element('span', { class: 'muted' }, visit.provider ?? 'No provider'),
		element('span', { class: `pill status-${visit.status}` }, visit.statusName),
		element(
			'button',
			{ type: 'button', class: 'link full', 'data-key': `day ${visit.id}`, onclick: show },
			`${visit.when}, ${visit.room}`,
		),
	);
}

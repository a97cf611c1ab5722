import { byId, element, fillSelect, renderInto } from './dom.js';
import { openVisit } from './visit-dialog.js';

const MINUTE_PX = 1.3;
const chosen = { date: '', room: '', consultation: '' };
let shown = null;

/** The day, room and consultation to show, as parameters of `GET /sandbox/page`; what is not chosen is left out. */
export function chosenDay() {
	return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== ''));
}

/** Goes to a day and a room. */
export function showDay(date, room) {
	Object.assign(chosen, { date, room, consultation: room === chosen.room ? chosen.consultation : '' });
	document.dispatchEvent(new Event('refresh'));
	byId('day').scrollIntoView({ behavior: 'smooth' });
}

/** Draws the day: a column for each provider, with free and taken times. */
export function renderDay(data) {
	const { day } = data;
	const isOther = shown?.date !== day.date || shown.room !== day.room;
	shown = day;
	const rooms = day.rooms.map(({ code, name }) => ({ value: code, label: name }));
	fillSelect(byId('day-room'), rooms, day.room);
	const consultations = day.consultations.map(({ id, label }) => ({ value: id, label }));
	fillSelect(byId('day-consultation'), consultations, day.consultation);
	if (document.activeElement !== byId('day-date')) byId('day-date').value = day.date;
	byId('day-title').textContent = day.isToday ? `Today, ${day.label}` : day.label;
	byId('day-summary').textContent = summary(day);
	const calendar = byId('calendar');
	renderInto(calendar, day, () => [axis(day), ...day.providers.map((provider) => column(day, provider))]);
	calendar.style.setProperty('--columns', String(day.providers.length));
	// On a low screen the present hour comes first, not the early morning.
	if (isOther) calendar.scrollTop = day.nowMinute === null ? 0 : (day.nowMinute - day.opens - 30) * MINUTE_PX;
}

function summary(day) {
	if (day.isWeekend) return 'The clinic is closed on weekends.';
	const free = day.providers.reduce((sum, { free: slots }) => sum + slots.length, 0);
	const taken = day.providers.reduce((sum, { taken: times }) => sum + times.length, 0);
	const times = `${taken} ${taken === 1 ? 'time' : 'times'} taken, ${free} free.`;
	return `${times} Times are those of the room, ${day.zone.replace('_', ' ')}.`;
}

function axis(day) {
	const hours = [];
	for (let minute = day.opens; minute < day.closes; minute += 60) {
		const hour = minute / 60;
		const text = `${hour % 12 === 0 ? 12 : hour % 12} ${hour < 12 ? 'AM' : 'PM'}`;
		hours.push(element('span', { class: 'hour', style: place(day, minute, minute + 60) }, text));
	}
	return element(
		'div',
		{ class: 'axis', 'aria-hidden': 'true' },
		element('div', { class: 'column-head' }),
		element('div', { class: 'lane', style: laneStyle(day) }, ...hours),
	);
}

function column(day, provider) {
	const now = day.nowMinute;
	const inDay = now !== null && now >= day.opens && now <= day.closes;
	return element(
		'div',
		{ class: 'column', role: 'group', 'aria-label': provider.name },
		element(
			'div',
			{ class: 'column-head' },
			element('strong', {}, provider.name),
			element('span', { class: 'muted' }, counted(provider)),
		),
		element(
			'div',
			{ class: 'lane', style: laneStyle(day) },
			...provider.free.map((slot) => freeSlot(day, slot)),
			...provider.taken.map((time) => takenTime(day, time)),
			inDay && element('div', { class: 'now', style: { top: `${(now - day.opens) * MINUTE_PX}px` } }),
		),
	);
}

function counted({ free, taken }) {
	return `${taken.length} taken, ${free.length} free`;
}

function freeSlot(day, slot) {
	const text = slot.places === null ? slot.time : `${slot.time}, ${slot.places}`;
	return element('div', { class: 'free', title: `Free: ${text}`, style: place(day, slot.start, slot.end) }, text);
}

function takenTime(day, time) {
	const open = () => openVisit(time.visitIds);
	return element(
		'button',
		{
			type: 'button',
			class: `taken status-${time.status}`,
			'data-key': time.visitIds[0],
			title: `${time.detail}: ${time.label}`,
			style: place(day, time.start, time.end),
			onclick: open,
		},
		`${time.detail} `,
		element('strong', {}, time.label),
	);
}

function place(day, start, end) {
	return { top: `${(start - day.opens) * MINUTE_PX}px`, height: `${(end - start) * MINUTE_PX - 2}px` };
}

function laneStyle(day) {
	return { height: `${(day.closes - day.opens) * MINUTE_PX}px`, '--hour': `${60 * MINUTE_PX}px` };
}

function choose(change) {
	Object.assign(chosen, change);
	document.dispatchEvent(new Event('refresh'));
}

byId('day-previous').addEventListener('click', () => choose({ date: shown.previous }));
byId('day-next').addEventListener('click', () => choose({ date: shown.next }));
byId('day-today').addEventListener('click', () => choose({ date: '' }));
byId('day-date').addEventListener('change', () => choose({ date: byId('day-date').value }));
byId('day-room').addEventListener('change', () => choose({ room: byId('day-room').value, consultation: '' }));
byId('day-consultation').addEventListener('change', () => choose({ consultation: byId('day-consultation').value }));
byId('day-form').addEventListener('submit', (event) => event.preventDefault());

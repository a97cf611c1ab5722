import { DateTime } from 'luxon';

import { type Clinic, credentials } from '../clinic/clinic';
import type { Visit } from '../clinic/records';
import type { Sandbox } from '../sandbox';

const statusNames: Record<number, string> = {
	10: 'pending',
	20: 'confirmed',
	25: 'in progress',
	30: 'completed',
	40: 'cancelled',
	50: 'refunded',
};
const typeNames: Record<number, string> = { 1: 'walk-in', 2: 'scheduled', 3: 'e-consult' };
const zone = 'America/Los_Angeles';

/** Text that is already safe to put into a page. */
class Markup {
	constructor(readonly text: string) {}
}

/** Builds markup; every value that is not markup itself is escaped. */
function html(parts: TemplateStringsArray, ...values: Array<string | number | Markup | Markup[]>): Markup {
	const printed = values.map((value) => {
		if (value instanceof Markup) return value.text;
		if (Array.isArray(value)) return value.map((one) => one.text).join('');
		return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
	});
	return new Markup(String.raw({ raw: parts }, ...printed));
}

const style = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2733;background:#f7f9fb}
h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:1.8rem 0 .5rem}table{border-collapse:collapse;width:100%;background:#fff}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #e1e7ed;vertical-align:top}th{font-weight:600;color:#51606e}
form{display:inline;white-space:nowrap}button{font:inherit;padding:.1rem .6rem;margin-right:.3rem;border:1px solid #b7c3ce;border-radius:4px;background:#fff;cursor:pointer}
code{font-size:.9em}.quiet{color:#687785}.counts b{font-size:1.3rem;margin-right:.3rem}.counts span{margin-right:2rem}`;

/** The page at `/`: today's visits with the staff's buttons, intakes, counters, last calls, faults, credentials. */
export function page(sandbox: Sandbox): string {
	const { clinic } = sandbox;
	const now = DateTime.fromSeconds(clinic.now(), { zone });
	const body = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Example Clinic (sandbox)</title><style>${new Markup(style)}</style></head><body>
<h1>Example Clinic</h1><p class="quiet">A sandbox with fictitious people. Clinic time ${now.toFormat('ccc d LLL yyyy, HH:mm')} (${zone})</p>
${counters(sandbox)}${visitTable(clinic, now)}${intakeTable(clinic)}${callTable(sandbox)}${faultTable(sandbox)}${credentialTable(sandbox)}
<p><form method="post" action="/sandbox/reset"><button>Reset everything</button></form></p></body></html>`;
	return body.text;
}

function counters({ clinic, calls, webhooks }: Sandbox): Markup {
	const counts: Array<[number, string]> = [
		[clinic.visits.size, 'visits'],
		[clinic.intakes.size, 'intakes'],
		[clinic.people.size, 'people'],
		[calls.list.length, 'API calls'],
		[calls.inFlight, 'in flight'],
		[webhooks.deliveries.length, 'webhook deliveries'],
	];
	return html`<p class="counts">${counts.map(([count, name]) => html`<span><b>${count}</b>${name}</span>`)}</p>`;
}

// Pending and running visits of other days stay visible, since the staff still have something to do with them.
function visitTable(clinic: Clinic, now: DateTime): Markup {
	const today = (visit: Visit) => DateTime.fromSeconds(visit.start ?? visit.created, { zone }).hasSame(now, 'day');
	const shown = [...clinic.visits.values()]
		.filter((visit) => today(visit) || visit.status < 30)
		.sort((a, b) => (a.start ?? 0) - (b.start ?? 0))
		.slice(0, 200);
	const heads = ['Visit', 'Start', 'Type', 'Status', 'Patient', 'Provider', 'Room', ''];
	return html`<h2>Visits of today and open ones</h2>
		${table(
			heads,
			shown.map((visit) => [
				visit.id,
				visit.start === null ? 'no time' : DateTime.fromSeconds(visit.start, { zone }).toFormat('d LLL HH:mm'),
				typeNames[visit.type] ?? visit.type,
				statusNames[visit.status] ?? visit.status,
				name(clinic, visit.memberId),
				name(clinic, visit.providerId),
				visit.roomCode,
				buttons(visit),
			]),
		)}`;
}

function buttons(visit: Visit): Markup {
	const actions =
		visit.status >= 30 ? [] : visit.status === 25 ? ['complete', 'cancel'] : ['start', 'complete', 'cancel'];
	const button = (action: string) => html`<button name="action" value="${action}">${action}</button>`;
	return html`<form method="post" action="/sandbox/staff">
		<input type="hidden" name="visit_id" value="${visit.id}" />${actions.map(button)}
	</form>`;
}

function name(clinic: Clinic, id: string | null): string {
	const person = id === null ? undefined : clinic.people.get(id);
	return person === undefined ? 'none' : `${person.firstName} ${person.lastName}`;
}

function intakeTable(clinic: Clinic): Markup {
	const last = [...clinic.intakes.values()].slice(-15).reverse();
	const rows = last.map((intake) => [
		intake.id,
		name(clinic, intake.memberId),
		intake.roomCode,
		intake.reason ?? '',
		intake.visitId ?? 'not used',
	]);
	return html`<h2>Last intakes</h2>
		${table(['Intake', 'Patient', 'Room', 'Reason', 'Visit'], rows)}`;
}

function callTable({ calls }: Sandbox): Markup {
	const rows = calls.list
		.slice(-20)
		.reverse()
		.map((call) => [call.n, call.method, call.path, call.status ?? 'none', call.fault ?? '', call.ms ?? 'open']);
	return html`<h2>Last calls</h2>
		${table(['No.', 'Method', 'Path', 'Status', 'Fault', 'ms'], rows)}`;
}

function faultTable({ faults }: Sandbox): Markup {
	const rows = faults.list.map(({ kind, when, method = 'any', path = 'any', remaining: left, applied: struck }) => {
		return [kind, when, method, String(path), left < 0 ? 'for ever' : left, struck];
	});
	return html`<h2>Faults</h2>
		${table(['Kind', 'When', 'Method', 'Path', 'Left', 'Struck'], rows)}`;
}

function credentialTable({ url }: Sandbox): Markup {
	const rows: Array<[string, string]> = [
		['API endpoint', url],
		['Account code', credentials.accountCode],
		['API key', credentials.apiKey],
		['API secret', credentials.apiSecret],
		['Admin token', credentials.adminToken],
		['Patient token', credentials.patientToken],
		['Provider token', credentials.providerToken],
	];
	return html`<h2>Credentials to use</h2>
		${table(
			['', ''],
			rows.map(([label, value]) => [label, html`<code>${value}</code>`]),
		)}`;
}

function table(heads: string[], rows: Array<Array<string | number | Markup>>): Markup {
	if (rows.length === 0) return html`<p class="quiet">None.</p>`;
	const cells = (row: Array<string | number | Markup>) =>
		html`<tr>
			${row.map((cell) => html`<td>${cell}</td>`)}
		</tr>`;
	return html`<table>
		<tr>
			${heads.map((head) => html`<th>${head}</th>`)}
		</tr>
		${rows.map(cells)}
	</table>`;
}

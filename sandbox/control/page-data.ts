import { DateTime } from 'luxon';

import { routes } from '../api/routes';
import { type Clinic, credentials } from '../clinic/clinic';
import type { Visit } from '../clinic/records';
import type { CallRecord } from '../http/calls';
import { type Fault, faultKinds } from '../http/faults';
import { isJsonObject, type Json, type JsonObject, textOf } from '../json';
import type { Sandbox } from '../sandbox';
import { EVENT_TYPES } from '../webhooks/envelope';
import type { Delivery } from '../webhooks/webhooks';
import { dayCalendar } from './day-calendar';
import { intakeCard, visitCard } from './visit-card';

const MAX_CALLS = 100;
const MAX_DELIVERIES = 50;
const MAX_INTAKES = 12;
const MAX_BODY_CHARACTERS = 4000;

/** Everything the page shows, for the day, room and consultation that `query` names. */
export function pageData(sandbox: Sandbox, query: JsonObject): Json {
	const { clinic, clock, webhooks } = sandbox;
	const day = dayCalendar(clinic, query);
	const intakes = [...clinic.intakes.values()].slice(-MAX_INTAKES).reverse();
	const waiting = waitingVisits(clinic);
	const shown = new Set<Visit>([...waiting, ...visitsOfDay(clinic, textOf(day.date)), ...openVisits(clinic)]);
	for (const { visitId } of intakes) {
		const visit = visitId === null ? undefined : clinic.visits.get(visitId);
		if (visit !== undefined) shown.add(visit);
	}
	const cards = [...shown].map((visit) => visitCard(clinic, visit));
	const intakeIds = new Set([...[...shown].map((visit) => visit.intakeId), ...intakes.map(({ id }) => id)]);
	return {
		day,
		clockFrozen: clock.frozen,
		counts: { visits: clinic.visits.size, calls: sandbox.calls.list.length, open: sandbox.calls.inFlight },
		visits: Object.fromEntries(cards.map((card) => [textOf(card.id), card])),
		intakes: Object.fromEntries(
			[...intakeIds].flatMap((id) => {
				const intake = clinic.intakes.get(id);
				return intake === undefined ? [] : [[id, intakeCard(clinic, intake)]];
			}),
		),
		waiting: waiting.map(({ id }) => id),
		latestIntakes: intakes.map(({ id }) => id),
		openVisits: openVisits(clinic).map(({ id }) => id),
		calls: sandbox.calls.list.slice(-MAX_CALLS).reverse().map(callRow),
		faults: sandbox.faults.list.map(faultRow),
		faultKinds: { ...faultKinds },
		endpoints: routes.map(({ method, path }) => ({ method, path, pattern: pathPattern(path) })),
		webhook: { url: webhooks.targetUrl, version: webhooks.version, events: [...EVENT_TYPES] },
		deliveries: webhooks.deliveries.slice(-MAX_DELIVERIES).reverse().map(deliveryRow),
		credentials: credentialRows(sandbox.url),
	};
}

/** Walk-ins who wait or are in a call, and e-consults without an answer, the longest wait first. */
function waitingVisits(clinic: Clinic): Visit[] {
	return [...clinic.visits.values()]
		.filter((visit) => visit.type !== 2 && visit.status < 30)
		.sort((a, b) => a.created - b.created);
}

function visitsOfDay(clinic: Clinic, date: string): Visit[] {
	return [...clinic.visits.values()].filter((visit) => {
		const zone = clinic.room(visit.roomCode).timezone;
		return DateTime.fromSeconds(visit.start ?? visit.created, { zone }).toISODate() === date;
	});
}

/** Appointments that are neither over nor cancelled, the next one first. */
function openVisits(clinic: Clinic): Visit[] {
	return [...clinic.visits.values()]
		.filter((visit) => visit.type === 2 && visit.status < 30)
		.sort((a, b) => (a.start ?? 0) - (b.start ?? 0))
		.slice(0, 100);
}

function callRow(call: CallRecord): JsonObject {
	const query = new URLSearchParams(
		Object.entries(call.query).map(([name, value]) => [name, textOf(value)]),
	).toString();
	return {
		n: call.n,
		at: call.at,
		method: call.method,
		path: call.path,
		query,
		caller: callerOf(call.headers),
		body: call.body === null ? null : shortened(call.body),
		status: call.status,
		fault: call.fault ?? null,
		processed: call.processed,
		ms: call.ms,
	};
}

function callerOf(headers: Record<string, string>): string {
	const names: Array<[string, string]> = [
		[credentials.adminToken, 'Admin'],
		[credentials.patientToken, 'Ada'],
		[credentials.secondPatientToken, 'Ben'],
		[credentials.providerToken, 'Provider'],
	];
	const token = headers['x-apitoken'];
	if (token !== undefined && token !== '') return names.find(([known]) => known === token)?.[1] ?? 'Other token';
	return headers['x-apikey'] === undefined ? 'Public' : 'API key';
}

function faultRow(fault: Fault): JsonObject {
	const { id, kind, method = '*', when, remaining, applied, remainingSkips } = fault;
	const path = fault.path === undefined ? '' : String(fault.path);
	const endpoint = routes.find((route) => pathPattern(route.path) === path && route.method === method);
	return {
		id,
		kind,
		call:
			endpoint === undefined ? `${method === '*' ? 'Any' : method} ${path || 'call'}` : `${method} ${endpoint.path}`,
		when,
		remaining,
		applied,
		remainingSkips,
		detail: faultDetail(fault),
	};
}

function faultDetail({ status, ms, retryAfter, size }: Fault): string {
	const parts = [
		status,
		ms === undefined ? undefined : `${ms} ms`,
		retryAfter === undefined ? undefined : `retry after ${retryAfter} s`,
		size,
	];
	return parts.filter((part) => part !== undefined).join(', ');
}

/** A pattern that matches the paths of one endpoint; ids and codes hold a digit or are `-`, fixed words do not. */
function pathPattern(path: string): string {
	return `/^${path.replace(/:[^/]+/g, '(-|[^/]*\\d[^/]*)')}$/`;
}

function deliveryRow(delivery: Delivery): JsonObject {
	const data = isJsonObject(delivery.body) && isJsonObject(delivery.body.data) ? delivery.body.data : {};
	const subject =
		data.id === undefined ? null : `${delivery.type === 'user.created' ? 'person' : 'visit'} ${textOf(data.id)}`;
	const { n, at, type, version, id, status, ms, error, url, body } = delivery;
	return { n, at, type, version, id, status, ms, error: error ?? null, url, subject, body: shortened(body) };
}

function shortened(value: Json): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
	return text.length > MAX_BODY_CHARACTERS ? `${text.slice(0, MAX_BODY_CHARACTERS)}…` : text;
}

function credentialRows(url: string): Json {
	return [
		{ label: 'API Endpoint', value: url },
		{ label: 'Account Code', value: credentials.accountCode },
		{ label: 'API Key', value: credentials.apiKey },
		{ label: 'API Secret', value: credentials.apiSecret },
		{ label: 'API Token (admin)', value: credentials.adminToken },
		{ label: 'API Token (patient Ada)', value: credentials.patientToken },
		{ label: 'API Token (provider Quinn)', value: credentials.providerToken },
	];
}

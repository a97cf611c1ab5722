import { Parameters } from '../api/parameters';
import { type ClinicEvent, credentials } from '../clinic/clinic';
import { cancelVisit, completeVisit, confirmVisit, startVisit } from '../clinic/ending';
import { readFault } from '../http/faults';
import { isJsonObject, type Json, type JsonObject } from '../json';
import { Refusal } from '../refusal';
import type { Sandbox } from '../sandbox';
import { readSettings } from '../settings';
import { eventTypes } from '../webhooks/envelope';
import { books } from './books';

type Deed = (sandbox: Sandbox, body: JsonObject) => Json | Promise<Json>;

const done: Json = { ok: true };

/** The control calls: what each does and answers. */
export const deeds: Record<string, Deed> = {
	'GET /sandbox': overview,
	'POST /sandbox/reset'(sandbox) {
		sandbox.reset();
		return done;
	},
	'GET /sandbox/calls': calls,
	'DELETE /sandbox/calls'(sandbox) {
		sandbox.calls.clear();
		return done;
	},
	'GET /sandbox/books': (sandbox) => books(sandbox.clinic),
	'GET /sandbox/faults': faults,
	'POST /sandbox/faults': addFaults,
	'DELETE /sandbox/faults'(sandbox) {
		sandbox.faults.clear();
		return done;
	},
	'GET /sandbox/settings': (sandbox) => ({ ...sandbox.settings }),
	'POST /sandbox/settings': (sandbox, body) => ({ ...Object.assign(sandbox.settings, readSettings(body)) }),
	'GET /sandbox/clock': clock,
	'POST /sandbox/clock': setClock,
	'GET /sandbox/webhook': webhook,
	'POST /sandbox/webhook': setWebhook,
	'DELETE /sandbox/webhook'(sandbox) {
		sandbox.webhooks.reset();
		return done;
	},
	'POST /sandbox/webhook/fire': fire,
	async 'POST /sandbox/webhook/idle'(sandbox) {
		await sandbox.webhooks.idle();
		return done;
	},
	'POST /sandbox/staff': actAsStaff,
};

function overview(sandbox: Sandbox): Json {
	return { url: sandbox.url, now: sandbox.clock.now(), credentials: { ...credentials }, control: Object.keys(deeds) };
}

function calls({ calls }: Sandbox): Json {
	return {
		count: calls.list.length,
		maxInFlight: calls.maxInFlight,
		inFlight: calls.inFlight,
		calls: calls.list.map((call) => ({ ...call })),
	};
}

function faults({ faults }: Sandbox): Json {
	return faults.list.map((fault) => ({ ...fault, path: fault.path === undefined ? undefined : String(fault.path) }));
}

function addFaults({ faults }: Sandbox, body: JsonObject): Json {
	if (!Array.isArray(body.faults)) return { id: faults.add(readFault(body)).id };
	const specs = body.faults.map((one) => {
		if (!isJsonObject(one)) throw new Refusal(400, 'faults must be a list of objects');
		return readFault(one);
	});
	return { ids: specs.map((spec) => faults.add(spec).id) };
}

function clock({ clock }: Sandbox): Json {
	return { now: clock.now(), frozen: clock.frozen };
}

function setClock(sandbox: Sandbox, body: JsonObject): Json {
	const given = new Parameters(body);
	const [now, advance, frozen] = [given.time('now'), given.integer('advance'), given.boolean('frozen')];
	if (now !== undefined) sandbox.clock.set(now);
	if (advance !== undefined) sandbox.clock.advance(advance);
	if (frozen === true) sandbox.clock.freeze();
	if (frozen === false) sandbox.clock.run();
	return clock(sandbox);
}

function webhook({ webhooks }: Sandbox): Json {
	return { url: webhooks.targetUrl, deliveries: webhooks.deliveries.map((delivery) => ({ ...delivery })) };
}

function setWebhook(sandbox: Sandbox, body: JsonObject): Json {
	const given = new Parameters(body);
	const version = (['v1', 'v2', 'both'] as const).find((one) => one === (given.text('version') ?? 'v1'));
	if (version === undefined) throw new Refusal(400, 'version must be v1, v2 or both');
	const url = given.text('url') ?? null;
	if (url !== null && !URL.canParse(url)) throw new Refusal(400, 'url must be a URL');
	sandbox.webhooks.target(url, {
		version,
		duplicates: given.integer('duplicates'),
		shuffle: given.boolean('shuffle'),
		account: given.text('account'),
		atOnce: given.integer('atOnce'),
		timeout: given.integer('timeout'),
	});
	return done;
}

function fire(sandbox: Sandbox, body: JsonObject): Json {
	if (body.raw === undefined) sandbox.webhooks.send(eventOf(sandbox, body));
	else sandbox.webhooks.raw(body.raw);
	return done;
}

function eventOf({ clinic }: Sandbox, body: JsonObject): ClinicEvent {
	const given = new Parameters(body);
	const type = eventTypes.find((one) => one === body.type);
	if (type === undefined)
		throw new Refusal(400, `type must be one of ${eventTypes.join(', ')}, or send the whole envelope as raw`);
	if (type === 'user.created') {
		const person = clinic.people.get(given.required('user_id'));
		if (person === undefined) throw new Refusal(404, 'User not found');
		return { type, person };
	}
	const visit = clinic.visit(given.required('visit_id'));
	const note = isJsonObject(body.note) ? body.note : { id: '9001', status: 'signed' };
	const invoice = isJsonObject(body.invoice)
		? body.invoice
		: { id: '9101', status: 'pending', amount_due: 2500, amount_paid: 1500, currency: 'USD' };
	if (type === 'visit.note.signed_and_sent') return { type, visit, note };
	if (type === 'visit.invoice.processed') return { type, visit, invoice };
	return { type, visit };
}

function actAsStaff({ clinic }: Sandbox, body: JsonObject): Json {
	const given = new Parameters(body);
	const visit = clinic.visit(given.required('visit_id'));
	const action = given.oneOf('action', ['confirm', 'start', 'complete', 'cancel']);
	const by = visit.providerId ?? '800001';
	if (action === 'confirm') confirmVisit(clinic, visit);
	else if (action === 'start') startVisit(clinic, visit);
	else if (action === 'complete') completeVisit(clinic, visit, by);
	else if (action === 'cancel') cancelVisit(clinic, visit, by);
	else throw new Refusal(400, 'action is required');
	return { id: visit.id, status: visit.status };
}

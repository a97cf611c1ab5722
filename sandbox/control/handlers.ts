import { Parameters } from '../api/parameters';
import { ApiError } from '../api-error';
import { type ClinicEvent, credentials } from '../clinic/clinic';
import { cancelVisit, completeVisit, confirmVisit, startVisit } from '../clinic/visit-lifecycle';
import { readFault } from '../http/faults';
import { isJsonObject, type Json, type JsonObject } from '../json';
import type { Sandbox } from '../sandbox';
import { readSettings } from '../settings';
import { EVENT_TYPES } from '../webhooks/envelope';
import { pageData } from './page-data';
import { reportRecords } from './report-records';

type ControlHandler = (sandbox: Sandbox, body: JsonObject) => Json | Promise<Json>;

const OK: Json = { ok: true };

/** The control calls by method and path, with what each does and answers. */
export const handlers: Record<string, ControlHandler> = {
	'GET /sandbox': getOverview,
	'POST /sandbox/reset'(sandbox) {
		sandbox.reset();
		return OK;
	},
	'GET /sandbox/page': pageData,
	'GET /sandbox/calls': getCalls,
	'DELETE /sandbox/calls'(sandbox) {
		sandbox.calls.clear();
		return OK;
	},
	'GET /sandbox/report': (sandbox) => reportRecords(sandbox.clinic),
	'GET /sandbox/books': (sandbox) => reportRecords(sandbox.clinic),
	'GET /sandbox/faults': getFaults,
	'POST /sandbox/faults': addFaults,
	'DELETE /sandbox/faults': removeFaults,
	'GET /sandbox/settings': (sandbox) => ({ ...sandbox.settings }),
	'POST /sandbox/settings': (sandbox, body) => ({ ...Object.assign(sandbox.settings, readSettings(body)) }),
	'GET /sandbox/clock': getClock,
	'POST /sandbox/clock': setClock,
	'GET /sandbox/webhook': getWebhook,
	'POST /sandbox/webhook': setWebhook,
	'DELETE /sandbox/webhook'(sandbox) {
		sandbox.webhooks.clear();
		sandbox.webhooks.target(null);
		return OK;
	},
	'POST /sandbox/webhook/fire': fireWebhook,
	'POST /sandbox/webhook/resend'(sandbox, body) {
		sandbox.webhooks.resend(new Parameters(body).integer('n') ?? 0);
		return OK;
	},
	async 'POST /sandbox/webhook/idle'(sandbox) {
		await sandbox.webhooks.idle();
		return OK;
	},
	'POST /sandbox/staff': actAsStaff,
};

function getOverview(sandbox: Sandbox): Json {
	return {
		url: sandbox.url,
		now: sandbox.clock.now(),
		credentials: { ...credentials },
		control: Object.keys(handlers),
	};
}

function getCalls({ calls }: Sandbox): Json {
	return {
		count: calls.list.length,
		maxInFlight: calls.maxInFlight,
		inFlight: calls.inFlight,
		calls: calls.list.map((call) => ({ ...call })),
	};
}

function getFaults({ faults }: Sandbox): Json {
	return faults.list.map((fault) => ({ ...fault, path: fault.path === undefined ? undefined : String(fault.path) }));
}

function addFaults({ faults }: Sandbox, body: JsonObject): Json {
	if (!Array.isArray(body.faults)) return { id: faults.add(readFault(body)).id };
	const specs = body.faults.map((one) => {
		if (!isJsonObject(one)) throw new ApiError(400, 'faults must be a list of objects');
		return readFault(one);
	});
	return { ids: specs.map((spec) => faults.add(spec).id) };
}

function removeFaults({ faults }: Sandbox, body: JsonObject): Json {
	const id = new Parameters(body).integer('id');
	if (id === undefined) faults.clear();
	else faults.remove(id);
	return OK;
}

function getClock({ clock: clock }: Sandbox): Json {
	return { now: clock.now(), frozen: clock.frozen };
}

function setClock(sandbox: Sandbox, body: JsonObject): Json {
	const given = new Parameters(body);
	const [now, advance, frozen] = [given.time('now'), given.integer('advance'), given.boolean('frozen')];
	if (now !== undefined) sandbox.clock.set(now);
	if (advance !== undefined) sandbox.clock.advance(advance);
	if (frozen === true) sandbox.clock.freeze();
	if (frozen === false) sandbox.clock.run();
	return getClock(sandbox);
}

function getWebhook({ webhooks }: Sandbox): Json {
	return { url: webhooks.targetUrl, deliveries: webhooks.deliveries.map((delivery) => ({ ...delivery })) };
}

function setWebhook(sandbox: Sandbox, body: JsonObject): Json {
	const given = new Parameters(body);
	const version = (['v1', 'v2', 'both'] as const).find((one) => one === (given.text('version') ?? 'v1'));
	if (version === undefined) throw new ApiError(400, 'version must be v1, v2 or both');
	const url = given.text('url') ?? null;
	if (url !== null && !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
		throw new ApiError(400, 'url must be a URL that begins with http:// or https://');
	sandbox.webhooks.target(url, {
		version,
		duplicates: given.integer('duplicates'),
		shuffle: given.boolean('shuffle'),
		account: given.text('account'),
		concurrency: given.integer('concurrency'),
		timeout: given.integer('timeout'),
	});
	return OK;
}

function fireWebhook(sandbox: Sandbox, body: JsonObject): Json {
	if (body.raw === undefined) sandbox.webhooks.send(readEvent(sandbox, body));
	else sandbox.webhooks.raw(body.raw);
	return OK;
}

function readEvent({ clinic }: Sandbox, body: JsonObject): ClinicEvent {
	const given = new Parameters(body);
	const type = EVENT_TYPES.find((one) => one === body.type);
	if (type === undefined)
		throw new ApiError(400, `type must be one of ${EVENT_TYPES.join(', ')}, or send the whole envelope as raw`);
	if (type === 'user.created') {
		const person = clinic.people.get(given.required('user_id'));
		if (person === undefined) throw new ApiError(404, 'User not found');
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
	else throw new ApiError(400, 'action is required');
	return { id: visit.id, status: visit.status };
}

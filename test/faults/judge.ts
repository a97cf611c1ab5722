import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { type Booking, isBooking, type Step } from './plan';
import type { ItemRequest, Played } from './play';
import { PROVIDERS } from './play';
import type { World } from './world';

const TYPES: Record<Booking, number> = { create: 2, bookNext: 2, createWalkIn: 1, createEConsult: 3 };
/** The first status of a visit that is over. */
const COMPLETED = 30;
/** Heartbeats (10 ms each) in which what was handed over before an item failed may still leave. */
const GRACE = 2;

interface Reported {
	item: number;
	json: IDataObject;
	error?: string;
}

function itemOf({ pairedItem }: INodeExecutionData): number {
	const paired = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof paired === 'object' ? paired.item : (paired ?? -1);
}

/** Everything that left the node: done, or one line of an error. */
function reportedBy({ ran }: Played): Reported[] {
	return [...ran.items, ...ran.errorItems].map((given) => {
		const { error } = given.json;
		return { item: itemOf(given), json: given.json, error: typeof error === 'string' ? error : undefined };
	});
}

/** Whether an item is kept from booking by the visit that its intake has: it is the one, or one intake would have two. */
function isTaken({ operation }: Step, { before, start }: ItemRequest): boolean {
	if (!before || !isBooking(operation) || before.type !== TYPES[operation]) return false;
	if (operation === 'createWalkIn' || operation === 'createEConsult' || before.status < COMPLETED) return true;
	return operation === 'create' && before.start === start;
}

/** One intake leads to one visit of a type, whichever items ask for it. */
function severalOfOneIntake({ step, made, requests }: Played): string[] {
	if (!step.reuseExisting || step.retryWhenNotFound) return [];
	return [...new Set(requests.map(({ intakeId }) => intakeId))].flatMap((intakeId) => {
		const ids = made.filter((line) => line.intakeId === intakeId).map(({ visitId }) => visitId);
		return ids.length > 1 ? [`visits ${ids.join(' and ')} of one intake`] : [];
	});
}

/** (a) No item led to two visits. */
function twice(played: Played, world: World): string[] {
	const { step, made, requests } = played;
	const wrong: string[] = severalOfOneIntake(played);
	if (made.some(({ item }) => item < 0)) wrong.push('a visit was made by a request that no item of this step has sent');
	if (step.retryWhenNotFound) return wrong;
	const { settings } = world.sandbox;
	// A clinic that refuses to show the intake decides by itself whether to book.
	const silent = step.faults.some(
		({ kind, method, path, status = 500 }) =>
			kind === 'status' && method !== 'POST' && status < 500 && (path === '' || path === '/intakes'),
	);
	for (const [item, request] of requests.entries()) {
		const { before } = request;
		const mine = made.filter((line) => line.item === item);
		// Whoever does not want a visit reused gets one for each item that says the same.
		if (mine.length > (step.twins && !step.reuseExisting ? requests.length : 1))
			wrong.push(`item ${item} led to visits ${mine.map(({ visitId }) => visitId).join(' and ')}`);
		const isShown = settings.intakeShowsVisit && !silent;
		if (mine.length > 0 && isTaken(step, request) && step.reuseExisting && isShown)
			wrong.push(`item ${item} was booked although its intake showed visit ${before?.id}: two of one intake`);
	}
	return wrong;
}

/** (b) Every visit that was made was reported, as done or as one that may have been booked. */
function lost(played: Played): string[] {
	const { step, made, requests, ran, cancelled } = played;
	if (cancelled) return [];
	const reported = reportedBy(played);
	const stop = ran.error;
	const isReported = ({ visitId, intakeId, item }: (typeof made)[number]): boolean => {
		if (reported.some(({ json, error }) => error === undefined && json.id === visitId)) return true;
		if (
			reported.some(
				({ item: of, error }) =>
					(of === item || step.twins) &&
					error &&
					(error.includes(visitId) || (error.includes('may have been booked') && error.includes(intakeId))),
			)
		)
			return true;
		if (!stop) return false;
		const description = stop.description ?? '';
		return (
			description.includes(visitId) ||
			(stop.message.includes('may have been booked') && stop.message.includes(intakeId)) ||
			(description.includes('may have been booked') && description.includes(intakeId))
		);
	};
	const unseen = made.filter((line) => !isReported(line));
	// Whoever asks for a second booking has one of the two reported.
	const unasked = step.retryWhenNotFound
		? unseen.filter(({ item }) => !made.some((line) => line.item === item && isReported(line)))
		: unseen;
	return unasked.map(
		({ visitId, item }) => `visit ${visitId} of item ${item} (intake ${requests[item]?.intakeId}) was not reported`,
	);
}

/** (c) What was reported as done is there, and is what was asked for. */
function missing(played: Played, world: World): string[] {
	const { step, requests, ran } = played;
	// n8n hands the items of a cancelled node through as they came; no later node runs on them.
	if (played.cancelled) return [];
	const reported = reportedBy(played);
	const wrong: string[] = [];
	if (!ran.error && requests.some((_request, item) => reported.filter((one) => one.item === item).length !== 1)) {
		wrong.push(`items reported: ${reported.map(({ item }) => item).join(', ')} of ${requests.length}`);
	}
	for (const { item, json } of reported.filter(({ error }) => error === undefined)) {
		const request = requests[item];
		const visit = world.sandbox.clinic.visits.get(String(json.id));
		if (!request || !visit) wrong.push(`item ${item} is said to be done, but there is no visit ${String(json.id)}`);
		else if (isBooking(step.operation)) {
			const right =
				visit.intakeId === request.intakeId &&
				visit.type === TYPES[step.operation] &&
				visit.status < 40 &&
				(step.operation !== 'create' || visit.start === request.start);
			if (!right) wrong.push(`item ${item} is said to be booked as visit ${visit.id}, which is another`);
			// An operation that says "booked" says when and from what.
			if ((json.intake_id ?? request.intakeId) !== request.intakeId)
				wrong.push(`item ${item} names intake ${String(json.intake_id)}`);
		} else if (requests.filter(({ visitId }) => visitId === request.visitId).length === 1) {
			const provider = PROVIDERS[(step.items[item]?.slot ?? 0) % 3] ?? '';
			const right = {
				update: visit.start === request.start && visit.end === request.end,
				assignProvider: visit.providerId === provider,
				removeProvider: visit.providerId === null,
				close: visit.status >= 30,
				delete: visit.status === 40,
			}[step.operation];
			if (!right) wrong.push(`item ${item} is said to be done, but visit ${visit.id} is not so`);
		}
	}
	return wrong;
}

/** (d) Nothing was written after a stop: a cancellation, or an item that failed. */
function later({ step, ran, reached, sent, cancelled, failedAt }: Played): string[] {
	// Counted on both sides of the wire: what had not yet left when the execution was cancelled must not arrive.
	const plain = (path: string) => path.replace(/^\/api_v3/, '').replace(/\?.*$/, '');
	// A call that an earlier step gave up may reach the sandbox late.
	const arrived = reached.filter(({ method, item }) => method !== 'GET' && item !== -2);
	const unnamed = arrived.find(({ item }) => item === -1);
	if (unnamed) return [`${unnamed.method} ${unnamed.path} was sent for no item`];
	for (const { method, path } of arrived) {
		const before = sent.filter((one) => !one.late && one.method === method && plain(one.path) === path).length;
		if (before < arrived.filter((one) => one.path === path).length)
			return [`${method} ${path} was sent after the cancellation`];
	}
	// A start that cannot be read is found before anything is sent.
	const unread =
		step.onError === 'stopWorkflow' &&
		['create', 'bookNext', 'update'].includes(step.operation) &&
		step.items.some(({ unreadable }) => unreadable);
	if (unread && reached.length > 0) return ['the run was begun although an item could not be read'];
	const failed = ran.error?.context?.itemIndex;
	if (typeof failed !== 'number' || cancelled || step.tries > 1) return [];
	if (step.requestsAtOnce === 1)
		return arrived
			.filter(({ item }) => item > failed)
			.map(({ item }) => `item ${item} was sent after item ${failed} had failed`);
	if (sent.length === 0) return [];
	if (failedAt === undefined) return [`item ${failed} failed, and the others were not stopped`];
	// What n8n's HTTP helper was handed before the failure leaves within a turn or two of the event loop.
	return sent
		.filter(({ method, at }) => method !== 'GET' && at > failedAt + GRACE)
		.map(({ path }) => `${plain(path)} was written after item ${failed} had failed`);
}

/** What is wrong with a step; nothing, when the workflow was told the truth. */
export function judge(world: World, played: Played): string[] {
	return [...twice(played, world), ...lost(played), ...missing(played, world), ...later(played)];
}

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { JournalEntry } from '../../sandbox/clinic/records';
import { type Ran, run } from '../engine/engine';
import { type FaultSpec, isBooking, type Plan, type Step } from './plan';
import { NOW, type Sent, slotAt, type World } from './world';

/** One call that reached the clinic and names the item it was made for. */
export interface Reached {
	/** -1: the call names no item; -2: it was made for an item of an earlier step. */
	item: number;
	method: string;
	path: string;
}

/** What an item was to do, in the words of the clinic. */
export interface ItemRequest {
	intakeId: string;
	visitId: string;
	start: number;
	end: number;
	/** The live visit that the intake showed before the step, and what it is. */
	before?: { id: string; type: number; start: number | null; status: number };
}

/** What became of one step: what the workflow was told, and what the clinic has in its books. */
export interface Played {
	step: Step;
	requests: ItemRequest[];
	ran: Ran;
	cancelled: boolean;
	/** The heartbeat at which an item failed and with it the run. */
	failedAt: number | undefined;
	/** New lines of the books, with the item whose request made them. */
	made: Array<JournalEntry & { item: number }>;
	reached: Reached[];
	sent: Sent[];
}

/** A provider for an item; none of them works in another room. */
export const PROVIDERS = ['800002', '800003', '800004'];
/** Seconds of the quick clock that the node waits for an answer. */
const TIMEOUT_SECONDS = 8;

function parametersOf(step: Step): INodeParameters {
	const { operation, maxRetries, requestsAtOnce, reuseExisting, retryWhenNotFound } = step;
	const options = {
		maxRetries,
		requestsAtOnce,
		timeout: TIMEOUT_SECONDS,
		...(isBooking(operation) ? { reuseExisting, retryWhenNotFound } : {}),
	};
	const named = { customParameters: '={{ ({ ref: $json.ref }) }}' };
	const booking = { intake_id: '={{ $json.intake }}', room_code: 'exroom1', options };
	const change = { visit_id: '={{ $json.visit }}', options };
	const times = { start: '={{ $json.start }}', end: '={{ $json.end }}' };
	switch (operation) {
		case 'create':
			return { ...booking, ...times, additionalFields: named };
		case 'bookNext':
			return { ...booking, additionalFields: { ...named, start: '={{ $json.start }}', provider_id: '800002' } };
		case 'createWalkIn':
		case 'createEConsult':
			return { ...booking, additionalFields: named };
		case 'update':
			return { ...change, updateFields: { ...named, ...times } };
		case 'assignProvider':
			return { ...change, provider_id: '={{ $json.provider }}', updateFields: named };
		case 'close':
			return { ...change, reason: 'patient_cancel_appointment', updateFields: named };
		default:
			return { ...change, updateFields: named };
	}
}

/** The seeds of every Math.random of the step: the jitter is the same in every repetition. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 48271) >>> 0) % 2147483647;
		return state / 2147483647;
	};
}

export function requestsOf(world: World, step: Step): ItemRequest[] {
	const { clinic } = world.sandbox;
	const visits = [...clinic.visits.values()].filter(
		({ status, type }) => status < 30 && (type === 2 || step.operation !== 'update'),
	);
	return step.items.map(({ intake, visit, slot }) => {
		const intakeId = world.intakes[intake] ?? '';
		const shown = clinic.visits.get(clinic.intakes.get(intakeId)?.visitId ?? '');
		const before =
			shown && shown.status < 40
				? { id: shown.id, type: shown.type, start: shown.start, status: shown.status }
				: undefined;
		const times = step.operation === 'bookNext' ? { start: NOW, end: NOW } : slotAt(slot);
		return { intakeId, visitId: visits[visit % Math.max(1, visits.length)]?.id ?? '70001', before, ...times };
	});
}

let steps = 0;

/** Which item of a step a call was made for: every write carries `ref`, the number of the step and that of the item. */
function itemIn(body: unknown, serial: number): number {
	if (typeof body !== 'object' || body === null || !('ref' in body)) return -1;
	const [step, item] = String(body.ref).split(':').map(Number);
	return step === serial ? (item ?? -1) : -2;
}

/** Runs the node once, in n8n's engine, among the faults of the step. */
export async function playStep(world: World, step: Step, jitter: number): Promise<Played> {
	const { clinic, calls } = world.sandbox;
	const requests = requestsOf(world, step);
	const serial = ++steps;
	const items: INodeExecutionData[] = requests.map(({ intakeId, visitId, start, end }, index) => ({
		json: {
			ref: `${serial}:${step.twins ? 0 : index}`,
			intake: intakeId,
			visit: visitId,
			start: step.items[index]?.unreadable ? 'whenever' : start,
			end,
			provider: PROVIDERS[(step.items[index]?.slot ?? 0) % 3] ?? '',
		},
	}));
	const [linesBefore, callsBefore] = [clinic.journal.length, calls.list.length];
	const cancel = new AbortController();
	const stop = () => {
		world.stop();
		cancel.abort();
	};
	let timer: NodeJS.Timeout | undefined;
	const random = Math.random;
	Math.random = seeded(jitter);
	const slow: FaultSpec[] = step.slow
		? [
				{
					kind: 'delay',
					ms: step.slow.ms,
					method: 'GET',
					path: `/intakes/${world.intakes[step.slow.intake]}`,
					count: -1,
				},
				{ kind: 'delay', ms: step.slow.ms, method: 'GET', path: '/availability', skip: 1, count: step.slow.searches },
			]
		: [];
	world.inject([...step.faults, ...slow], step.refusals, (count) => {
		if (count !== step.cancel?.request) return;
		if (step.cancel.ms === 0) stop();
		else timer = setTimeout(stop, step.cancel.ms);
	});
	const ran = await run(
		{ resource: 'visit', operation: step.operation, ...parametersOf(step) },
		{
			credentials: world.access,
			items,
			cancel: cancel.signal,
			node: {
				onError: step.onError,
				...(step.tries > 1 ? { retryOnFail: true, maxTries: step.tries, waitBetweenTries: 1 } : {}),
			},
		},
	);
	Math.random = random;
	clearTimeout(timer);
	// Cancelled after its end is not cancelled.
	const cancelled = cancel.signal.aborted && ran.status !== 'success';
	const { sent, failed: failedAt } = world;
	await world.settle();
	const itemOf = new Map(calls.list.map(({ n, body }) => [n, itemIn(body, serial)]));
	return {
		step,
		requests,
		ran,
		cancelled,
		sent,
		failedAt,
		made: clinic.journal.slice(linesBefore).map((line) => ({ ...line, item: itemOf.get(line.call) ?? -1 })),
		reached: calls.list.slice(callsBefore).map(({ n, method, path }) => ({
			item: itemOf.get(n) ?? -1,
			method,
			path,
		})),
	};
}

/** The same bookings once more, on a quiet day: what somebody does whose run broke off. */
export function quietly(step: Step): Step {
	return {
		...step,
		onError: 'continueRegularOutput',
		tries: 1,
		maxRetries: 2,
		reuseExisting: true,
		retryWhenNotFound: false,
		faults: [],
		refusals: [],
		slow: undefined,
		cancel: undefined,
	};
}

export type Judge = (world: World, played: Played) => string[];

/** Plays a whole sequence; returns what was wrong with it, with the step. */
export async function play(world: World, plan: Plan, judge: Judge): Promise<string[]> {
	world.reset(plan);
	const wrong: string[] = [];
	for (const [index, step] of plan.steps.entries()) {
		const played = await playStep(world, step, plan.jitter + index);
		wrong.push(...judge(world, played).map((text) => `step ${index} (${step.operation}): ${text}`));
		if (!played.cancelled || !isBooking(step.operation) || plan.settings.intakeShowsVisit === false) continue;
		const again = await playStep(world, quietly(step), plan.jitter);
		wrong.push(...judge(world, again).map((text) => `step ${index} (${step.operation}) run again: ${text}`));
	}
	return wrong;
}

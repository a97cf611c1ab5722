import type { IDataObject } from 'n8n-workflow';

import type { CreateResult } from '../../nodes/VSeeClinic/descriptor/operation-context';
import { CreateOnce } from '../../nodes/VSeeClinic/execution/create-once';
import type { CreateOptions } from '../../nodes/VSeeClinic/execution/create-state';
import { Ledger } from '../../nodes/VSeeClinic/execution/ledger';
import { isRecord } from '../../nodes/VSeeClinic/model/json';
import { Choices } from './every-sequence';
import { type Booking, bookingAt, hasOwnTime, isTimeless, TYPE_CODE } from './model-booking';
import {
	type Answer,
	type Before,
	type Display,
	INTAKE,
	isActive as isActiveOfType,
	ModelClinic,
	type ReadAnswer,
	START,
	type Visit,
	visitsBefore,
} from './model-clinic';

/** What is the same in all sequences of one exploration. */
export interface Setup {
	booking: Booking;
	before: Before;
	display: Display;
	options: CreateOptions & { maxRetries: number };
	answers: Answer[];
	reads: readonly ReadAnswer[];
	/** How many attempts follow each other at most. */
	attempts: number;
}

/** What comes between two attempts. */
const RESTARTS = {
	'Retry On Fail': { run: 0, execution: 0, item: 0, shift: 0 },
	'another turn of a loop': { run: 1, execution: 0, item: 0, shift: 0 },
	'a second execution': { run: 0, execution: 1, item: 0, shift: 0 },
	'another item, another time': { run: 0, execution: 0, item: 1, shift: 3600 },
} as const;
type Restart = keyof typeof RESTARTS;

/** What may happen in the clinic between two attempts. */
type Event = 'nothing' | 'cancelled' | 'moved';

interface Attempt {
	restart: Restart;
	event: Event;
}

/** What is the case between two attempts: all that the next one depends on. */
interface Node {
	visits: Visit[];
	context: IDataObject;
	execution: number;
	run: number;
	/** The attempts that have led here, for the report of a violation. */
	path: string[];
}

/** What came of one attempt. */
interface Outcome {
	result?: CreateResult;
	error?: { text: string; isCancelled: boolean };
	clinic: ModelClinic;
	madeBy: string;
	item: number;
	start: number;
	node: Node;
	/** The visits, and what the execution knew of them, before the attempt. */
	visitsBefore: Visit[];
	contextBefore: IDataObject;
}

export interface Report {
	sequences: number;
	violations: string[];
}

/** Plays every sequence of answers, from every state that earlier attempts can have left, and judges each. */
export async function explore(setup: Setup, maxViolations = 5): Promise<Report> {
	const report: Report = { sequences: 0, violations: [] };
	let nodes: Node[] = [
		{ visits: visitsBefore(setup.before, TYPE_CODE[setup.booking]), context: {}, execution: 0, run: 0, path: [] },
	];
	const known = new Set<string>();
	for (let depth = 0; depth < setup.attempts && report.violations.length < maxViolations; depth++) {
		const next: Node[] = [];
		for (const node of nodes) {
			for (const attempt of depth === 0
				? [{ restart: 'Retry On Fail', event: 'nothing' } as const]
				: attemptsAfter(node, setup)) {
				const choices = new Choices();
				do {
					report.sequences++;
					const outcome = await play(setup, node, attempt, choices);
					report.violations.push(...judge(setup, outcome).map((text) => `${outcome.node.path.join('; ')}: ${text}`));
					const { visits, context, execution, run } = outcome.node;
					const key = JSON.stringify([visits, context, execution, run]);
					if (!known.has(key)) next.push(outcome.node);
					known.add(key);
				} while (choices.next() && report.violations.length < maxViolations);
			}
		}
		nodes = next;
	}
	return report;
}

/** Whether a visit still takes its intake for such a booking. */
function isActive(visit: Visit, { booking }: Setup): boolean {
	return isActiveOfType(visit, TYPE_CODE[booking]);
}

function attemptsAfter({ visits }: Node, setup: Setup): Attempt[] {
	const restarts = Object.keys(RESTARTS) as Restart[];
	const hasOwn = visits.some((visit) => visit.madeBy !== undefined && isActive(visit, setup));
	const events: Event[] = hasOwn ? ['nothing', 'cancelled', 'moved'] : ['nothing'];
	return restarts.flatMap((restart) => events.map((event) => ({ restart, event })));
}

function changed(visits: Visit[], event: Event, setup: Setup): Visit[] {
	return visits.map((visit) => {
		if (event === 'nothing' || visit.madeBy === undefined || !isActive(visit, setup)) return { ...visit };
		return event === 'cancelled' ? { ...visit, status: 40 } : { ...visit, start: visit.start + 5400 };
	});
}

async function play(setup: Setup, node: Node, { restart, event }: Attempt, choices: Choices): Promise<Outcome> {
	const step = RESTARTS[restart];
	const execution = node.execution + step.execution;
	const run = step.execution > 0 ? 0 : node.run + step.run;
	const context: IDataObject = step.execution > 0 ? {} : JSON.parse(JSON.stringify(node.context));
	const start = START + step.shift;
	const madeBy = `${execution}:${run}:${step.item}`;
	const clinic = new ModelClinic(setup, choices, TYPE_CODE[setup.booking], madeBy, execution);
	clinic.visits = changed(node.visits, event, setup);
	const before = structuredClone(clinic.visits);
	const contextBefore = isRecord(context.created) ? structuredClone(context.created) : {};
	const { call, lookup } = bookingAt(setup.booking, start);
	const uniqueKey = setup.options.reuseExisting ? lookup.uniqueKey : undefined;
	const entry = new Ledger(context, run).entry({ itemIndex: step.item, identity: [start], uniqueKey });
	const options = { ...setup.options, timeoutMs: 1 };
	const created = new CreateOnce(clinic, { lookup }, options, entry).create(call);
	const ended = await created.then(
		(result) => ({ result, error: undefined }),
		(error: unknown) => ({ result: undefined, error: errorOf(error) }),
	);
	clinic.end();
	const path = [...node.path, `${restart}, ${event}`];
	return {
		...ended,
		clinic,
		madeBy,
		item: step.item,
		start,
		visitsBefore: before,
		contextBefore,
		node: { visits: clinic.visits, context, execution, run, path },
	};
}

function errorOf(error: unknown): { text: string; isCancelled: boolean } {
	if (!(error instanceof Error) || !('advice' in error)) throw error;
	const { details } = error as Error & { details?: { cancelled?: boolean } };
	return { text: `${error.message}. ${String(error.advice)}`, isCancelled: details?.cancelled === true };
}

function judge(setup: Setup, outcome: Outcome): string[] {
	return [...twice(setup, outcome), ...lost(setup, outcome), ...invented(setup, outcome), ...untrue(outcome)];
}

/** (1) No request leads to two visits, and with reuse no intake does. */
function twice(setup: Setup, { clinic, node, visitsBefore: before }: Outcome): string[] {
	const { options, display } = setup;
	if (options.retryWhenNotFound) return [];
	const wrong: string[] = [];
	const ours = clinic.visits.filter((visit) => visit.madeBy !== undefined && visit.execution === node.execution);
	const groups = new Map<string, number>();
	for (const visit of ours.filter((one) => isActive(one, setup))) {
		const group = options.reuseExisting ? 'the intake' : String(visit.madeBy);
		groups.set(group, (groups.get(group) ?? 0) + 1);
	}
	for (const [group, count] of groups) if (count > 1) wrong.push(`${group} has ${count} visits`);
	// What the clinic shows is not booked again, in whichever execution.
	const shown = before.at(-1);
	const isShown =
		options.reuseExisting && display.onIntake && clinic.unreadIntakes === 0 && shown && isActive(shown, setup);
	if (isShown && clinic.madeNow.length > 0) wrong.push(`booked although the intake showed ${shown.id}`);
	return wrong;
}

/** Whether a visit from before can be taken for the one that was asked for. A completed walk-in or e-consult can. */
function fits(visit: Visit, setup: Setup): boolean {
	const isOver = isTimeless(setup.booking) && visit.status < 40;
	return isActive(isOver ? { ...visit, status: 10 } : visit, setup);
}

/** (2) Every visit that was made is reported: as the result, by its ID, or as one that may have been booked. */
function lost(setup: Setup, outcome: Outcome): string[] {
	const { clinic, result, error, visitsBefore: before } = outcome;
	if (error?.isCancelled) return [];
	const id = result && isRecord(result.data) ? result.data.id : undefined;
	const isReported = (visit: Visit) =>
		visit.id === id || error?.text.includes(visit.id) || error?.text.includes(`may have been booked`);
	const silent = [...madeByEarlierTries(setup, outcome), ...clinic.madeNow].filter((visit) => !isReported(visit));
	// Whoever asks for a second booking has one of them reported.
	const { retryWhenNotFound } = setup.options;
	if (retryWhenNotFound && silent.length < clinic.madeNow.length) return [];
	// Not guaranteed (docs/guarantees.md): booked after the look-up, beside a visit that the clinic did not show before.
	const isShown = (visit: Visit) => clinic.unread === 0 && setup.display.onIntake && visit === before.at(-1);
	const isHidden = before.some((visit) => fits(visit, setup) && !isShown(visit));
	if (isHidden && silent.every((visit) => clinic.isLate(visit))) return [];
	return silent.map((visit) => `visit ${visit.id} was not reported (${error?.text ?? String(id)})`);
}

/**
 * What earlier tries of this execution have made for this request is reported again: n8n shows the last try only. Beside
 * an older visit that fits, one that came after the look-up is not told apart.
 */
function madeByEarlierTries(setup: Setup, { node, madeBy, visitsBefore: before }: Outcome): Visit[] {
	const { reuseExisting, retryWhenNotFound } = setup.options;
	if (retryWhenNotFound || before.some((visit) => visit.madeBy === undefined && fits(visit, setup))) return [];
	const isOwn = (visit: Visit) => visit.execution === node.execution && (reuseExisting || visit.madeBy === madeBy);
	return before.filter((visit) => isOwn(visit) && isActive(visit, setup));
}

/** (3) What is returned exists, and is what was asked for. */
function invented({ options, booking }: Setup, { clinic, result, start, node, contextBefore }: Outcome): string[] {
	if (!result) return [];
	const id = isRecord(result.data) ? result.data.id : undefined;
	const visit = clinic.visits.find((one) => one.id === id);
	if (!visit) return [`visit ${String(id)} does not exist`];
	if (visit.type !== TYPE_CODE[booking] || visit.intakeId !== INTAKE) return [`visit ${visit.id} is another one`];
	const own = visit.madeBy !== undefined && visit.execution === node.execution;
	if (!options.reuseExisting && !own) return [`visit ${visit.id} was not to be reused`];
	// What this execution has had before and cannot read now is known as it was then.
	const knownIn = Object.values(contextBefore).flatMap((entry) =>
		isRecord(entry) && entry.id === id ? [entry.run] : [],
	);
	if (clinic.unread > 0 && knownIn.length > 0) return [];
	if (visit.status >= 40) return knownIn.includes(node.run) ? [] : [`visit ${visit.id} is cancelled`];
	if (hasOwnTime(booking) && visit.start !== start) return [`visit ${visit.id} is at another time`];
	return [];
}

/** (4) An error that says that nothing was sent, or that it was refused, is right. */
function untrue({ clinic, error }: Outcome): string[] {
	if (!error) return [];
	if (
		/Nothing was sent/.test(error.text) &&
		clinic.sent > 0 &&
		!/may have been booked|could not be reached/.test(error.text)
	)
		return [`sent, and said: ${error.text}`];
	if (/refused this/.test(error.text) && !/may have been booked/.test(error.text) && clinic.madeNow.length > 0)
		return [`booked, and said: ${error.text}`];
	return [];
}

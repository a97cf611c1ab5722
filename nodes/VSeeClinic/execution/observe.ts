import type { CreateLookup, Relation } from '../descriptor/create-lookup';
import type { CreateRequest } from '../descriptor/operation';
import { idOf, isRecord } from '../model/json';
import type { Call } from '../request/call';
import { completeVisitList } from '../request/complete-visit-list';
import type { Outcome } from '../request/outcome';
import type { Done } from '../request/session';
import { visitReader } from '../request/visit-list';
import type { Answer, Evidence, Failed, Seen, Sighting, Step } from './create-state';

/** Sends a read until the retry table says return or stop. */
export type Read = (call: Call) => Promise<Outcome>;

/** Milliseconds after which a list that keeps coming cut is taken as it is. */
const MAX_LIST_MS = 30_000;

/** Reads what the protocol asks for: the only place where answers of the clinic become evidence. */
export async function observe(
	step: Step & { kind: 'read' },
	{ lookup, reread }: Omit<CreateRequest, 'call'>,
	read: Read,
): Promise<Partial<Evidence>> {
	switch (step.what) {
		case 'created': {
			const call = lookup?.read(step.id) ?? reread?.(step.id);
			return call ? { created: await sight(call, step.id, lookup, read) } : {};
		}
		case 'visit':
			return lookup ? { visit: await sight(lookup.read(step.id), step.id, lookup, read) } : {};
		case 'source':
			return lookup ? { source: await readSource(lookup, read) } : {};
		case 'list':
			return lookup ? { list: await readList(lookup, read) } : {};
	}
}

/** What the create itself was answered, as evidence. */
export function toAnswer(outcome: Outcome, lookup: CreateLookup | undefined): Answer {
	if (outcome.kind !== 'done') return outcome;
	const id = isRecord(outcome.data) ? idOf(outcome.data.id) : null;
	if (id === null) return { kind: 'nameless', answer: outcome };
	return seen(id, outcome, lookup?.relationOfReply ?? lookup?.relation);
}

function seen(id: string, answer: Done, relation: CreateLookup['relation'] = (): Relation => 'match'): Seen {
	return { kind: 'seen', id, relation: isRecord(answer.data) ? relation(answer.data) : 'match', answer };
}

async function sight(call: Call, id: string, lookup: CreateLookup | undefined, read: Read): Promise<Sighting> {
	const outcome = await read(call);
	if (outcome.kind === 'done') return seen(id, outcome, lookup?.relation);
	if (outcome.kind === 'refused') return { kind: 'refused', status: outcome.status };
	return { kind: 'failed', outcome };
}

async function readSource({ source, createdId }: CreateLookup, read: Read): Promise<Evidence['source']> {
	const outcome = await read(source);
	if (outcome.kind === 'done') return { kind: 'read', id: isRecord(outcome.data) ? createdId(outcome.data) : null };
	return outcome.kind === 'refused' ? { kind: 'refused' } : { kind: 'failed', outcome };
}

/** Ends the reading of a list: one of its requests was not answered with a list. */
class ListFailure extends Error {
	constructor(readonly outcome: Failed) {
		super('The list of visits could not be read');
	}
}

async function readList(lookup: CreateLookup, read: Read): Promise<Evidence['list']> {
	const began = Date.now();
	const ask = async (call: Call): Promise<Done> => {
		const outcome = await read(call);
		if (outcome.kind === 'done') return outcome;
		throw new ListFailure(outcome);
	};
	try {
		const { visits, kind } = await completeVisitList(visitReader(ask, lookup.list.query), lookup.list.window, {
			now: Math.floor(began / 1000),
			isTimeUp: () => Date.now() - began > MAX_LIST_MS,
		});
		const matches = visits.flatMap((visit): Seen[] => {
			const id = idOf(visit.id);
			if (id === null || !lookup.namesSource(visit)) return [];
			const answer: Done = { kind: 'done', data: visit, reply: { data: visit }, headers: {} };
			return [seen(id, answer, lookup.relation)];
		});
		return {
			kind: 'read',
			matches: matches.filter(({ relation }) => relation === 'match'),
			isComplete: kind === 'complete',
		};
	} catch (error) {
		// A clinic that refuses the list does not show the visit there, which proves nothing.
		if (error instanceof ListFailure)
			return error.outcome.kind === 'refused'
				? { kind: 'read', matches: [], isComplete: false }
				: { kind: 'failed', outcome: error.outcome };
		throw error instanceof Error ? error : new Error('The list of visits could not be read');
	}
}

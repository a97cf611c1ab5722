import type { CreateLookup, Relation } from '../descriptor/create-lookup';
import type { CreateRequest } from '../descriptor/operation-context';
import { ClinicError } from '../errors/clinic-error';
import { idOf, isRecord } from '../model/json';
import type { Call } from '../request/call';
import { completeVisitList } from '../request/complete-visit-list';
import { type Done, done, type Failed, type Outcome } from '../request/outcome';
import { visitReader } from '../request/visit-list';
import type { CreateReply, Evidence, ReadRecord, ShownRecord, Step } from './create-state';

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
			return call ? { created: await readRecord(call, step.id, lookup, read) } : {};
		}
		case 'visit':
			return lookup ? { visit: await readRecord(lookup.read(step.id), step.id, lookup, read) } : {};
		case 'source':
			return lookup ? { source: await readSource(lookup, read) } : {};
		case 'list':
			return lookup ? { list: await readList(lookup, read) } : {};
	}
}

/** What the create itself was answered, as evidence. */
export function toCreateReply(outcome: Outcome, lookup: CreateLookup | undefined): CreateReply {
	if (outcome.kind !== 'done') return outcome;
	const id = isRecord(outcome.data) ? idOf(outcome.data.id) : null;
	if (id === null) return { kind: 'no-id', response: outcome };
	return shownRecord(id, outcome, lookup?.relationOfReply ?? lookup?.relation);
}

function shownRecord(
	id: string,
	response: Done,
	relation: CreateLookup['relation'] = (): Relation => 'match',
): ShownRecord {
	return { kind: 'shown', id, relation: isRecord(response.data) ? relation(response.data) : 'match', response };
}

async function readRecord(call: Call, id: string, lookup: CreateLookup | undefined, read: Read): Promise<ReadRecord> {
	const outcome = await read(call);
	if (outcome.kind === 'done') return shownRecord(id, outcome, lookup?.relation);
	if (outcome.kind === 'refused') return { kind: 'refused', status: outcome.status };
	return { kind: 'failed', outcome };
}

async function readSource({ sourceCall, createdId }: CreateLookup, read: Read): Promise<Evidence['source']> {
	const outcome = await read(sourceCall);
	if (outcome.kind === 'done') return { kind: 'read', id: isRecord(outcome.data) ? createdId(outcome.data) : null };
	return outcome.kind === 'refused' ? { kind: 'refused' } : { kind: 'failed', outcome };
}

/** Ends the reading of a list: one of its requests was not answered with a list. */
class ListError extends ClinicError {
	constructor(readonly outcome: Failed) {
		const isTooLarge = outcome.kind === 'invalid-response' && outcome.problem === 'too-large';
		super('The list of visits could not be read', '', { isTooLarge });
	}
}

async function readList(lookup: CreateLookup, read: Read): Promise<Evidence['list']> {
	const began = Date.now();
	const ask = async (call: Call): Promise<Done> => {
		const outcome = await read(call);
		if (outcome.kind === 'done') return outcome;
		throw new ListError(outcome);
	};
	try {
		const { visits, kind } = await completeVisitList(visitReader(ask, lookup.list.query), lookup.list.window, {
			now: Math.floor(began / 1000),
			isTimeUp: () => Date.now() - began > MAX_LIST_MS,
		});
		const matches = visits.flatMap((visit): ShownRecord[] => {
			const id = idOf(visit.id);
			if (id === null || !lookup.namesSource(visit)) return [];
			return [shownRecord(id, done(visit, { reply: { data: visit } }), lookup.relation)];
		});
		return {
			kind: 'read',
			matches: matches.filter(({ relation }) => relation === 'match'),
			isComplete: kind === 'complete',
		};
	} catch (error) {
		// A clinic that refuses the list does not show the visit there, which proves nothing.
		if (error instanceof ListError)
			return error.outcome.kind === 'refused'
				? { kind: 'read', matches: [], isComplete: false }
				: { kind: 'failed', outcome: error.outcome };
		throw error instanceof Error ? error : new Error('The list of visits could not be read');
	}
}

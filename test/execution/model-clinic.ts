import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../nodes/VSeeClinic/request/call';
import type { Outcome } from '../../nodes/VSeeClinic/request/outcome';
import type { Choices } from './every-sequence';

export const INTAKE = '6955b900-0a1b-4c2d-8e3f-000000000001';
const OTHER_INTAKE = '6955b900-0a1b-4c2d-8e3f-000000000002';
export const START = 1_900_000_000;

/** A visit as it really is. */
export interface Visit {
	id: string;
	type: number;
	status: number;
	start: number;
	intakeId: string;
	/** The request that made it; undefined for one that was there before. */
	madeBy?: string;
	/** In which execution. */
	execution?: number;
}

/** What the intake has before anything is sent. */
export const BEFORE = [
	'nothing',
	'same',
	'other-time',
	'cancelled',
	'completed',
	'other-type',
	'other-intake',
] as const;
export type Before = (typeof BEFORE)[number];

/** What the clinic shows of the visits it has. */
export interface Display {
	onIntake: boolean;
	inList: boolean;
}

const REPLIES = ['visit', 'id-only', 'other-time', 'lost', 'late', 'web-page', 'cancelled'] as const;
const NOT_PROCESSED = [
	'lost',
	'refused',
	'refusal-in-200',
	'unauthorized',
	'never-sent',
	'cancelled',
	'web-page',
] as const;
/** Whether the clinic has booked, and what comes back of it. */
export type Answer =
	{ booked: true; reply: (typeof REPLIES)[number] } | { booked: false; reply: (typeof NOT_PROCESSED)[number] };

export const EVERY_ANSWER: Answer[] = [
	...REPLIES.map((reply): Answer => ({ booked: true, reply })),
	...NOT_PROCESSED.map((reply): Answer => ({ booked: false, reply })),
];
/** One of each that the protocol tells apart once something was sent before. */
export const MAIN_ANSWERS = EVERY_ANSWER.filter(
	({ booked, reply }) =>
		!['id-only', 'web-page', 'unauthorized', 'never-sent'].includes(reply) && (booked || reply !== 'cancelled'),
);

const READS = ['true', 'refused', 'missing', 'failed', 'cancelled'] as const;
export type ReadAnswer = (typeof READS)[number];
export const EVERY_READ: readonly ReadAnswer[] = READS;
export const MAIN_READS: readonly ReadAnswer[] = ['true', 'missing', 'failed'];

const LOST: Outcome = { kind: 'unknown', reason: 'connection-lost' };
const CANCELLED: Outcome = { kind: 'cancelled' };

function done(data: unknown): Outcome {
	return { kind: 'done', data, reply: { data }, headers: {} };
}

/** The clinic and the network between: tells the truth or fails, as the sequence has it, and knows what really is. */
export class ModelClinic {
	visits: Visit[] = [];
	/** What this attempt has sent, and what it could not read. */
	sent = 0;
	unread = 0;
	unreadIntakes = 0;
	madeNow: Visit[] = [];
	private late: Visit[] = [];
	private readonly lateIds = new Set<string>();

	constructor(
		private readonly setup: { display: Display; answers: Answer[]; reads: readonly ReadAnswer[] },
		private readonly choices: Choices,
		private readonly type: number,
		private readonly madeBy: string,
		private readonly execution: number,
	) {}

	/** Whether a visit was booked only after the attempt had ended. */
	isLate({ id }: Visit): boolean {
		return this.lateIds.has(id);
	}

	/** Everything that takes longer than the attempt. */
	end(): void {
		this.visits.push(...this.late);
		this.late = [];
	}

	exchange(call: Call): Promise<Outcome> {
		return Promise.resolve(call.method === 'POST' ? this.book(call) : this.read(call));
	}

	wait(): Promise<void> {
		return Promise.resolve();
	}

	private book({ body = {} }: Call): Outcome {
		this.sent++;
		const answer = this.choices.pick(this.setup.answers);
		if (!answer.booked) return this.refusal(answer.reply);
		const start = Number(body.slot_start ?? START) + (answer.reply === 'other-time' ? 900 : 0);
		const id = String(80_000 + this.visits.length + this.late.length);
		const visit: Visit = {
			id,
			type: this.type,
			status: 10,
			start,
			intakeId: INTAKE,
			madeBy: this.madeBy,
			execution: this.execution,
		};
		this.madeNow.push(visit);
		if (answer.reply === 'late') this.lateIds.add(id);
		(answer.reply === 'late' ? this.late : this.visits).push(visit);
		switch (answer.reply) {
			case 'visit':
			case 'other-time':
				return done(print(visit));
			case 'id-only':
				return done({ id });
			case 'web-page':
				return { kind: 'invalid-response', problem: 'html', status: 200 };
			case 'cancelled':
				return CANCELLED;
			default:
				return LOST;
		}
	}

	private refusal(reply: (typeof NOT_PROCESSED)[number]): Outcome {
		switch (reply) {
			case 'lost':
				return LOST;
			case 'refused':
				return { kind: 'refused', status: 409, code: 409, words: 'No' };
			case 'refusal-in-200':
				return {
					kind: 'invalid-response',
					problem: 'error-body',
					status: 200,
					code: 409,
					isRefusal: true,
					words: 'No',
				};
			case 'unauthorized':
				return { kind: 'unauthorized' };
			case 'never-sent':
				return { kind: 'never-sent', code: 'ECONNREFUSED', transient: true };
			case 'cancelled':
				return { kind: 'cancelled', unsent: true };
			case 'web-page':
				return { kind: 'invalid-response', problem: 'html', status: 200 };
		}
	}

	private read({ path, query = {} }: Call): Outcome {
		const how = this.choices.pick(this.setup.reads);
		if (how !== 'true') this.unread++;
		if (how !== 'true' && path.startsWith('/intakes/')) this.unreadIntakes++;
		switch (how) {
			case 'refused':
				return { kind: 'refused', status: 403 };
			case 'missing':
				return { kind: 'refused', status: 404 };
			case 'failed':
				return { kind: 'unknown', reason: 'server-error', status: 500 };
			case 'cancelled':
				return CANCELLED;
			default:
				return this.show(path, query);
		}
	}

	private show(path: string, query: IDataObject): Outcome {
		if (path.startsWith('/intakes/')) {
			const visit_id = this.setup.display.onIntake ? (this.visits.at(-1)?.id ?? null) : null;
			return done({ id: INTAKE, visit_id });
		}
		if (path === '/visits') {
			const listed = this.setup.display.inList ? this.visits : [];
			const isIn = ({ start }: Visit) =>
				start >= Number(query.start_time ?? 0) && start <= Number(query.end_time ?? Infinity);
			return done(listed.filter(isIn).map(print));
		}
		const visit = this.visits.find(({ id }) => path === `/visits/${id}`);
		return visit ? done(print(visit)) : { kind: 'refused', status: 404, code: 404 };
	}
}

function print({ id, type, status, start, intakeId }: Visit): IDataObject {
	return { id, type, status: String(status), start, end: start + 900, intake: { id: intakeId } };
}

/** The visits that the clinic has before anything is sent. */
export function visitsBefore(before: Before, type: number): Visit[] {
	const visit: Visit = { id: '70001', type, status: 10, start: START, intakeId: INTAKE };
	switch (before) {
		case 'nothing':
			return [];
		case 'same':
			return [visit];
		case 'other-time':
			return [{ ...visit, start: START + 7200 }];
		case 'cancelled':
			return [{ ...visit, status: 40 }];
		case 'completed':
			return [{ ...visit, status: 30, start: START - 7200 }];
		case 'other-type':
			return [{ ...visit, type: type === 2 ? 1 : 2 }];
		case 'other-intake':
			return [{ ...visit, intakeId: OTHER_INTAKE }];
	}
}

/** Whether a visit still takes its intake for bookings of this type: one that is not over. */
export function isActive(visit: Visit, type: number): boolean {
	return visit.status < 30 && visit.type === type && visit.intakeId === INTAKE;
}

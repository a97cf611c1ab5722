import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { credentials, type Intake, type Sandbox, startSandbox } from '../../sandbox';
import { type Ran, run, type Setting } from './engine';
import { seedIntake } from './seed-intake';

/** The sandbox's clock: a Wednesday, 5 in the morning in the rooms' time zone, and long in the future of whoever runs this. */
export const NOW = Date.UTC(2050, 5, 15, 12) / 1000;

/** Visits of the sandbox's world. */
export const SEEDED = {
	completed: '70001',
	cancelled: '70002',
	refunded: '70004',
	inProgress: '30000000005',
	waiting: '30000000006',
	confirmed: '30000000007',
	pending: '30000000008',
} as const;
export const ADA = '20000000001';
export const BEN = '20000000002';

/** Node settings. */
export const CONTINUE: Partial<INode> = { onError: 'continueRegularOutput' };
export const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** The n-th quarter of an hour of the next day in which provider 800002 is free in exroom1. Unix seconds. */
export function slot(n = 0): { start: number; end: number } {
	const start = NOW + 86_400 + 4 * 3600 + n * 900;
	return { start, end: start + 900 };
}

export function iso(seconds: number): string {
	return new Date(seconds * 1000).toISOString();
}

/** One request as it went over the wire. */
export interface Wired {
	method: string;
	path: string;
	query: IDataObject;
	body: unknown;
}

/** A sandbox for the tests of one file, the same world before each of them. */
export class TestClinic {
	private started: Sandbox | undefined;

	/** @param options `isRealTime`: the sandbox's clock runs, in the present */
	static use({ isRealTime = false } = {}): TestClinic {
		const clinic = new TestClinic();
		beforeAll(async () => {
			clinic.started = await startSandbox(isRealTime ? {} : { now: NOW });
		});
		beforeEach(() => clinic.sandbox.reset());
		afterAll(async () => await clinic.started?.close());
		return clinic;
	}

	get sandbox(): Sandbox {
		if (!this.started) throw new Error('The sandbox has not started');
		return this.started;
	}

	/** An admin's credential. */
	get access() {
		const { accountCode, apiKey, apiSecret, adminToken } = credentials;
		return { baseUrl: this.sandbox.url, accountCode, apiKey, apiSecret, apiToken: adminToken };
	}

	/** Runs an operation (`visit:get`) with these parameters. */
	async run(operation: string, parameters: INodeParameters = {}, setting: Partial<Setting> = {}): Promise<Ran> {
		const [resource = '', name = ''] = operation.split(':');
		return await run({ resource, operation: name, ...parameters }, { credentials: this.access, ...setting });
	}

	/** An intake that the clinic already has; returns its id. */
	intake(values: Partial<Intake> = {}): string {
		return seedIntake(this.sandbox, NOW, values);
	}

	/** Everything that reached the clinic, in order; with arguments, only these. */
	wire(method?: string, path?: string | RegExp): Wired[] {
		return this.sandbox.calls
			.matching(method, path)
			.map((call) => ({ method: call.method, path: call.path, query: call.query, body: call.body }));
	}

	/** The same in short: `GET /visits/70001`. */
	get said(): string[] {
		return this.sandbox.calls.list.map(({ method, path }) => `${method} ${path}`);
	}

	/** How many bookings were asked for. */
	get bookings(): number {
		return this.sandbox.calls.count('POST', /^\/visits(\/add_\w+)?$/);
	}

	/** The intakes that were really made into a visit, in order. */
	get booked(): string[] {
		return this.sandbox.clinic.journal.map(({ intakeId }) => intakeId);
	}
}

/** The error of a run: what happened (`message`) and the rest of what it says (`description`), in whichever place n8n shows it. */
export function told({ error }: Ran) {
	if (!error) throw new Error('This run did not fail');
	const [message = '', ...advice] = error.message.split(/(?<=[^.]{2}[.!?…]) (?=[A-Z“])/);
	return {
		message: message.replace(/\.$/, ''),
		description: [...advice, error.description ?? ''].join(' ').trim(),
		httpCode: error.httpCode ?? null,
		itemIndex: error.context?.itemIndex,
	};
}

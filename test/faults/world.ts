import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as pause } from 'node:timers/promises';

import { Session } from '../../nodes/VSeeClinic/request/session';
import { credentials, type Sandbox, startSandbox } from '../../sandbox';
import { seedIntake } from '../engine/seed-intake';
import { Front } from './front';
import { type FaultSpec, INTAKES, type Plan } from './plan';

/** The sandbox's clock: a Wednesday, 5 in the morning in the rooms' time zone, and long in the future. */
export const NOW = Date.UTC(2050, 5, 15, 12) / 1000;

/** The n-th quarter of an hour of the next day in which provider 800002 is free in exroom1. Unix seconds. */
export function slotAt(n: number): { start: number; end: number } {
	const start = NOW + 86_400 + 4 * 3600 + n * 900;
	return { start, end: start + 900 };
}

/** A request in the moment in which this process begins to send it. */
export interface Sent {
	method: string;
	path: string;
	/** Whether the execution had been cancelled by then. */
	late: boolean;
	/** The heartbeat. */
	at: number;
}

interface Asked {
	method: string;
	path: string;
	getHeader(name: string): unknown;
}

function isRequestStart(message: unknown): message is { request: Asked } {
	return typeof message === 'object' && message !== null && 'request' in message;
}

/** A sandbox behind a door, with intakes that wait to be booked, and an eye on all that is sent. */
export class World {
	sent: Sent[] = [];
	/** The heartbeat at which an item failed and with it the run. */
	failed: number | undefined;
	intakes: string[] = [];
	private stopped = false;
	/** Heartbeats of the event loop: real time, ten milliseconds each, without the moments in which nothing could run. */
	private beats = 0;
	private readonly heart: NodeJS.Timeout;
	private onSent: (count: number) => void = () => undefined;

	private constructor(
		readonly sandbox: Sandbox,
		private readonly front: Front,
	) {
		this.heart = setInterval(() => this.beats++, 10);
		subscribe('http.client.request.start', this.note);
		// Watched, not replaced: an item that fails stops the session of its run.
		const { stop } = Session.prototype;
		const failed = () => (this.failed ??= this.beats);
		jest.spyOn(Session.prototype, 'stop').mockImplementation(function (this: Session) {
			failed();
			stop.call(this);
		});
	}

	static async start(): Promise<World> {
		const sandbox = await startSandbox({ now: NOW });
		const front = new Front(sandbox.port);
		await front.open();
		return new World(sandbox, front);
	}

	async close(): Promise<void> {
		clearInterval(this.heart);
		unsubscribe('http.client.request.start', this.note);
		await this.front.close();
		await this.sandbox.close();
	}

	/** An admin's credential, for the door. */
	get access() {
		const { accountCode, apiKey, apiSecret, adminToken } = credentials;
		return {
			baseUrl: `http://127.0.0.1:${this.front.port}/api_v3`,
			accountCode,
			apiKey,
			apiSecret,
			apiToken: adminToken,
		};
	}

	/** The same clinic again, with fresh intakes. */
	reset({ settings }: Plan): void {
		this.sandbox.reset();
		Object.assign(this.sandbox.settings, settings);
		this.intakes = Array.from({ length: INTAKES }, () => seedIntake(this.sandbox, NOW));
	}

	/** What goes wrong from now on. `onSent` is told of every request, with their number so far. */
	inject(faults: FaultSpec[], refusals: Array<{ at: number; ms: number }>, onSent: (count: number) => void): void {
		this.sent = [];
		this.failed = undefined;
		this.stopped = false;
		this.onSent = onSent;
		for (const fault of faults) this.sandbox.faults.add(dated(fault));
		this.front.plan(refusals);
	}

	/** From now on every request is one too late. */
	stop(): void {
		this.stopped = true;
	}

	/** Waits for what the clinic still works on, then takes all faults off and breaks what hangs. */
	async settle(): Promise<void> {
		this.onSent = () => undefined;
		const { calls, faults } = this.sandbox;
		// A delayed call is carried out even when nobody waits for it any more.
		const busy = () =>
			calls.list.some(
				({ ms, fault, processed }) => !processed && (fault === 'delay' || (ms === null && fault !== 'hang')),
			);
		for (let waited = 0; busy() && waited < 300; waited++) await pause(2);
		faults.clear();
		await this.front.clear();
		// What lies in the connections that were just broken still arrives.
		for (let quiet = 0; quiet < 5; quiet = calls.inFlight > 0 ? 0 : quiet + 1) await pause(1);
	}

	/** Requests that the clinic answers itself, not ours, are no concern. */
	private readonly note = (message: unknown): void => {
		if (!isRequestStart(message)) return;
		const { method, path } = message.request;
		this.sent.push({ method, path, late: this.stopped, at: this.beats });
		this.onSent(this.sent.length);
	};
}

/** A Retry-After that names a date is made when it is needed. */
function dated(fault: FaultSpec): FaultSpec {
	const seconds = /^date([+-]\d+)$/.exec(fault.retryAfter ?? '')?.[1];
	return seconds === undefined
		? fault
		: { ...fault, retryAfter: new Date(Date.now() + Number(seconds) * 1000).toUTCString() };
}

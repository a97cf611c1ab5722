import type { Clinic } from './clinic/clinic';
import type { Clock } from './clock';
import type { Calls } from './http/calls';
import type { Faults } from './http/faults';
import type { Settings } from './settings';
import type { Webhooks } from './webhooks/webhooks';

/** How a sandbox is started. */
export interface SandboxOptions {
	/** 0, the default: any free port. */
	port?: number;
	/** Default 127.0.0.1; only loopback addresses are accepted. */
	host?: string;
	/** Unix second to stand still at; left out: real time. */
	now?: number;
	/** Settings that differ from the defaults; `reset()` goes back to these. */
	settings?: Partial<Settings>;
}

/** A running clinic. */
export interface Sandbox {
	/** Base URL of the API, `http://127.0.0.1:PORT/api_v3`. */
	url: string;
	origin: string;
	port: number;
	clinic: Clinic;
	settings: Settings;
	faults: Faults;
	calls: Calls;
	clock: Clock;
	webhooks: Webhooks;
	/** Seeds, clock, settings, faults, calls and deliveries as at the start; the webhook address stays. */
	reset(): void;
	/** Stops listening and breaks all connections. */
	close(): Promise<void>;
}

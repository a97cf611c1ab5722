import { createServer, type Server } from 'node:http';

import { Clinic } from './clinic/clinic';
import { seedWorld } from './clinic/world';
import { Clock } from './clock';
import { Control } from './control/control';
import { Calls } from './http/calls';
import { Faults } from './http/faults';
import { serveApi } from './http/serveApi';
import { defaultSettings, type Settings } from './settings';
import { Webhooks } from './webhooks/webhooks';

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
	/** Seeds, clock, settings, faults, calls and webhooks as at the start. */
	reset(): void;
	/** Stops listening and breaks all connections. */
	close(): Promise<void>;
}

const loopback = ['127.0.0.1', '::1', 'localhost'];

/** Starts a VSee Clinic on loopback; rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const host = options.host ?? '127.0.0.1';
	if (!loopback.includes(host)) throw new Error('The sandbox listens on loopback only');
	const clock = new Clock(options.now);
	const settings: Settings = { ...defaultSettings, ...options.settings };
	const clinic = new Clinic(clock, settings);
	const calls = new Calls();
	const faults = new Faults();
	const webhooks = new Webhooks(clinic);
	seedWorld(clinic);

	const server = createServer();
	// A connection that is dropped while idle looks like a fault nobody asked for.
	server.keepAliveTimeout = 65_000;
	const port = await listen(server, options.port ?? 0, host);
	const origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
	const sandbox: Sandbox = {
		url: `${origin}/api_v3`,
		origin,
		port,
		clinic,
		settings,
		faults,
		calls,
		clock,
		webhooks,
		reset() {
			Object.assign(settings, defaultSettings, options.settings);
			clock.reset();
			faults.clear();
			calls.reset();
			webhooks.reset();
			seedWorld(clinic);
		},
		async close() {
			webhooks.reset();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
	const control = new Control(sandbox);
	server.on('request', (request, response) => {
		// Writing to a caller who has hung up is an 'error' event, which would end the process.
		response.on('error', () => undefined);
		const path = (request.url ?? '/').split('?')[0] ?? '/';
		const served = control.owns(path) ? control.serve(request, response) : serveApi(sandbox, request, response);
		served.catch((error: unknown) => {
			process.stderr.write(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
			response.destroy();
		});
	});
	return sandbox;
}

function listen(server: Server, port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			const address = server.address();
			resolve(typeof address === 'object' && address !== null ? address.port : port);
		});
	});
}

import { createServer, type Server } from 'node:http';

import { Clinic } from './clinic/clinic';
import { seedClinic } from './clinic/seed-clinic';
import { Clock } from './clock';
import { ControlServer } from './control/control-server';
import { Calls } from './http/calls';
import { Faults } from './http/faults';
import { serveApi } from './http/serve-api';
import type { Sandbox, SandboxOptions } from './sandbox';
import { defaultSettings, type Settings } from './settings';
import { Webhooks } from './webhooks/webhooks';

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];

/** Starts a VSee Clinic on loopback; rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const host = options.host ?? '127.0.0.1';
	if (!LOOPBACK_HOSTS.includes(host)) throw new Error('The sandbox listens on loopback only');
	const clock = new Clock(options.now);
	const settings: Settings = { ...defaultSettings, ...options.settings };
	const clinic = new Clinic(clock, settings);
	const calls = new Calls();
	const faults = new Faults();
	const webhooks = new Webhooks(clinic);
	seedClinic(clinic);

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
			webhooks.clear();
			seedClinic(clinic);
		},
		async close() {
			webhooks.clear();
			webhooks.target(null);
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
	const control = new ControlServer(sandbox);
	server.on('request', (request, response) => {
		// Writing to a caller who has hung up is an 'error' event, which would end the process.
		response.on('error', () => undefined);
		const path = (request.url ?? '/').split('?')[0] ?? '/';
		const served = control.handles(path) ? control.serve(request, response) : serveApi(sandbox, request, response);
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

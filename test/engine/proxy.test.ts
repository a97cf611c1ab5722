import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SEEDED, TestClinic, told } from './clinic';

const clinic = TestClinic.use();

/** A proxy as hospitals have them. Plain HTTP, as the sandbox is on loopback; it counts what went through it. */
class Proxy {
	passed = 0;
	/** Answers 407, as a proxy does that wants a name and a password. */
	refuses = false;
	private readonly server: Server = createServer((incoming, outgoing) => {
		if (this.refuses) {
			outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="example"', 'content-type': 'text/html' });
			outgoing.end('<html>Proxy authentication required</html>');
			return;
		}
		this.passed++;
		const { method, headers, url = '' } = incoming;
		const onward = request(url, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		incoming.pipe(onward);
	});

	async start(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

let proxy: Proxy;
beforeEach(async () => {
	proxy = new Proxy();
	process.env.HTTP_PROXY = await proxy.start();
});
afterEach(async () => {
	delete process.env.HTTP_PROXY;
	delete process.env.NO_PROXY;
	await proxy.close();
});

test('requests go through the proxy of the environment', async () => {
	const { json } = await clinic.run('visit:get', { visit_id: SEEDED.confirmed });
	expect(json).toMatchObject([{ id: SEEDED.confirmed }]);
	expect(proxy.passed).toBe(1);
});

test('a host in NO_PROXY is reached directly', async () => {
	process.env.NO_PROXY = '127.0.0.1';
	const { json } = await clinic.run('visit:get', { visit_id: SEEDED.confirmed });
	expect(json).toMatchObject([{ id: SEEDED.confirmed }]);
	expect(proxy.passed).toBe(0);
});

test('a proxy that asks for a password is named, and a booking that it refused was not sent', async () => {
	proxy.refuses = true;
	const intake_id = clinic.intake();
	const ran = await clinic.run('visit:createWalkIn', { intake_id, room_code: 'exroom1' });
	const { message } = told(ran);
	expect(message).toMatch(/proxy/i);
	expect(message).not.toMatch(/may have been booked/);
	expect(clinic.booked).toEqual([]);
});

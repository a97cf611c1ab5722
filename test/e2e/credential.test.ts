import { testCredential } from '../../start/n8n-client.mjs';
import { freePorts } from '../../start/ports.mjs';
import { credentialType } from './clinic';
import { clinic } from './running-clinic';

const answer = async (changes: Record<string, string>) =>
	await testCredential(clinic.client, credentialType, { ...clinic.credential, ...changes });

test('all well', async () => {
	expect(await answer({})).toMatchObject({ status: 'OK' });
});

test('host not reachable: names the API endpoint', async () => {
	const [nobody] = await freePorts(1);
	const { status, message } = await answer({ baseUrl: `http://127.0.0.1:${nobody}/api_v3` });
	expect(status).toBe('Error');
	expect(message).toMatch(/API Endpoint/);
});

test('account code unknown: names the account code', async () => {
	const { status, message } = await answer({ accountCode: 'someoneelse' });
	expect(status).toBe('Error');
	expect(message).toMatch(/Account Code/i);
});

test.each([
	['token', { apiToken: 'ffffffffffffffffffffffffffffffff' }, /Token/],
	['key', { apiToken: '', apiKey: 'not-the-key' }, /Key/],
	['secret', { apiToken: '', apiSecret: 'not-the-secret' }, /Secret/],
])('%s refused: names it', async (_, changes, name) => {
	const { status, message } = await answer(changes);
	expect(status).toBe('Error');
	expect(message).toMatch(name);
});

test('the three failures are told apart, and no answer repeats a secret', async () => {
	const [nobody] = await freePorts(1);
	const answers = await Promise.all([
		answer({ baseUrl: `http://127.0.0.1:${nobody}/api_v3` }),
		answer({ accountCode: 'someoneelse' }),
		answer({ apiToken: 'f'.repeat(32) }),
	]);
	expect(new Set(answers.map(({ message }) => message)).size).toBe(3);
	const { apiKey = '', apiSecret = '' } = clinic.credential;
	for (const { message } of answers)
		for (const secret of [apiKey, apiSecret, 'f'.repeat(32)]) expect(message).not.toContain(secret);
});

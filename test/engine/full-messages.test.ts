import { credentials } from '../../sandbox';
import { TestClinic } from './clinic';

const clinic = TestClinic.use();
/** What a clinic may say of a fictitious person, with a token in it. */
const SAID = `Robin Fictitious, born 1990-01-31, has no visit. Token ${credentials.adminToken} was used.`;

async function messageWith(options: { fullMessages?: boolean }): Promise<{ message: string; description: string }> {
	clinic.sandbox.faults.add({ kind: 'status', status: 404, path: '/visits', body: { code: 404, message: SAID } });
	const { error } = await clinic.run('visit:get', { visit_id: '70001', options });
	return { message: error?.message ?? '', description: error?.description ?? '' };
}

test('off: words that could be a person are left out, and the description says once how to see them', async () => {
	const { message, description } = await messageWith({});
	expect(`${message} ${description}`).not.toMatch(/Robin|Fictitious|1990/);
	expect(description.match(/Full Error Messages/g)).toHaveLength(1);
});

test('on: the whole message, but for tokens and keys', async () => {
	const { message, description } = await messageWith({ fullMessages: true });
	expect(message).toContain('Robin Fictitious, born 1990-01-31, has no visit.');
	expect(`${message} ${description}`).not.toContain(credentials.adminToken);
	expect(description).not.toContain('Full Error Messages');
});

import { simplifyUser } from '../../nodes/VSeeClinic/model/user';
import { record } from './samples';

const KEYS = ['id', 'code', 'full_name', 'first_name', 'last_name', 'email', 'type', 'status', 'timezone'];

test.each(['user-get', 'user-list'])('%s: the same keys, nothing personal beside name and address', (name) => {
	const user = record(name);
	const found = simplifyUser({
		...user,
		dob: '1990-01-01',
		gender: 2,
		phone: '5555550100',
		extra: { ssn: 'fictional' },
	});
	expect(Object.keys(found)).toEqual(KEYS);
	expect(found.id).toBe(user.id);
	expect(JSON.stringify(found)).not.toMatch(/dob|gender|phone|extra|ssn|1990-01-01|5555550100/);
});

test('null for what is not known, and a full name from its parts', () => {
	expect(simplifyUser({})).toEqual(Object.fromEntries(KEYS.map((key) => [key, null])));
	expect(simplifyUser({ id: 800001, first_name: 'Ada', last_name: 'Examplepatient', type: '200' })).toMatchObject({
		id: '800001',
		full_name: 'Ada Examplepatient',
		type: 200,
	});
	expect(simplifyUser({ last_name: 'Examplepatient' }).full_name).toBe('Examplepatient');
});

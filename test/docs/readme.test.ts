import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { withOperationTable } from '../../scripts/operation-table';

test('the operation table of the README is the registry', () => {
	const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
	expect(readme).toBe(withOperationTable(readme));
});

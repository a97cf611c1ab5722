// `npm run docs`: brings what is made from the registry up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { withOperationTable, withResourceTable } from './operation-tables';
import { writeSchemas } from './schemas';

function rewrite(page: string, change: (text: string) => string): void {
	const file = join(__dirname, '..', page);
	writeFileSync(file, change(readFileSync(file, 'utf8')));
}

rewrite('README.md', withResourceTable);
rewrite('docs/operations.md', withOperationTable);
void writeSchemas();

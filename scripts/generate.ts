// `npm run docs`: brings what is made from the registry up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { withOperationTable } from './operation-table';
import { writeSchemas } from './schemas';

const readme = join(__dirname, '..', 'README.md');
writeFileSync(readme, withOperationTable(readFileSync(readme, 'utf8')));
void writeSchemas();

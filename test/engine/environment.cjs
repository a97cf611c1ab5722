// Read by n8n-core when it is first imported: a user folder of its own, so that no test touches a real n8n.
const { mkdirSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

process.env.N8N_USER_FOLDER ??= join(tmpdir(), `vsee-clinic-engine-${process.env.JEST_WORKER_ID ?? 1}`);
mkdirSync(process.env.N8N_USER_FOLDER, { recursive: true });
process.env.N8N_ENCRYPTION_KEY ??= 'engine-test-key';
process.env.N8N_LOG_LEVEL ??= 'silent';
require('reflect-metadata');

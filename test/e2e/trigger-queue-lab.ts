import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { n8nProgram } from '../../start/n8n-install.mjs';
import { n8nEnvironment, waitForAnswer } from '../../start/n8n-process.mjs';
import { ensureNode24 } from '../../start/node24.mjs';
import { clinicFolders } from '../../start/paths.mjs';
import { freePorts } from '../../start/ports.mjs';
import { type Started, startProcess } from '../../start/processes.mjs';
import { until } from './trigger-lab';

const debian = '/usr/lib/postgresql';

/** Folder of PostgreSQL's programs; PostgreSQL and Redis are installed where they are missing and this user may do so. */
function ensureServers(): string {
	const found = () =>
		existsSync(debian) && existsSync('/usr/bin/redis-server')
			? readdirSync(debian)
					.map((version) => join(debian, version, 'bin'))
					.find((bin) => existsSync(join(bin, 'initdb')))
			: undefined;
	const there = found();
	if (there) return there;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
		throw new Error('Queue mode needs PostgreSQL and Redis: apt-get install postgresql redis-server');
	execFileSync('apt-get', ['update'], { stdio: 'ignore' });
	execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql', 'redis-server'], {
		stdio: 'ignore',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
	const installed = found();
	if (!installed) throw new Error('PostgreSQL and Redis were installed, but are not where they were expected');
	return installed;
}

/** PostgreSQL and Redis on loopback, with data that goes when they go. */
export async function startServers(logs: string): Promise<{ environment: Record<string, string>; remove: () => void }> {
	const bin = ensureServers();
	const data = mkdtempSync(join(tmpdir(), 'vsee-clinic-postgres-'));
	const asPostgres = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
	if (asPostgres.length > 0) {
		const [uid, gid] = ['-u', '-g'].map((option) =>
			Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' })),
		);
		chownSync(data, uid ?? 0, gid ?? 0);
	}
	chmodSync(data, 0o700);
	const run = (program: string, ...args: string[]) =>
		[...asPostgres, join(bin, program), ...args] as [string, ...string[]];
	const [initdb, ...options] = run('initdb', '-D', data, '-A', 'trust', '-U', 'n8n', '--no-sync');
	execFileSync(initdb, options, { stdio: 'ignore', cwd: '/' });
	const [postgres = 0, redis = 0] = await freePorts(2);
	startProcess(
		'PostgreSQL',
		run(
			'postgres',
			'-D',
			data,
			'-p',
			String(postgres),
			'-c',
			'listen_addresses=127.0.0.1',
			'-c',
			'unix_socket_directories=',
			'-c',
			'fsync=off',
		),
		{ cwd: '/', logFile: join(logs, 'postgres.log') },
	);
	startProcess(
		'Redis',
		['redis-server', '--port', String(redis), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
		{ cwd: data, logFile: join(logs, 'redis.log') },
	);
	const answers = (program: string, ...args: string[]) => {
		try {
			execFileSync(program, args, { stdio: 'ignore' });
			return true;
		} catch {
			return false;
		}
	};
	await until(
		() => answers(join(bin, 'pg_isready'), '-h', '127.0.0.1', '-p', String(postgres)),
		'PostgreSQL does not answer',
		60_000,
	);
	await until(() => answers('redis-cli', '-p', String(redis), 'ping'), 'Redis does not answer', 60_000);
	execFileSync(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(postgres), '-U', 'n8n', 'n8n']);
	return {
		environment: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres),
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'x',
			DB_POSTGRESDB_DATABASE: 'n8n',
		},
		remove: () => rmSync(data, { recursive: true, force: true }),
	};
}

/** Starts one process of n8n's queue mode and waits until it can be used. */
export async function startMember(
	folders: ReturnType<typeof clinicFolders>,
	environment: Record<string, string>,
	kind: 'start' | 'webhook' | 'worker',
	name: string,
): Promise<{ url: string; process: Started }> {
	const [n8n = 0, broker = 0] = await freePorts(2);
	const node24 = await ensureNode24(folders.logs);
	const own = {
		N8N_ENCRYPTION_KEY: 'one-key-for-all-processes',
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(n8n),
	};
	const started = startProcess(
		`n8n ${name}`,
		[node24.executable, n8nProgram, kind, ...(kind === 'worker' ? ['--concurrency=5'] : [])],
		{
			cwd: dirname(folders.files),
			env: { ...n8nEnvironment({ folders, ports: { n8n, broker }, node24 }), ...environment, ...own },
			logFile: join(folders.logs, `${name}.log`),
		},
	);
	const url = `http://127.0.0.1:${n8n}`;
	await waitForAnswer(`${url}/healthz/readiness`, started);
	return { url, process: started };
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

test.each(['UTC', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati'])(
	'a machine in %s reads the same times',
	(TZ) => {
		const printed = execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, 'print-times.ts')], {
			cwd: join(__dirname, '..', '..'),
			env: { ...process.env, TZ },
			encoding: 'utf8',
		});
		const seconds = [
			'2026-01-31T05:00Z',
			'2026-07-31T18:30Z',
			'2026-03-08T07:30Z',
			'2026-11-01T05:30Z',
			'2026-02-01T05:00Z',
			'2026-01-31T14:30Z',
		].map((text) => Date.parse(text) / 1000);
		expect(JSON.parse(printed)).toEqual([[30_000, 30_000, 30_000], seconds]);
	},
);

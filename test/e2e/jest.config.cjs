/** End-to-end tests: a real n8n with the packed package installed in it. One after another, since each boots an n8n. */
module.exports = {
	rootDir: __dirname,
	// `npm run test:long` adds what takes minutes: the full soak, and queue mode on PostgreSQL and Redis.
	testMatch: process.env.LONG ? ['<rootDir>/*-soak.test.ts', '<rootDir>/*.long.ts'] : ['<rootDir>/*.test.ts'],
	moduleFileExtensions: ['ts', 'mjs', 'js', 'cjs', 'json', 'node'],
	transform: {
		'\\.(ts|mjs)$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	globalSetup: '<rootDir>/bring-n8n.mjs',
	maxWorkers: 1,
	testTimeout: 180_000,
};

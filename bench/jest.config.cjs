/** Benches that need n8n's engine in this process, not a whole n8n: Jest brings the transforms and the environment. */
module.exports = {
	testEnvironment: 'node',
	rootDir: '..',
	testMatch: ['<rootDir>/bench/*.bench.ts'],
	transform: { '^.+\\.ts$': ['@swc/jest', {}] },
	setupFiles: ['<rootDir>/test/engine/environment.cjs'],
	testTimeout: 600000,
};

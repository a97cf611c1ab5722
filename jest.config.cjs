/** Unit, contract, sandbox and engine tests; the real n8n has a config of its own in test/e2e. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '/test/e2e/'],
	transform: { '^.+\\.ts$': ['@swc/jest', {}] },
	setupFiles: ['<rootDir>/test/engine/environment.cjs'],
	maxWorkers: 2,
	testTimeout: 120000,
};

/** Unit, contract, sandbox and engine tests; the real n8n has a config of its own in test/e2e. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '/test/e2e/'],
	moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: { '^.+\\.(ts|mjs)$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } } }] },
	setupFiles: ['<rootDir>/test/engine/environment.cjs'],
	maxWorkers: 2,
	testTimeout: 120000,
};

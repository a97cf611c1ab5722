/** The fault campaign: waits of the node pass fifty times as fast, see `quick-time.cjs`. `FAULT_RUNS`, `FAULT_SEED`, `FAULT_PATH`. */
module.exports = {
	rootDir: `${__dirname}/../..`,
	roots: ['<rootDir>/test/faults'],
	testEnvironment: 'node',
	testMatch: ['**/*.campaign.ts'],
	transform: { '^.+\\.ts$': ['@swc/jest', {}] },
	setupFiles: ['<rootDir>/test/engine/environment.cjs', '<rootDir>/test/faults/quick-time.cjs'],
	moduleNameMapper: { '^n8n-workflow$': '<rootDir>/test/faults/quick-n8n-workflow.cjs' },
	maxWorkers: 2,
	// What a run prints is the seed of a failure; n8n's engine would print every failed node.
	silent: true,
	// A connection that was reset with a write under way keeps Node 20 from ending by itself, at full load.
	forceExit: true,
	testTimeout: 24 * 3600 * 1000,
};

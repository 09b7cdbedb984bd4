const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{
			jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
			module: { type: 'commonjs' },
			sourceMaps: 'inline',
		},
	],
};

const project = (displayName, testMatch, extra = {}) => ({
	displayName,
	testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
	testEnvironment: 'node',
	transform,
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/\\.runtime', '<rootDir>/lab/runtime'],
	...extra,
});

/** A real n8n with the packed package for each worker of the project. */
const withN8n = {
	globalSetup: '<rootDir>/test/end-to-end/support/startN8n.ts',
	globalTeardown: '<rootDir>/test/end-to-end/support/stopN8n.ts',
	setupFilesAfterEnv: ['<rootDir>/test/end-to-end/support/patience.ts'],
};

/**
 * The suites, in the order `npm test` runs them. Only the unit suite runs without anything but
 * node_modules; the others need the build or the n8n of `.runtime` (see test/run.mjs).
 */
module.exports = {
	// A limit for what hangs, not for what is slow on a busy machine.
	testTimeout: 30_000,
	// Calls are made in real time: more of them at once on a small machine, and words are heard in pieces.
	maxConcurrency: 2,
	testSequencer: '<rootDir>/test/run/longestFirst.cjs',
	projects: [
		project('unit', [
			'test/{nodes,credentials}/**/*.test.ts',
			'bridge/test/**/*.test.ts',
			'lab/test/**/*.test.ts',
		]),
		project('contract', ['test/contract/**/*.test.ts']),
		project('engine', ['test/engine/**/*.test.ts']),
		project('operations', ['test/end-to-end/{plivoVoice,ultravox}/**/*.test.ts'], withN8n),
		project(
			'end-to-end',
			['test/end-to-end/*.test.ts', 'test/end-to-end/exampleWorkflows/*.test.ts'],
			withN8n,
		),
		project('browser', ['test/browser/*Panel.test.ts'], withN8n),
		project('page', ['test/browser/*Page.test.ts']),
		project('scan', ['test/scan/**/*.test.ts']),
		project('faults', ['test/faults/**/*.test.ts']),
	],
};

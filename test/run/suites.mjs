/** The suites of `npm test`, in the order in which they run. */

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {'task' | 'jest'} kind a Gulp task counts as one check, a Jest project as its tests
 * @property {number} minutes after which it is ended and has failed
 * @property {Array<'build' | 'n8n' | 'scanner' | 'chromium' | 'redis-server'>} needs
 * @property {string[]} [options] for Jest
 */

/** @type {Suite[]} */
export const suites = [
	{ name: 'lint', kind: 'task', minutes: 10, needs: [] },
	{ name: 'typecheck', kind: 'task', minutes: 10, needs: [] },
	{ name: 'build', kind: 'task', minutes: 10, needs: [] },
	{
		name: 'unit',
		kind: 'jest',
		minutes: 25,
		needs: [],
	},
	{ name: 'contract', kind: 'jest', minutes: 15, needs: [] },
	{ name: 'engine', kind: 'jest', minutes: 15, needs: ['n8n'] },
	{ name: 'scan', kind: 'jest', minutes: 10, needs: ['build', 'scanner'] },
	{ name: 'faults', kind: 'jest', minutes: 20, needs: [], options: ['--runInBand'] },
	{
		name: 'end-to-end',
		kind: 'jest',
		minutes: 55,
		needs: ['build', 'n8n', 'redis-server'],
		options: ['--runInBand'],
	},
	{ name: 'page', kind: 'jest', minutes: 10, needs: ['chromium'] },
	{
		name: 'browser',
		kind: 'jest',
		minutes: 20,
		needs: ['build', 'n8n', 'chromium'],
		options: ['--runInBand'],
	},
];

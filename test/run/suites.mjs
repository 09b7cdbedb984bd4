/** The suites of `npm test`, in the order in which they run. */
import { availableParallelism } from 'node:os';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {'task' | 'jest'} kind a Gulp task counts as one check, a Jest project as its tests
 * @property {number} minutes after which it is ended and has failed
 * @property {Array<'build' | 'n8n' | 'scanner' | 'chromium' | 'redis-server'>} needs
 * @property {string[]} [options] for Jest
 */

/** Jest itself leaves one core free, which is half of a small machine. */
const ALL_CORES = `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`;
/** They wait for paces and time limits more than they compute. */
const MOSTLY_WAITING = '--maxWorkers=6';
/** What is heard and measured there is not to wait for another test: two n8n on two cores make each other late. */
const ALONE = '--runInBand';

/** @type {Suite[]} */
export const suites = [
	{ name: 'lint', kind: 'task', minutes: 10, needs: [] },
	{ name: 'typecheck', kind: 'task', minutes: 10, needs: [] },
	{ name: 'build', kind: 'task', minutes: 10, needs: [] },
	{ name: 'unit', kind: 'jest', minutes: 25, needs: [], options: [ALL_CORES] },
	{ name: 'contract', kind: 'jest', minutes: 15, needs: [], options: [ALL_CORES] },
	{ name: 'engine', kind: 'jest', minutes: 15, needs: ['n8n'], options: [MOSTLY_WAITING] },
	{ name: 'scan', kind: 'jest', minutes: 10, needs: ['build', 'scanner'] },
	{ name: 'faults', kind: 'jest', minutes: 20, needs: [], options: [ALONE] },
	{
		name: 'operations',
		kind: 'jest',
		minutes: 20,
		needs: ['build', 'n8n'],
		options: [ALL_CORES],
	},
	{
		name: 'end-to-end',
		kind: 'jest',
		minutes: 60,
		needs: ['build', 'n8n', 'redis-server'],
		options: [ALONE],
	},
	{ name: 'page', kind: 'jest', minutes: 10, needs: ['chromium'] },
	{
		name: 'browser',
		kind: 'jest',
		minutes: 20,
		needs: ['build', 'n8n', 'chromium'],
		options: [ALONE],
	},
];

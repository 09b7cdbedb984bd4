import { join } from 'node:path';
import { repositoryRoot } from '../../../lab/src/n8n/repositoryRoot';

/**
 * What starts a child process with its clock set on; the guard of all child processes stays.
 * @param aheadMs how far, in milliseconds
 */
export function clockAhead(aheadMs: number): Record<string, string> {
	if (aheadMs === 0) return {};
	const files = [
		join(repositoryRoot(), 'lab', 'src', 'n8n', 'childGuard.cjs'),
		join(__dirname, 'movedClock.cjs'),
	];
	return {
		NODE_OPTIONS: files.map((file) => `--require ${JSON.stringify(file)}`).join(' '),
		CLOCK_AHEAD_MS: String(aheadMs),
	};
}

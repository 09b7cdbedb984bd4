import { rmSync } from 'node:fs';
import { ensureHome } from '../n8n/homeTemplate';
import { runtimePath } from '../n8n/repositoryRoot';
import { lockHome } from './homeLock';

export interface DemoHome {
	/** n8n's user folder. */
	userFolder: string;
	/** Whether it is the home that stays between starts. */
	lasting: boolean;
	/** Gives the home back; one that was made for this start alone is deleted. */
	release: () => void;
}

/** The home that keeps the user's edits; while another start uses that one, a fresh home of its own. */
export async function takeDemoHome(): Promise<DemoHome> {
	const home = runtimePath('home');
	const unlock = lockHome(home);
	if (unlock) {
		await ensureHome(home);
		return { userFolder: home, lasting: true, release: unlock };
	}
	const own = runtimePath(`home-${process.pid}`);
	await ensureHome(own);
	return {
		userFolder: own,
		lasting: false,
		release: () => rmSync(own, { recursive: true, force: true }),
	};
}

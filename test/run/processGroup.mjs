/** One child with its own process group, so that nothing it starts is left over. */
import { spawn } from 'node:child_process';

const living = new Set();

function killGroup(pid) {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// Nobody is left in the group.
	}
}

/** Ends every group at once. */
export function killAll() {
	for (const pid of living) killGroup(pid);
}

/**
 * Runs a program, its output on this one's, and ends its whole group when it is done.
 * `isStuck` is asked each second, with the seconds so far; when it gives a reason the group is ended.
 * @returns {Promise<{ code: number | null, stuck: string | undefined }>}
 */
export function runGroup(command, args, { cwd, env, isStuck }) {
	return new Promise((resolve) => {
		const startedAt = Date.now();
		let stuck;
		// Nothing but the result belongs on stdout.
		const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 2, 2] });
		living.add(child.pid);
		const watch = setInterval(() => {
			stuck ??= isStuck((Date.now() - startedAt) / 1000);
			if (stuck) killGroup(child.pid);
		}, 1000);
		const end = (code) => {
			clearInterval(watch);
			if (child.pid !== undefined) killGroup(child.pid);
			living.delete(child.pid);
			resolve({ code, stuck });
		};
		child.once('error', () => end(null));
		child.once('exit', end);
	});
}

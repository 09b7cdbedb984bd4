/**
 * Calls back once when npm, which started this process, is gone. npm passes a signal only to the shell it starts
 * scripts with, and that shell does not pass it on: without this, `kill` of npm would leave everything running.
 */
export function whenNpmIsGone(callback) {
	if (process.env.npm_lifecycle_event === undefined) return;
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		callback();
	}, 500);
	watch.unref();
}

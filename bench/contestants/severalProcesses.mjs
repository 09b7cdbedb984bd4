/**
 * The bridge in several processes that share one port by Node.js's own `cluster`; tells the port and their process ids.
 * Usage: severalProcesses.mjs <bridge.js> <how many>
 */
import cluster from 'node:cluster';

const [bridge, count] = process.argv.slice(2);
cluster.setupPrimary({ exec: bridge, args: [], silent: true });

const pids = [];
cluster.on('listening', (worker, { port }) => {
	pids.push(worker.process.pid);
	if (pids.length === Number(count)) process.stdout.write(`${JSON.stringify({ port, pids })}\n`);
});
for (let started = 0; started < Number(count); started++) {
	const { stdout, stderr } = cluster.fork().process;
	stdout.resume();
	stderr.pipe(process.stderr);
}

/**
 * Loaded into a bridge before it starts (`node --expose-gc --require`): on SIGUSR2 it collects all garbage, and says in a line of JSON how
 * many bytes are alive, those outside V8's heap among them.
 */
process.on('SIGUSR2', () => {
	// What the first run finds dead may have kept something else alive.
	globalThis.gc();
	globalThis.gc();
	const { heapUsed, external } = process.memoryUsage();
	process.stdout.write(`${JSON.stringify({ liveBytes: heapUsed + external })}\n`);
});

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newSecret } from './contestants.mjs';
import { objectWith, start } from './children.mjs';
import { QUIET_CORES, waitForQuiet } from './machine.mjs';

const TLS_FRONT = fileURLToPath(new URL('tlsFront.mjs', import.meta.url));
/** Connecting, draining and starting take this long at most. */
const EXTRA_SECONDS = 120;

function generatorArguments(run, session) {
	const { calls, seconds, warm, burst = 1, encoding, tls, seed } = run;
	const numbers = { calls, seconds, warm, burst, seed };
	const args = Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, `${value}`]);
	if (run.contestant.opaque) args.push('--opaque');
	if (encoding === 'mulaw') args.push('--mulaw');
	if (tls && !session.tlsFront) {
		args.push('--certificate', session.certificate.certificate, '--key', session.certificate.key);
	}
	return args;
}

async function startFront(session, agentPort) {
	const { certificate, key } = session.certificate;
	const args = [TLS_FRONT, certificate, key, `${agentPort}`];
	const front = start(session.node, args, { cores: session.placement.generator });
	return { front, port: (await front.read(objectWith('port'))).port };
}

function startContestant(run, session) {
	const { contestant, tls } = run;
	const { placement } = session;
	return start(session.node, contestant.command(run), {
		cores: contestant.processes ? placement.two : placement.contestant,
		env: {
			...process.env,
			...contestant.environment?.(run),
			...(tls ? { NODE_EXTRA_CA_CERTS: session.certificate.certificate } : {}),
		},
	});
}

/** Waits until the contestant listens. @returns its port and its processes, each of which says so for itself */
async function whenReady(contestant, { processes = 0 }) {
	if (processes === 0)
		return { ...(await contestant.read(objectWith('port'))), pids: [contestant.pid] };
	const pids = [contestant.pid];
	let port;
	while (pids.length <= processes) {
		const ready = await contestant.read(objectWith('port', 'pid'));
		port = ready.port;
		pids.push(ready.pid);
	}
	return { port, pids };
}

/** What the generator is told: where the contestant is, then path and id of every call. */
export function callList(run, { port, pids }, front) {
	const lines = [`${port} ${pids.join(',')} ${front?.pid ?? 0}`];
	for (let index = 0; index < run.calls; index++) {
		const callUuid = randomUUID();
		lines.push(`${run.contestant.path(run, index, callUuid)} ${callUuid}`);
	}
	return `${lines.join('\n')}\n`;
}

/** One run in fresh processes. */
async function runOnce(run, session) {
	const started = [];
	const dataFolder = mkdtempSync(join(tmpdir(), 'bench-data-'));
	const begin = (child) => {
		started.push(child);
		return child;
	};
	try {
		const generator = begin(
			start(session.generator.file, generatorArguments(run, session), {
				cores: session.placement.generator,
			}),
		);
		let { agentPort } = await generator.read(objectWith('agentPort'));
		let front;
		if (run.tls && session.tlsFront) {
			({ front, port: agentPort } = await startFront(session, agentPort));
			begin(front);
		}
		const known = {
			...run,
			tools: session.tokenTools,
			bridge: session.bridge,
			eventsUrl: session.eventsUrl,
			dataFolder,
			secret: newSecret(),
			agentUrl: `${run.tls ? 'wss' : 'ws'}://127.0.0.1:${agentPort}/join`,
		};
		const contestant = begin(startContestant(known, session));
		const { port, pids } = await whenReady(contestant, run.contestant);
		contestant.adopt(pids);
		generator.stdin.end(callList(known, { port, pids }, front));
		const limit = (run.warm + run.seconds + EXTRA_SECONDS) * 1000;
		const timer = setTimeout(() => void generator.stop(), limit);
		try {
			return await generator.read(objectWith('up', 'down'));
		} finally {
			clearTimeout(timer);
		}
	} finally {
		await Promise.all(started.map((child) => child.stop()));
		rmSync(dataFolder, { recursive: true, force: true });
	}
}

/**
 * Measures one contestant once. A run during which others used the machine is repeated, and the figures are those of the least disturbed
 * attempt. What went wrong in the others is not forgotten: a frame that is lost while others use the machine is lost.
 * @param run `{ contestant, calls, seconds, warm, burst, encoding, tls, seed, defaults }`
 * @param once makes one attempt
 * @returns what the generator counted; `failed` with a sentence when the run broke off; `otherAttempts`: the same of each attempt whose figures
 * do not count
 */
export async function measure(run, session, once = runOnce) {
	const attempts = [];
	for (let attempt = 0; attempt <= session.options.retries; attempt++) {
		const busyBefore = await waitForQuiet(session.options.waitQuiet);
		try {
			const result = { ...(await once(run, session)), busyBefore };
			attempts.push({ ...result, quiet: result.foreignCores < QUIET_CORES });
		} catch (error) {
			attempts.push({ calls: run.calls, failed: error.message, quiet: false });
		}
		if (attempts.at(-1).quiet) break;
	}
	const disturbance = ({ foreignCores = Infinity }) => foreignCores;
	const best = attempts.reduce((one, other) =>
		disturbance(other) < disturbance(one) ? other : one,
	);
	return { ...best, otherAttempts: attempts.filter((attempt) => attempt !== best) };
}

/** All attempts of a run, that whose figures count first. */
export function attemptsOf({ otherAttempts = [], ...counted }) {
	return [counted, ...otherAttempts];
}

/** Frames that did not arrive as they were sent, in order and once. */
export function wrongFrames({ up, down }) {
	return [up, down].reduce((sum, way) => sum + way.lost + way.altered + way.reordered, 0);
}

/** The worse direction. */
export const p99 = ({ up, down }) => Math.max(up.p99, down.p99);

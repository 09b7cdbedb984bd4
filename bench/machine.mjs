/** What the machine is and how busy it is with other things. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** A run counts as undisturbed when others used less of one core than this meanwhile. */
export const QUIET_CORES = 0.1;
const LOOK_MS = 300;

/** Numbers of the cores that this process may use: "0-1,4" is 0, 1, 4. */
function allowedCores() {
	const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
	return list.split(',').flatMap((range) => {
		const [first, last = first] = range.split('-').map(Number);
		return Array.from({ length: last - first + 1 }, (_, index) => first + index);
	});
}

/**
 * Where everything runs. The generator has a core for itself, so has the contestant; two processes get two where there are
 * three, and share with the generator where there are not.
 * @returns cores as `taskset` takes them; undefined where nothing is pinned
 */
export function placement(pin) {
	const cores = allowedCores();
	if (!pin || cores.length < 2) return { pinned: false };
	const two = cores.length > 2 ? cores.slice(1, 3) : cores.slice(0, 2);
	return { pinned: true, generator: `${cores[0]}`, contestant: `${cores[1]}`, two: two.join(',') };
}

/** Keeps this process, which only waits during a run, off the contestant's core. */
export function stepAside({ pinned, generator }) {
	if (!pinned) return;
	try {
		execFileSync('taskset', ['-a', '-c', '-p', generator, `${process.pid}`]);
	} catch (error) {
		const why = error.code === 'ENOENT' ? 'there is no taskset command' : 'taskset failed';
		throw new Error(`Nothing can be pinned to a core: ${why}. Install util-linux or add --no-pin.`);
	}
}

/** Busy time of all cores in clock ticks of 10 ms. */
function busyTicks() {
	const [user, nice, system, , , hard, soft] = /^cpu +(.*)$/m
		.exec(readFileSync('/proc/stat', 'utf8'))[1]
		.split(' ')
		.map(Number);
	return user + nice + system + hard + soft;
}

/** Waits until the machine is quiet, but no longer than this. @returns cores in use when the wait was over */
export async function waitForQuiet(seconds) {
	const deadline = performance.now() + seconds * 1000;
	for (;;) {
		const ticks = busyTicks();
		const since = performance.now();
		await pause(LOOK_MS);
		const cores = ((busyTicks() - ticks) * 10) / (performance.now() - since);
		if (cores < QUIET_CORES || performance.now() >= deadline) return cores;
	}
}

/** One line about the machine for people. */
export function describeMachine(nodeVersion) {
	const model = cpus()[0]?.model ?? 'unknown processor';
	return `${cpus().length} cores (${model}), Linux ${release()}, Node.js ${nodeVersion}`;
}

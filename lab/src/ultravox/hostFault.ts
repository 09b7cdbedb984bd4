import { setTimeout as sleep } from 'node:timers/promises';
import type { UltravoxRequest } from './ultravoxFaults';
import type { UltravoxState } from './ultravoxState';

/** Longest wait a timer can hold; a fault that never answers waits for the lab's end. */
const FOREVER_MS = 2 ** 31 - 1;

/** Waits as long as a fault says; resolves early, without a word, when the lab shuts down. */
export async function faultDelay(state: UltravoxState, delayMs: number | undefined): Promise<void> {
	if (delayMs === undefined) return;
	const wait = sleep(Math.min(delayMs, FOREVER_MS), undefined, {
		signal: state.closing,
		ref: false,
	});
	await wait.catch(() => undefined);
}

/** The fault ordered for an upgrade: a status to refuse it with, 'drop', or undefined. */
export async function hostFault(
	state: UltravoxState,
	request: Omit<UltravoxRequest, 'body'>,
): Promise<number | 'drop' | undefined> {
	const fault = state.faults.take({ ...request, body: undefined });
	if (!fault) return undefined;
	await faultDelay(state, fault.delayMs);
	return fault.drop === true ? 'drop' : fault.status;
}

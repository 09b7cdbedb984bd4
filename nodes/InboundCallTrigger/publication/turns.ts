import type { IHookFunctions } from 'n8n-workflow';
import { getPlivoAccount } from '../../shared/plivoRequest';

/**
 * Keeps apart, within one process, an unpublish and the publish that may follow at once: n8n calls `delete` for both,
 * and only what comes after it tells which one it was. A cache: when it is lost, nothing is restored, and the next
 * publish or the user sees to it.
 */
const turns = new Map<string, number>();
const underway = new Map<string, Promise<void>>();

/**
 * A trigger in a Plivo account: when another account is chosen, what the trigger had in the first one is put back all
 * the same.
 */
export async function turnKey(context: IHookFunctions): Promise<string> {
	const { authId } = await getPlivoAccount(context);
	return `${String(context.getWorkflow().id)}:${context.getNode().id}:${authId}`;
}

/**
 * Begins a turn, which makes all earlier ones stale.
 * @returns whether the turn is still the latest
 */
export function beginTurn(key: string): () => boolean {
	const turn = (turns.get(key) ?? 0) + 1;
	turns.set(key, turn);
	return () => turns.get(key) === turn;
}

/** Begins a turn, and waits until a restore that has already begun has stopped. */
export async function takeOver(key: string): Promise<void> {
	beginTurn(key);
	await untilRestored(key);
}

/** Waits until a restore that has already begun is through. */
export async function untilRestored(key: string): Promise<void> {
	await underway.get(key);
}

/** Runs a restore that `takeOver` waits for. */
export async function runRestore(key: string, restore: () => Promise<void>): Promise<void> {
	const outcome = restore();
	const settled = outcome.catch(() => {});
	underway.set(key, settled);
	try {
		await outcome;
	} finally {
		if (underway.get(key) === settled) underway.delete(key);
	}
}

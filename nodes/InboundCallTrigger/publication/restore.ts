import type { IHookFunctions } from 'n8n-workflow';
import { getPlivoAccount } from '../../shared/plivoRequest';
import { fieldsOf, getApplication, updateApplication } from '../../shared/plivoApplication';
import { livesElsewhere } from './elsewhere';
import { clearTestApplication, findLeftovers } from './leftovers';
import { allNumbers } from '../../shared/plivoNumber';
import { cause } from './refusal';
import type { Memory } from './remember';
import { settleApplication, settleNumber, unsettledBy } from './unsettled';
import { isSameWebhook } from './urls';

/** One thing at Plivo that has to be put back. */
export interface Restoration {
	/** "+14155550100" */
	what: string;
	/** @throws what Plivo answers */
	run(): Promise<void>;
}

/** The test Applications that a test which runs right now has put in front of the published one. */
function testsInFront(context: IHookFunctions, memory: Memory) {
	const ids = new Set<string>();
	return {
		async isDetour(id: string): Promise<boolean> {
			for (const { application, before } of await findLeftovers(context)) {
				if (before === memory.application.id) ids.add(application.app_id);
			}
			return ids.has(id);
		},
		async clear(): Promise<void> {
			if (ids.size === 0) return;
			const numbers = await allNumbers(context);
			for (const id of ids) await clearTestApplication(context, id, memory.application.id, numbers);
		},
	};
}

/**
 * A dedicated Application without this trigger is answered by the party that was asked while n8n was down: something may
 * be linked to it later, by a trigger that found its number there. The next publish knows it by its id and sets it anew.
 */
async function leaveDedicated(
	context: IHookFunctions,
	{ application: { id }, url }: Memory,
): Promise<void> {
	const current = await getApplication(context, id);
	if (current === null || !isSameWebhook(current.answer_url, url)) return;
	if (current.fallback_answer_url === '') return;
	const left = {
		...fieldsOf(current),
		answer_url: current.fallback_answer_url,
		answer_method: current.fallback_method,
	};
	await updateApplication(context, id, left, current);
}

/**
 * What an unpublish puts back, only where it still leads to this trigger: the numbers, and what an Application of the
 * user's said. A dedicated Application stays, so that its id is the same after the next publish.
 */
export function restorations(context: IHookFunctions, memory: Memory): Restoration[] {
	const former = { id: memory.application.id, held: true };
	const unsettled = unsettledBy([], null, former, memory);
	const tests = testsInFront(context, memory);
	const { id, dedicated } = memory.application;
	const dedicatedOnes = dedicated ? [id] : [];
	return [
		...dedicatedOnes.map(() => ({
			what: `the Plivo Application ${id}`,
			run: async () => await leaveDedicated(context, memory),
		})),
		...unsettled.numbers.map((number) => ({
			what: number.e164,
			run: async () => await settleNumber(context, number, tests.isDetour),
		})),
		...unsettled.applications.map((application) => ({
			what: `the Plivo Application ${application.id}`,
			run: async () => await settleApplication(context, application),
		})),
		{ what: 'what a test needed', run: tests.clear },
	];
}

/** Whether the credential is still of the account that has to be put back. Says so when it is not. */
async function isSameAccount(context: IHookFunctions, memory: Memory): Promise<boolean> {
	const { authId } = await getPlivoAccount(context);
	if (authId === memory.authId) return true;
	const numbers = Object.keys(memory.numbers).join(', ');
	context.logger.warn(
		`Inbound Call Trigger: ${numbers} in the Plivo account ${memory.authId} cannot be put back, because the credential is of another account now. Link them in the Plivo console.`,
	);
	return false;
}

/**
 * Puts back what has to be. What Plivo refuses is logged, not thrown.
 * @param advice what the log says about it
 * @param isWanted asked before every change: a publish may have come in between
 * @returns what could not be put back
 */
export async function restore(
	context: IHookFunctions,
	memory: Memory,
	due: Restoration[],
	advice: string,
	isWanted: () => boolean,
): Promise<Restoration[]> {
	const failed: Restoration[] = [];
	if (!(await isSameAccount(context, memory)) || (await livesElsewhere(context, memory))) return [];
	for (const restoration of due) {
		if (!isWanted()) return [];
		try {
			await restoration.run();
		} catch (error) {
			context.logger.warn(
				`Inbound Call Trigger: ${restoration.what} could not be put back to what it was before the workflow was published. ${advice}`,
				{ cause: cause(error) },
			);
			failed.push(restoration);
		}
	}
	return failed;
}

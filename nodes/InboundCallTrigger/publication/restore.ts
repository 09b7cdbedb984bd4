import type { IHookFunctions } from 'n8n-workflow';
import { getApplication, updateApplication } from './application';
import { getNumber, putNumberBack } from './numbers';
import { cause } from './refusal';
import type { Memory } from './remember';
import { isSameWebhook } from './urls';

async function restoreNumber(
	context: IHookFunctions,
	{ application }: Memory,
	e164: string,
	before: string | null,
): Promise<void> {
	if (before === application.id) return;
	const number = await getNumber(context, e164);
	if (number?.linkedTo !== application.id) return;
	if (await putNumberBack(context, e164, before)) return;
	context.logger.warn(
		`Inbound Call Trigger: ${e164} led nowhere before, and Plivo does not let it again. It stays linked to the Application ${application.id}: link it to another one in the Plivo console.`,
	);
}

async function restoreApplication(context: IHookFunctions, memory: Memory): Promise<void> {
	const { id, before } = memory.application;
	if (before === null) return;
	const current = await getApplication(context, id);
	if (current === null || !isSameWebhook(current.answer_url, memory.url)) return;
	await updateApplication(context, id, before, current);
}

/**
 * After an unpublish: puts everything at Plivo back to what it was before, only where it still leads to this trigger. A
 * dedicated Application stays, without numbers, so that its id is the same after the next publish. Never throws.
 * @param isWanted asked before every change: a publish may have come in between
 */
export async function restore(
	context: IHookFunctions,
	memory: Memory,
	isWanted: () => boolean,
): Promise<void> {
	const attempts: Array<{ what: string; run: () => Promise<void> }> = [
		...Object.entries(memory.numbers).map(([e164, before]) => ({
			what: e164,
			run: async () => await restoreNumber(context, memory, e164, before),
		})),
		{
			what: `the Plivo Application ${memory.application.id}`,
			run: async () => await restoreApplication(context, memory),
		},
	];
	for (const { what, run } of attempts) {
		if (!isWanted()) return;
		try {
			await run();
		} catch (error) {
			context.logger.warn(
				`Inbound Call Trigger: ${what} could not be put back to what it was before the workflow was published. Put it back in the Plivo console.`,
				{ cause: cause(error) },
			);
		}
	}
}

import type { IHookFunctions } from 'n8n-workflow';
import { assertBridgeUnderstandsTokens } from '../../shared/bridgeRequest';
import { getPlivoAccount } from '../../shared/plivoRequest';
import { CREDENTIAL } from './inputs';
import { clearLeftovers, findLeftovers } from './leftovers';
import { planPublication } from './plan';
import { attempt } from './refusal';
import type { Memory } from './remember';
import { isSameMemory, recall, remember } from './remember';
import { readSettings } from './settings';
import { takeSteps } from './steps';
import { reachableWebhookUrl } from './urls';

/** Clears away what tests left behind, so that what a number led to before is what is really meant. */
export async function clearEarlierTests(
	context: IHookFunctions,
): Promise<Map<string, string | null>> {
	return await attempt(
		context,
		{ doing: 'Looking for what an earlier test left behind', input: CREDENTIAL },
		async () => await clearLeftovers(context, await findLeftovers(context)),
	);
}

/** What is remembered when a run stopped halfway: all numbers that still have to be put back. */
function merged(memory: Memory, earlier: Memory | undefined): Memory {
	if (earlier?.application.id !== memory.application.id) return memory;
	return { ...memory, numbers: { ...earlier.numbers, ...memory.numbers } };
}

/**
 * Makes the chosen numbers lead to this trigger. Idempotent; repairs what others changed meanwhile. What does not
 * succeed leaves everything at Plivo as it was.
 * @throws NodeOperationError that names the input to fix
 */
export async function publish(context: IHookFunctions): Promise<void> {
	const settings = readSettings(context);
	const webhookUrl = reachableWebhookUrl(context, (await getPlivoAccount(context)).baseUrl);
	if (settings.needsBridge) await assertBridgeUnderstandsTokens(context);
	const leftovers = await clearEarlierTests(context);
	const earlier = recall(context).production;
	const plan = await planPublication(context, settings, webhookUrl, earlier, leftovers);
	await takeSteps(context, plan.steps, () => {
		const { id } = plan.target;
		// n8n calls `delete` next: it then tries once more to put back what could not be.
		if (id !== null) remember(context, { production: merged(plan.memory(id), earlier) });
	});
	remember(context, { production: plan.memory(plan.target.id ?? '') });
	if (leftovers.size > 0) await clearEarlierTests(context);
}

/** Whether `publish` would find nothing to do. */
export async function isPublished(context: IHookFunctions): Promise<boolean> {
	const remembered = recall(context).production;
	if (remembered === undefined) return false;
	const settings = readSettings(context);
	if ((await findLeftovers(context)).length > 0) return false;
	const webhookUrl = context.getNodeWebhookUrl('default') ?? '';
	const plan = await planPublication(context, settings, webhookUrl, remembered, new Map());
	return (
		plan.steps.length === 0 &&
		plan.target.id !== null &&
		isSameMemory(plan.memory(plan.target.id), remembered)
	);
}

import type { IHookFunctions } from 'n8n-workflow';
import { assertBridgeUnderstandsTokens } from '../../shared/bridgeRequest';
import { getPlivoAccount } from '../../shared/plivoRequest';
import { CREDENTIAL } from './inputs';
import { livesElsewhere } from './elsewhere';
import { clearLeftovers, findLeftovers } from './leftovers';
import type { Plan } from './plan';
import { planPublication } from './plan';
import { attempt } from './refusal';
import type { Memory } from './remember';
import { isSameMemory, recall, remember } from './remember';
import { readSettings } from './settings';
import { takeSteps } from './steps';
import { isSettled, settle } from './unsettled';
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
function halfway(plan: Plan, id: string, earlier: Memory | undefined): Memory {
	const { applications, numbers } = plan.unsettled;
	// A chosen number may still lead to the Application of before, too.
	const moved = earlier === undefined || earlier.application.id === id ? [] : [earlier];
	const still = moved.flatMap(({ application, numbers: were }) =>
		Object.entries(were).map(([e164, before]) => ({ e164, linkedTo: application.id, before })),
	);
	const known = new Set(numbers.map(({ e164 }) => e164));
	return plan.memory(id, {
		applications,
		numbers: [
			...numbers,
			...still.filter(({ e164, linkedTo, before }) => !known.has(e164) && linkedTo !== before),
		],
	});
}

/** What is remembered, if it is about this account and not about a trigger that lives elsewhere. */
async function ownMemory(context: IHookFunctions, authId: string): Promise<Memory | undefined> {
	const { production } = recall(context);
	// What is remembered of another account is put back there, with the credential of before.
	if (production?.authId !== authId) return undefined;
	return (await livesElsewhere(context, production)) ? undefined : production;
}

/**
 * Makes the chosen numbers lead to this trigger. Idempotent; repairs what others changed meanwhile. What does not
 * succeed leaves everything at Plivo as it was; what is no longer chosen is put back afterwards, as far as it can be.
 * @throws NodeOperationError that names the input to fix
 */
export async function publish(context: IHookFunctions): Promise<void> {
	const settings = readSettings(context);
	const { authId, baseUrl } = await getPlivoAccount(context);
	const webhookUrl = reachableWebhookUrl(context, baseUrl);
	if (settings.needsBridge) await assertBridgeUnderstandsTokens(context);
	const leftovers = await clearEarlierTests(context);
	const earlier = await ownMemory(context, authId);
	const plan = await planPublication(context, settings, { authId, webhookUrl }, earlier, leftovers);
	await takeSteps(context, plan.steps, () => {
		const { id } = plan.target;
		// n8n calls `delete` next: it then tries once more to put back what could not be.
		if (id !== null) remember(context, { production: halfway(plan, id, earlier) });
	});
	const unsettled = await settle(context, plan.unsettled);
	remember(context, { production: plan.memory(plan.target.id ?? '', unsettled) });
	if (leftovers.size > 0) await clearEarlierTests(context);
}

/** Whether `publish` would find nothing to do. */
export async function isPublished(context: IHookFunctions): Promise<boolean> {
	const remembered = recall(context).production;
	const { authId } = await getPlivoAccount(context);
	const webhookUrl = context.getNodeWebhookUrl('default') ?? '';
	if (remembered?.authId !== authId || remembered.url !== webhookUrl) return false;
	const settings = readSettings(context);
	if ((await findLeftovers(context)).length > 0) return false;
	const place = { authId, webhookUrl };
	const plan = await planPublication(context, settings, place, remembered, new Map());
	return (
		plan.steps.length === 0 &&
		isSettled(plan.unsettled) &&
		plan.target.id !== null &&
		isSameMemory(plan.memory(plan.target.id, plan.unsettled), remembered)
	);
}

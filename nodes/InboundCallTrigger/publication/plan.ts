import type { IHookFunctions } from 'n8n-workflow';
import type { ApplicationFields } from '../../shared/plivoApplication';
import { digestOf, hasFields } from '../../shared/plivoApplication';
import type { ChosenApplication } from './chosenApplication';
import { chosenApplication } from './chosenApplication';
import type { Former } from './formerApplication';
import { formerApplication } from './formerApplication';
import type { Target } from './linkSteps';
import { createStep, linkStep, updateStep } from './linkSteps';
import type { OwnedNumber } from '../../shared/plivoNumber';
import { ownedNumbers } from './ownedNumbers';
import { partyBefore, wantedFields } from './party';
import type { Memory } from './remember';
import { recallOthers } from './remember';
import type { PublicationSettings } from './settings';
import type { Step } from './steps';
import type { Unsettled } from './unsettled';
import { isSettled, unsettledBy } from './unsettled';
import { isSameWebhook } from './urls';

/** What has to change at Plivo, and what is remembered once it has. */
export interface Plan {
	steps: Step[];
	target: Target;
	/** What goes back to what it was, once the steps are taken. */
	unsettled: Unsettled;
	/** @param unsettled what could not be put back */
	memory(applicationId: string, unsettled: Unsettled): Memory;
}

/** Between what publication connects. */
export interface Place {
	/** The Plivo account. */
	authId: string;
	/** The answer URL without timing. */
	webhookUrl: string;
}

/** What a number led to before this trigger; never to an Application that only this trigger uses. */
function beforeUs(
	number: string,
	linkedTo: string | null,
	choice: ChosenApplication,
	former: Former | null,
	remembered: Memory | undefined,
): string | null {
	const kept = remembered?.numbers[number];
	if (former?.held && linkedTo === former.id && kept !== undefined) return kept;
	const unsettled = remembered?.unsettled?.numbers.find(({ e164 }) => e164 === number);
	if (unsettled !== undefined && unsettled.linkedTo === linkedTo) return unsettled.before;
	const onlyOurs =
		(choice.dedicated && linkedTo === choice.current?.app_id) ||
		(remembered?.application.dedicated === true && linkedTo === remembered.application.id);
	return onlyOurs ? null : linkedTo;
}

/** What a number leads to; where that is the dedicated Application of another trigger, what it led to before that one. */
function beforeOthers({ e164, linkedTo }: OwnedNumber, others: Memory[]): string | null {
	const other = others.find(
		({ application, numbers }) =>
			application.dedicated && application.id === linkedTo && e164 in numbers,
	);
	return other === undefined ? linkedTo : (other.numbers[e164] ?? null);
}

function applicationSteps(
	context: IHookFunctions,
	choice: ChosenApplication,
	target: Target,
	wanted: ApplicationFields,
): Step[] {
	if (choice.current === null) return [createStep(context, target, choice.name, wanted)];
	if (hasFields(choice.current, wanted)) return [];
	return [updateStep(context, choice.current.app_id, wanted, choice.current)];
}

/**
 * Finds out what has to change at Plivo so that the chosen numbers lead to this trigger and everything else is as it was
 * before. Changes nothing itself: no steps, and nothing unsettled, means that all is as it should be.
 * @param leftovers where the numbers on test Applications that could not be cleared away go back to
 * @throws NodeOperationError that names the input to fix
 */
export async function planPublication(
	context: IHookFunctions,
	settings: PublicationSettings,
	{ authId, webhookUrl }: Place,
	remembered: Memory | undefined,
	leftovers: Map<string, string | null>,
): Promise<Plan> {
	const isOurs = (url: string) =>
		isSameWebhook(url, webhookUrl) ||
		(remembered !== undefined && isSameWebhook(url, remembered.url));
	const choice = await chosenApplication(context, settings, webhookUrl, { remembered, isOurs });
	const former = await formerApplication(context, choice, { remembered, isOurs });
	const target: Target = { id: choice.current?.app_id ?? null, held: new Set() };
	const others = recallOthers(context).filter((other) => other.authId === authId);
	const links: Step[] = [];
	const numbers: Memory['numbers'] = {};
	for (const number of await ownedNumbers(context, settings.numbers)) {
		const { e164 } = number;
		const linkedTo =
			number.linkedTo !== null && leftovers.has(number.linkedTo)
				? (leftovers.get(number.linkedTo) ?? null)
				: number.linkedTo;
		numbers[e164] = beforeUs(
			e164,
			beforeOthers({ e164, linkedTo }, others),
			choice,
			former,
			remembered,
		);
		if (number.linkedTo === null || number.linkedTo !== target.id) {
			links.push(linkStep(context, target, number));
		}
	}
	const party = await partyBefore(context, { choice, former, numbers, remembered, isOurs });
	const wanted = await wantedFields(context, webhookUrl, party);
	return {
		target,
		steps: [...applicationSteps(context, choice, target, wanted), ...links],
		unsettled: unsettledBy(settings.numbers, target.id, former, remembered),
		memory: (id, unsettled) => ({
			workflowId: String(context.getWorkflow().id),
			authId,
			url: webhookUrl,
			application: { id, dedicated: choice.dedicated, before: choice.before },
			numbers,
			party,
			fields: digestOf(wanted),
			...(isSettled(unsettled) ? {} : { unsettled }),
		}),
	};
}

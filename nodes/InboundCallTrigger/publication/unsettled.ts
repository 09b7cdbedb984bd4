import type { IHookFunctions } from 'n8n-workflow';
import type { ApplicationFields } from '../../shared/plivoApplication';
import { getApplication, updateApplication } from '../../shared/plivoApplication';
import type { Former } from './formerApplication';
import { getNumber, putNumberBack } from '../../shared/plivoNumber';
import { cause } from './refusal';
import type { Memory } from './remember';
import { isSameWebhook } from './urls';

/** A number that still leads to an Application of this trigger, though it is no longer chosen. */
export interface UnsettledNumber {
	e164: string;
	linkedTo: string;
	/** Where it goes back to; null for nowhere. */
	before: string | null;
}

/** An Application of the user's that is no longer chosen and still says what this trigger wrote. */
export interface UnsettledApplication {
	id: string;
	/** The answer URL that was pushed, without fragment. */
	url: string;
	before: ApplicationFields;
}

/** What an earlier publish used and a later one does not: it has to go back to what it was. */
export interface Unsettled {
	numbers: UnsettledNumber[];
	applications: UnsettledApplication[];
}

export function isSettled({ numbers, applications }: Unsettled): boolean {
	return numbers.length === 0 && applications.length === 0;
}

/**
 * What becomes unsettled when these numbers are chosen with this Application. Asks nobody.
 * @param applicationId the Application to publish with; null when it has to be created
 */
export function unsettledBy(
	chosen: string[],
	applicationId: string | null,
	former: Pick<Former, 'id' | 'held'> | null,
	remembered: Memory | undefined,
): Unsettled {
	const numbers = [...(remembered?.unsettled?.numbers ?? [])];
	const applications = [...(remembered?.unsettled?.applications ?? [])];
	if (remembered !== undefined && former?.held) {
		const { before } = remembered.application;
		for (const [e164, wasLinkedTo] of Object.entries(remembered.numbers)) {
			if (wasLinkedTo === former.id) continue;
			numbers.push({ e164, linkedTo: former.id, before: wasLinkedTo });
		}
		if (before !== null) applications.push({ id: former.id, url: remembered.url, before });
	}
	return {
		numbers: numbers.filter(({ e164 }) => !chosen.includes(e164)),
		applications: applications.filter(({ id }) => id !== applicationId),
	};
}

/**
 * @param isDetour whether an Application, by id, leads to the one that the number is expected on
 * @throws what Plivo answers
 */
export async function settleNumber(
	context: IHookFunctions,
	{ e164, linkedTo, before }: UnsettledNumber,
	isDetour: (id: string) => Promise<boolean> = async () => false,
): Promise<void> {
	const now = (await getNumber(context, e164))?.linkedTo ?? null;
	if (now === null || (now !== linkedTo && !(await isDetour(now)))) return;
	if (await putNumberBack(context, e164, before)) return;
	context.logger.warn(
		`Inbound Call Trigger: ${e164} led nowhere before, and Plivo does not let it again. It stays linked to the Application ${now}: link it to another one in the Plivo console.`,
	);
}

/** @throws what Plivo answers */
export async function settleApplication(
	context: IHookFunctions,
	{ id, url, before }: UnsettledApplication,
): Promise<void> {
	const current = await getApplication(context, id);
	if (current === null || !isSameWebhook(current.answer_url, url)) return;
	await updateApplication(context, id, before, current);
}

async function unsettledOf<T>(
	context: IHookFunctions,
	items: T[],
	nameOf: (item: T) => string,
	settle: (context: IHookFunctions, item: T) => Promise<void>,
): Promise<T[]> {
	const remaining: T[] = [];
	for (const item of items) {
		try {
			await settle(context, item);
		} catch (error) {
			context.logger.warn(
				`Inbound Call Trigger: ${nameOf(item)} could not be put back to what it was before. Unpublish and publish the workflow to try again, or put it back in the Plivo console.`,
				{ cause: cause(error) },
			);
			remaining.push(item);
		}
	}
	return remaining;
}

/**
 * Puts back what is no longer used, as far as it can be: what does not succeed is no reason to let the chosen numbers
 * ring in vain. Never throws.
 * @returns what is still not put back
 */
export async function settle(context: IHookFunctions, unsettled: Unsettled): Promise<Unsettled> {
	return {
		numbers: await unsettledOf(
			context,
			unsettled.numbers,
			({ e164, before }) => `${e164}, which is no longer chosen and led to ${before ?? 'nothing'},`,
			settleNumber,
		),
		applications: await unsettledOf(
			context,
			unsettled.applications,
			({ id }) => `the Plivo Application ${id}, which is no longer used,`,
			settleApplication,
		),
	};
}

import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { PlivoApplication } from '../../shared/plivoApplication';
import { applicationsNamed, deleteApplication } from '../../shared/plivoApplication';
import { beforeTest, testPrefix } from './names';
import type { OwnedNumber } from '../../shared/plivoNumber';
import { allNumbers, getNumber, putNumberBack } from '../../shared/plivoNumber';
import { cause } from './refusal';
import { isSameTrigger } from './urls';

type HealingContext = IHookFunctions | IWebhookFunctions;

/** A test Application that is still there, though its test may be over: n8n forgets tests when it restarts. */
export interface Leftover {
	application: PlivoApplication;
	/** Where its numbers go back to; null for nowhere. */
	before: string | null;
}

/** The test Applications of this trigger. The state of a test lives in Plivo: the name says what was before. */
export async function findLeftovers(context: HealingContext): Promise<Leftover[]> {
	const url = context.getNodeWebhookUrl('default') ?? '';
	const named = await applicationsNamed(context, testPrefix(context));
	return named.flatMap((application) => {
		const before = beforeTest(context, application.app_name);
		// A copy of the workflow has the same node ids, but a webhook of its own.
		const ours = isSameTrigger(application.answer_url, url);
		return before === undefined || !ours ? [] : [{ application, before }];
	});
}

/**
 * Puts the numbers of a test Application back and deletes it. Never throws.
 * @param numbers those that may lead to it
 * @returns whether it is gone
 */
export async function clearTestApplication(
	context: HealingContext,
	id: string,
	before: string | null,
	numbers: OwnedNumber[],
): Promise<boolean> {
	let empty = true;
	for (const { e164 } of numbers.filter(({ linkedTo }) => linkedTo === id)) {
		try {
			if (await putNumberBack(context, e164, before)) continue;
			context.logger.warn(
				`Inbound Call Trigger: ${e164} led nowhere before the test, and Plivo does not let it again. Link it to an Application in the Plivo console.`,
			);
		} catch (error) {
			context.logger.warn(
				`Inbound Call Trigger: ${e164} could not be put back after a test to ${before ?? 'nothing'}. Link it in the Plivo console.`,
				{ cause: cause(error) },
			);
		}
		empty = false;
	}
	// Deleting an Application with numbers on it might take them along (plivo.md §4).
	if (!empty) return false;
	try {
		await deleteApplication(context, id);
		return true;
	} catch (error) {
		context.logger.warn(
			`Inbound Call Trigger: the test Application ${id} could not be deleted in Plivo.`,
			{ cause: cause(error) },
		);
		return false;
	}
}

/**
 * Clears away what earlier tests left behind. Throws only when Plivo cannot be asked what there is.
 * @param first a number to put back before all others, because somebody is calling it
 * @returns what could not be cleared: id of the test Application, and where its numbers go back to
 */
export async function clearLeftovers(
	context: HealingContext,
	leftovers: Leftover[],
	first?: string,
): Promise<Map<string, string | null>> {
	const uncleared = new Map<string, string | null>();
	if (leftovers.length === 0) return uncleared;
	const called = first === undefined ? null : await getNumber(context, first);
	const calledOn = leftovers.find(({ application }) => application.app_id === called?.linkedTo);
	if (called !== null && calledOn !== undefined) {
		try {
			await putNumberBack(context, called.e164, calledOn.before);
		} catch (error) {
			context.logger.warn(`Inbound Call Trigger: ${called.e164} could not be put back at once.`, {
				cause: cause(error),
			});
		}
	}
	const numbers = await allNumbers(context);
	for (const { application, before } of leftovers) {
		const id = application.app_id;
		if (!(await clearTestApplication(context, id, before, numbers))) uncleared.set(id, before);
	}
	return uncleared;
}

import { statusOf } from '../../shared/providerStatus';
import { refusal } from '../../shared/refusal';
import type { PhoneAgentApi } from '../phoneAgentApi';

/** Whether a refusal is about the plan: how Ultravox refuses those without a scheduler is not documented (ultravox.md §6). */
const isAboutPlan = (failure: Error) =>
	[402, 403].includes(statusOf(failure) ?? 0) && !/\bAPI key\b/i.test(failure.message);

/**
 * Asks something of the scheduler, which is part of some plans only.
 * @throws NodeApiError that says what to use without it
 */
export async function explainingPlan<T>(api: PhoneAgentApi, ask: () => Promise<T>): Promise<T> {
	let failure: unknown;
	try {
		return await ask();
	} catch (error) {
		failure = error;
	}
	if (!(failure instanceof Error) || !isAboutPlan(failure)) throw failure;
	throw refusal(
		api,
		`Ultravox schedules no calls for this account: ${failure.message}`,
		'The outbound call scheduler is part of some Ultravox plans only. The example workflow "Call Leads from a Table on a Schedule" needs none: it calls row by row, in the same calling hours',
		failure,
	);
}

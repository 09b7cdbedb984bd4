import type { IDataObject } from 'n8n-workflow';
import { phoneNumberDigits } from './phoneNumber';
import { plivoRequest } from './plivoRequest';
import type { RequestContext } from './providerFailure';
import type { ProviderRequestOptions } from './providerRequest';
import { isUuid } from './uuid';

/** Who is called, and with which number: E.164. */
export interface CallParties {
	to: string;
	from: string;
}

/** Filters of Plivo's for calls that we have placed between two numbers (plivo.md §2.5, §5.2). */
export const betweenNumbers = ({ to, from }: CallParties): IDataObject => ({
	call_direction: 'outbound',
	from_number: phoneNumberDigits(from),
	to_number: phoneNumberDigits(to),
});

/**
 * Plivo's ids of the open calls that we have placed between two numbers: those that ring or are up, or wait for their turn (plivo.md §5.2).
 * @param limits how long (ms) Plivo may take, and whether it is asked again; patiently when not given
 * @throws NodeApiError with Plivo's words
 */
export async function openCallsBetween(
	context: RequestContext,
	parties: CallParties,
	status: 'live' | 'queued',
	limits: Pick<ProviderRequestOptions, 'timeout' | 'repeat'> = { repeat: 'safe' },
): Promise<string[]> {
	const { calls } = await plivoRequest(context, {
		method: 'GET',
		path: '/Call/',
		query: { status, ...betweenNumbers(parties) },
		...limits,
	});
	return Array.isArray(calls) ? calls.map(String).filter(isUuid) : [];
}

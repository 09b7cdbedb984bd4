import { assertBridgeUnderstandsTokens } from '../../shared/bridgeRequest';
import type { Parameters } from '../../shared/operations/parameters';
import { isObject } from '../../shared/operations/values';
import { phoneNumberDigits } from '../../shared/phoneNumber';
import { getNumber } from '../../shared/plivoNumber';
import { getPlivoAccount, plivoRequest } from '../../shared/plivoRequest';
import { statusOf } from '../../shared/providerStatus';
import type { ItemContext } from '../../shared/refusal';
import { ultravoxRequest } from '../../shared/ultravoxRequest';
import type { OutboundCall } from '../outbound/outboundCall';
import { ensurePlivo } from '../outbound/prepare';

/** What a check found, in a sentence. */
export interface Found {
	ok: boolean;
	detail: string;
}

/** Both providers let us in: one read each. */
export async function checkCredentials({ context }: ItemContext): Promise<Found> {
	const { authId } = await getPlivoAccount(context);
	await plivoRequest(context, { method: 'GET', path: '/', repeat: 'safe' });
	await ultravoxRequest(context, { method: 'GET', path: '/api/accounts/me', repeat: 'safe' });
	return { ok: true, detail: `Plivo knows the account ${authId}, and Ultravox the API key` };
}

/** What dials has what it needs: Ultravox the Plivo credential, or the bridge the right version. */
export async function checkConfiguration(
	item: ItemContext,
	{ audioPath }: OutboundCall,
	parameters: Parameters,
): Promise<Found> {
	if (audioPath === 'bridge') {
		await assertBridgeUnderstandsTokens(item.context);
		return { ok: true, detail: 'The bridge answers, and understands what n8n seals for it' };
	}
	const { authId } = await getPlivoAccount(item.context);
	const { configuration } = await ensurePlivo(item, parameters);
	if (configuration.authId === authId) {
		return { ok: true, detail: 'Ultravox has the Plivo credential of this account' };
	}
	return {
		ok: false,
		detail: `Ultravox dials with another Plivo account, ${String(configuration.authId)}: add the option 'Update Plivo Configuration' to change that`,
	};
}

/** The caller ID is a number of the account, or one that Plivo has verified (plivo.md §3.1, §3.5). */
export async function checkCallerId({ context }: ItemContext, from: string): Promise<Found> {
	if ((await getNumber(context, from)) !== null) {
		return { ok: true, detail: `${from} is a number of the Plivo account` };
	}
	let failure: unknown;
	try {
		const path = `/VerifiedCallerId/${phoneNumberDigits(from)}/`;
		const answer = await plivoRequest(context, { method: 'GET', path, repeat: 'safe' });
		if (isObject(answer)) return { ok: true, detail: `${from} is a verified caller ID` };
	} catch (error) {
		failure = error;
	}
	if (failure !== undefined && statusOf(failure) !== 404) throw failure;
	return {
		ok: false,
		detail: `${from} is neither a number of the Plivo account nor a verified caller ID: choose one that is under 'From'`,
	};
}

import { asJsonObject } from '../jsonValue';
import type { LabUltravoxCall } from '../labUltravoxCall';
import type { UltravoxState } from '../ultravoxState';
import { answerUrl, hangupUrl } from './dialedAnswer';

/**
 * Lets Plivo call somebody with the stored credentials (ultravox.md §3, `plivo.outgoing`). The call is there
 * already; when Plivo refuses it ends as a connection error, and an event says why.
 */
export async function dialWithPlivo(state: UltravoxState, call: LabUltravoxCall): Promise<void> {
	state.dialing.underWay += 1;
	const failure = await dial(state, call);
	state.dialing.underWay -= 1;
	if (failure === undefined || state.closing.aborted) return;
	call.noteEvent('error', 'telephony.dial_failed', failure);
	call.end('connection_error');
}

/** @returns what went wrong, undefined when Plivo dials */
async function dial(state: UltravoxState, call: LabUltravoxCall): Promise<string | undefined> {
	const { authId = '', authToken = '' } = state.telephonyConfigs.plivo?.credentials ?? {};
	const { to, from, additionalParams } = asJsonObject(call.settings.medium.plivo?.outgoing);
	const { outgoingHangup } = state.variants;
	const ownHangup = { hangup_url: hangupUrl(state, call), hangup_method: 'POST' };
	try {
		const response = await fetch(`${state.plivoApiUrl}/v1/Account/${authId}/Call/`, {
			method: 'POST',
			headers: {
				authorization: `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({
				...(outgoingHangup === 'unlessGiven' ? ownHangup : {}),
				...asJsonObject(additionalParams),
				...(outgoingHangup === 'instead' ? ownHangup : {}),
				to,
				from,
				answer_url: answerUrl(state, call),
				answer_method: 'POST',
			}),
			signal: state.closing,
		});
		const answer = await response.text();
		return response.ok ? undefined : `Plivo answered ${response.status}: ${answer}`;
	} catch {
		return 'Plivo cannot be reached.';
	}
}

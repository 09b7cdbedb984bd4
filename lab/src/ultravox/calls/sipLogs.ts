import type { LabUltravoxCall } from '../labUltravoxCall';
import { asJsonObject } from '../jsonValue';

/** The lines of SIP a call of that medium would have left; undefined for any other medium. */
export function sipLogs(call: LabUltravoxCall): string | undefined {
	const { sip } = call.settings.medium;
	if (!sip) return undefined;
	const { to } = asJsonObject(sip.outgoing);
	const ended = call.ended?.toISOString() ?? '';
	const address = typeof to === 'string' ? to : `sip:agent@${call.callId}.invalid`;
	return [
		`${call.created.toISOString()} INVITE ${address}`,
		`${ended} ${call.joined ? 'BYE' : 'CANCEL'} ${address}`,
		'',
	].join('\n');
}

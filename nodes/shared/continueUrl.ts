import { ANSWER_TIMING } from './callbackTiming';

/**
 * The URL that Plivo asks when a `<Stream>` or `<Dial>` is over. Plivo signs it with its query, so nobody else can use it.
 * @param webhookUrl of the Inbound Call Trigger, without a query
 * @param step index of the step of 'If the Agent Cannot Be Reached' to take when the agent was lost
 * @param callId the Ultravox call that is over by then
 */
export function continueUrl(webhookUrl: string, step: number, callId?: string): string {
	const call = callId === undefined ? '' : `&callId=${encodeURIComponent(callId)}`;
	return `${webhookUrl}?event=continue&step=${step}${call}${ANSWER_TIMING}`;
}

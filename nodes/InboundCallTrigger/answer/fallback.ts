import type { IHookFunctions } from 'n8n-workflow';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import type { XmlElement } from '../../shared/plivoXml';
import { hangup, plivoResponse } from '../../shared/plivoXml';
import { fallbackUrl } from '../../shared/streamToken';
import { dialElement, sentenceElement, voicemailElements } from './ladder';
import type { AnswerOptions, LadderStep } from './settings';
import { readLadder, readOptions } from './settings';

/** A fallback answer must outlive long stretches without a publication. */
const LIFE_YEARS = 5;

/** The same moment all year long, so that publishing twice gives the same URL. */
const expiry = () => new Date(Date.UTC(new Date().getUTCFullYear() + LIFE_YEARS, 0, 1));

/**
 * The ladder as XML that needs nobody to ask: what a caller gets while n8n is down. Agents are left out (they need a call
 * made in the moment), and a forwarded call that nobody takes goes on to the next step by itself.
 */
function staticLadder(steps: LadderStep[], options: AnswerOptions, webhookUrl: string): string {
	const elements: XmlElement[] = [];
	for (const step of steps) {
		if (step.step === 'sentence') elements.push(sentenceElement(options, step.sentence));
		if (step.step === 'forward') {
			const callerId = step.callerId || undefined;
			elements.push(dialElement(step, options, callerId === undefined ? {} : { callerId }));
		}
		if (step.step === 'voicemail') {
			elements.push(...voicemailElements(options, step, webhookUrl));
			break;
		}
	}
	return plivoResponse(...elements, hangup());
}

/**
 * The URL that still answers when n8n does not: the bridge's, with the ladder sealed into it. null without a bridge.
 * @throws PhoneNumberError when a number of the ladder is none; Error when the ladder is too long for a URL
 */
export async function fallbackAnswerUrl(context: IHookFunctions): Promise<string | null> {
	const bridge = await getBridgeAccount(context);
	if (!bridge) return null;
	const webhookUrl = context.getNodeWebhookUrl('default') ?? '';
	const xml = staticLadder(readLadder(context), readOptions(context), webhookUrl);
	const options = { secret: bridge.sharedSecret, expiresAt: expiry() };
	return fallbackUrl(bridge.controlUrl, { xml }, options);
}

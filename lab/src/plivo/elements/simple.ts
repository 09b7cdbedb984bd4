import { busyLine, normalHangup, rejected, scheduledHangup } from '../hangupCauses';
import { fetchDocument } from '../documents';
import { sleep } from '../sleep';
import type { XmlNode } from '../xmlDocument';
import type { ElementContext, ElementOutcome } from './element';

/** `<Redirect>`: a new document takes over. */
export async function runRedirect(
	node: XmlNode,
	{ call, world }: ElementContext,
): Promise<ElementOutcome> {
	const endpoint = {
		url: node.text.trim(),
		method: node.attributes.method === 'GET' ? ('GET' as const) : ('POST' as const),
	};
	return await fetchDocument('redirect', endpoint, { Event: 'Redirect' }, call, world);
}

/** `<Hangup>`: at once, or `schedule` seconds from now while the document goes on. */
export async function runHangup(node: XmlNode, { call }: ElementContext): Promise<ElementOutcome> {
	const { schedule, reason } = node.attributes;
	if (schedule !== undefined) {
		void sleep(Number(schedule) * 1000, call.ended).then(() =>
			call.end(scheduledHangup('Answer XML')),
		);
		return undefined;
	}
	if (call.times.answeredAt === null) {
		if (reason === 'busy') return { ending: busyLine('Answer XML') };
		if (reason === 'rejected') return { ending: rejected('Answer XML') };
	}
	return { ending: normalHangup('Answer XML') };
}

/** `<DTMF>`: the person hears the keys. */
export async function runDtmf(node: XmlNode, { call }: ElementContext): Promise<undefined> {
	const digits = node.text.trim() || (node.attributes.digits ?? '');
	call.person.digitsHeard += digits.replace(/w/gi, '');
}

import { callFields, shownNumber } from '../callbackFields';
import { deferred } from '../deferred';
import type { LabCall } from '../labCall';
import { normalized } from '../people';
import { sleep } from '../sleep';
import type { XmlNode } from '../xmlDocument';
import { takeAction } from './action';
import { DialedLeg } from './dialedLeg';
import type { DialStatus } from './dialedLeg';
import type { ElementContext, ElementOutcome } from './element';
import { readEndpoint, readFlagAttribute, readNumberAttribute } from './element';

/** How long it rings when the document does not say. */
const DEFAULT_TIMEOUT_S = 60;

/** `<Dial>`: rings all its targets at once, connects the first who picks up, then tells the action. */
export async function runDial(node: XmlNode, context: ElementContext): Promise<ElementOutcome> {
	const { call, world, interrupt } = context;
	const legs = node.children.map((target) => {
		const callerId = target.attributes.callerId ?? node.attributes.callerId ?? call.facts.from;
		const number = normalized(target.text);
		return new DialedLeg(number, normalized(callerId), world.people.find(number));
	});
	call.dialedLegs.push(...legs);
	for (const { target: to, callerId: from, uuid } of legs) {
		world.dials.note({ to, from, by: 'Dial', callUuid: uuid, answerUrl: null });
	}
	const answered = await ringAll(legs, node, interrupt);
	if (answered) {
		await report('answer', answered, node, context);
		if (answered.connected) await connect(answered, node, context);
		void report('hangup', answered, node, context);
	}
	const action = readEndpoint(node, 'action', 'method');
	if (!action || interrupt.aborted) return undefined;
	return await takeAction(node, action, dialFields(legs, answered, call), context);
}

/** The leg that was picked up first; the others are given up. */
async function ringAll(
	legs: DialedLeg[],
	node: XmlNode,
	interrupt: AbortSignal,
): Promise<DialedLeg | undefined> {
	const stop = new AbortController();
	const ringing = AbortSignal.any([interrupt, stop.signal]);
	const first = deferred<DialedLeg | undefined>();
	const outcomes = legs.map(async (leg) => {
		if (await leg.ring(ringing)) first.resolve(leg);
	});
	void Promise.all(outcomes).then(() => first.resolve(undefined));
	const timeoutMs = readNumberAttribute(node, 'timeout', DEFAULT_TIMEOUT_S) * 1000;
	void sleep(timeoutMs, ringing).then(() => first.resolve(undefined));
	const answered = await first.promise;
	stop.abort();
	const others: DialStatus = answered || interrupt.aborted ? 'cancel' : 'timeout';
	for (const leg of legs) if (leg !== answered) leg.end(others);
	return answered;
}

/** Lets both talk until one of them hangs up or the time is over. */
async function connect(
	leg: DialedLeg,
	node: XmlNode,
	{ call, interrupt }: ElementContext,
): Promise<void> {
	const over = new AbortController();
	const { line, person } = call;
	let fromCaller: Int16Array | undefined;
	const detachers = [
		leg.addFarSource(() => fromCaller),
		line.onCallerFrame((samples, rate) => {
			fromCaller = samples;
			leg.person.ear.push(leg.sounds.next(samples.length, rate), rate);
		}),
		line.addFarSource((_length, rate) => {
			const { samples, digit } = leg.person.mouth.next(rate);
			if (digit !== undefined) person.digitsHeard += digit;
			return samples;
		}),
		line.onDigit((digit) => {
			leg.person.digitsHeard += digit;
			if (digit === '*' && readFlagAttribute(node, 'hangupOnStar', false)) over.abort();
		}),
	];
	void leg.person.follow(() => over.abort());
	const limitMs = readNumberAttribute(node, 'timeLimit', 14_400) * 1000;
	await sleep(limitMs, AbortSignal.any([interrupt, over.signal, leg.ended]));
	for (const detach of detachers) detach();
	leg.end('completed');
}

function dialFields(
	legs: DialedLeg[],
	answered: DialedLeg | undefined,
	call: LabCall,
): Record<string, string> {
	// Of several that failed, the last one's reason.
	const decisive = answered ?? legs.at(-1);
	return {
		DialStatus: decisive?.status ?? 'failed',
		DialRingStatus: String(legs.some((leg) => leg.status !== 'failed')),
		DialHangupCause: decisive?.hangupCause ?? '',
		DialALegUUID: call.uuid,
		DialBLegUUID: answered?.uuid ?? '',
	};
}

/** The callbackUrl of the Dial (plivo.md §6.6). */
async function report(
	what: 'answer' | 'hangup',
	leg: DialedLeg,
	node: XmlNode,
	{ call, world }: ElementContext,
): Promise<void> {
	const endpoint = readEndpoint(node, 'callbackUrl', 'callbackMethod');
	if (!endpoint) return;
	await world.callbacks.send({
		purpose: 'dial callback',
		...endpoint,
		fields: {
			...callFields(call, world),
			DialAction: what,
			DialALegUUID: call.uuid,
			DialBLegUUID: leg.uuid,
			DialBLegFrom: shownNumber(leg.callerId, world),
			DialBLegTo: shownNumber(leg.target, world),
			DialBLegStatus: what,
			...(what === 'hangup'
				? {
						DialBLegDuration: String(leg.durationSeconds),
						DialBLegBillDuration: String(Math.ceil(leg.durationSeconds / 60) * 60),
						DialBLegHangupCauseName: 'Normal Hangup',
						DialBLegHangupCauseCode: '4000',
						DialBLegHangupSource: 'Callee',
					}
				: {}),
		},
	});
}

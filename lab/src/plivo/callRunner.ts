import { answerFields, hangupFields, ringFields } from './callbackFields';
import type { CallbackDelivery } from './callbacks';
import type { CallWorld } from './callWorld';
import type { DocumentOutcome } from './documents';
import { readDocument } from './documents';
import type { CallEnding } from './hangupCauses';
import {
	busyLine,
	canceled,
	internalError,
	noAnswer,
	rejected,
	ringTimeout,
	routingError,
	scheduledHangup,
	unallocatedNumber,
} from './hangupCauses';
import type { CallRoute, Endpoint } from './callFacts';
import type { LabCall } from './labCall';
import type { MachineDetection } from './machineDetection';
import { detectMachine } from './machineDetection';
import type { LabPerson } from './people';
import { pressKeys } from './pressKeys';
import { sleep } from './sleep';
import { runDocuments } from './xmlInterpreter';

/** Deliveries that Plivo repeats although the first one arrived. */
export interface Repetitions {
	/** The same answer request twice: at the same time, or while the document runs. */
	deliverAnswerTwice?: 'concurrently' | 'after';
	deliverHangupTwice?: boolean;
}

/** Takes an incoming call from the ringing to the hang-up callback. */
export async function runInboundCall(
	call: LabCall,
	world: CallWorld,
	repetitions: Repetitions = {},
): Promise<void> {
	const finished = finishWhenEnded(call, world, repetitions);
	call.state = 'ringing';
	call.line.open();
	const { route } = call.facts;
	if (route) await converse(route, call, world, repetitions);
	else call.end(routingError('Plivo'));
	await finished;
}

export interface OutboundOptions {
	/** Seconds. */
	ringTimeout: number;
	timeLimit: number;
	/** Seconds from the first ring to the hang-up, whether it was answered or not. */
	hangupOnRing?: number;
	/** Keys to press, with their pauses. */
	sendDigits?: string;
	/** Press them while it rings instead of after the answer. */
	sendOnPreanswer?: boolean;
	machineDetection?: MachineDetection;
}

/** Takes a call of Make Call from the dialing to the hang-up callback. */
export async function runOutboundCall(
	call: LabCall,
	callee: LabPerson | undefined,
	options: OutboundOptions,
	world: CallWorld,
): Promise<void> {
	const finished = finishWhenEnded(call, world, {});
	// It may have been canceled in the queue.
	if (!call.ended.aborted) await dial(call, callee, options, world);
	await finished;
}

async function dial(
	call: LabCall,
	callee: LabPerson | undefined,
	options: OutboundOptions,
	world: CallWorld,
): Promise<void> {
	const { route, to, from } = call.facts;
	call.state = 'ringing';
	const answerUrl = route?.answer.url ?? null;
	world.dials.note({ to, from, by: 'Make Call', callUuid: call.uuid, answerUrl });
	if (!route || !callee) {
		call.end(unallocatedNumber('Carrier'));
		return;
	}
	if (route.ring) void sendRing(route.ring, call, world);
	if (options.hangupOnRing !== undefined) {
		void sleep(options.hangupOnRing * 1000, call.ended).then(() =>
			call.end(call.times.answeredAt === null ? canceled('Plivo') : scheduledHangup('Plivo')),
		);
	}
	if (options.sendOnPreanswer) void pressKeys(options.sendDigits ?? '', call);
	const ending = await ring(callee, options, call);
	if (ending) call.end(ending);
	if (call.ended.aborted) return;
	call.line.open();
	call.answer();
	void sleep(options.timeLimit * 1000, call.ended).then(() => call.end(scheduledHangup('Plivo')));
	if (!options.sendOnPreanswer) void pressKeys(options.sendDigits ?? '', call);
	if (options.machineDetection) {
		const detected = detectMachine(options.machineDetection, callee, call, world);
		if (options.machineDetection.callback === undefined) await detected;
	}
	if (!call.ended.aborted) await converse(route, call, world, {});
}

/** How the ringing ends when nobody picks up. */
export async function ring(
	callee: LabPerson,
	options: Pick<OutboundOptions, 'ringTimeout'>,
	call: LabCall,
): Promise<CallEnding | undefined> {
	const ending = await endOfRinging(callee, options, call);
	return ending && { ...ending, ...callee.ending };
}

async function endOfRinging(
	{ behavior = 'answer', ringMs = 200 }: LabPerson,
	options: Pick<OutboundOptions, 'ringTimeout'>,
	call: LabCall,
): Promise<CallEnding | undefined> {
	const timeoutMs = options.ringTimeout * 1000;
	await sleep(behavior === 'no-answer' ? timeoutMs : Math.min(ringMs, timeoutMs), call.ended);
	if (behavior === 'no-answer') {
		return ringMs < timeoutMs ? noAnswer('Carrier') : ringTimeout('Plivo');
	}
	if (ringMs > timeoutMs) return ringTimeout('Plivo');
	if (behavior === 'busy') return busyLine('Carrier');
	return behavior === 'reject' ? rejected('Callee') : undefined;
}

async function sendRing(endpoint: Endpoint, call: LabCall, world: CallWorld): Promise<void> {
	await world.callbacks.send({ purpose: 'ring', ...endpoint, fields: ringFields(call, world) });
}

async function converse(
	route: CallRoute,
	call: LabCall,
	world: CallWorld,
	repetitions: Repetitions,
): Promise<void> {
	try {
		await answerAndRun(route, call, world, repetitions);
	} catch (error) {
		call.log(`the lab failed: ${String(error)}`);
		call.end(internalError('Plivo'));
	}
}

async function answerAndRun(
	route: CallRoute,
	call: LabCall,
	world: CallWorld,
	repetitions: Repetitions,
): Promise<void> {
	const outcome = await fetchAnswer(route, call, world, repetitions);
	if (call.ended.aborted) return;
	if ('ending' in outcome) {
		call.end(outcome.ending);
		return;
	}
	if (repetitions.deliverAnswerTwice === 'after') {
		void requestAnswer('answer', route.answer, call, world);
	}
	const ending = await runDocuments(outcome.document, call, world);
	if (ending) call.end(ending);
}

/** The answer URL, then the fallback URL (plivo.md §5.1, §6.8). */
async function fetchAnswer(
	route: CallRoute,
	call: LabCall,
	world: CallWorld,
	{ deliverAnswerTwice }: Repetitions,
): Promise<DocumentOutcome> {
	call.times.answerRequestedAt = Date.now();
	const first = requestAnswer('answer', route.answer, call, world);
	const delivery = await (deliverAnswerTwice === 'concurrently'
		? firstAnswered(first, requestAnswer('answer', route.answer, call, world))
		: first);
	let outcome = readDocument('answer', delivery, call);
	const mayFallBack = delivery.answer === undefined || world.variants.fallbackOnInvalidXml;
	if ('ending' in outcome && route.fallback && mayFallBack && !call.ended.aborted) {
		const fallback = await requestAnswer('fallback', route.fallback, call, world);
		outcome = readDocument('answer', fallback, call);
	}
	if ('document' in outcome) call.times.xmlReceivedAt = Date.now();
	return outcome;
}

/** The first of two deliveries that came to an answer, or the second one's failure. */
async function firstAnswered(
	one: Promise<CallbackDelivery>,
	other: Promise<CallbackDelivery>,
): Promise<CallbackDelivery> {
	const first = await Promise.race([one, other]);
	if (first.answer) return first;
	const [a, b] = await Promise.all([one, other]);
	return a.answer ? a : b;
}

async function requestAnswer(
	purpose: 'answer' | 'fallback',
	endpoint: Endpoint,
	call: LabCall,
	world: CallWorld,
): Promise<CallbackDelivery> {
	const fields = call.answerFields ?? answerFields(call, world);
	// A repeated delivery and the fallback carry the same fields.
	call.answerFields = fields;
	const delivery = await world.callbacks.send({ purpose, ...endpoint, fields });
	call.answerDeliveries.push(delivery);
	return delivery;
}

async function finishWhenEnded(
	call: LabCall,
	world: CallWorld,
	{ deliverHangupTwice = false }: Repetitions,
): Promise<void> {
	const end = await call.whenEnded;
	const hangup = call.facts.route?.hangup;
	if (hangup) {
		const fields = hangupFields(call, end, world);
		for (let time = 0; time < (deliverHangupTwice ? 2 : 1); time++) {
			call.hangupDeliveries.push(
				await world.callbacks.send({ purpose: 'hangup', ...hangup, fields }),
			);
		}
	}
	call.settle();
}

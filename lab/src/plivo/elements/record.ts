import { callFields, recordFields } from '../callbackFields';
import { isSilent } from '../ear';
import type { Endpoint } from '../callFacts';
import { LineSound } from '../lineSound';
import type { Recording } from '../recordings';
import { LineRecorder, partiesOf } from '../recordings';
import { aborted, sleep } from '../sleep';
import type { XmlNode } from '../xmlDocument';
import { takeAction } from './action';
import type { ElementContext, ElementOutcome } from './element';
import { readEndpoint, readFlagAttribute, readNumberAttribute } from './element';
import { playOut } from './playOut';

/** `<Record>`: what the person says as a WAV file, or with recordSession the rest of the call. */
export async function runRecord(node: XmlNode, context: ElementContext): Promise<ElementOutcome> {
	const { call } = context;
	if (node.attributes.fileFormat !== 'wav') {
		call.log('the recording will be a WAV file: the lab writes no MP3', 'not-simulated');
	}
	if (readFlagAttribute(node, 'recordSession', false)) {
		void recordSession(node, context);
		return undefined;
	}
	return await recordMessage(node, context);
}

/** Records both sides to the end of the call, or to maxLength; the document goes on. */
async function recordSession(node: XmlNode, context: ElementContext): Promise<void> {
	const { call, world } = context;
	const recorder = new LineRecorder(
		call.line,
		'both',
		node.attributes.recordChannelType === 'stereo',
	);
	// The first request says that it has begun (plivo.md §6.6).
	const url = world.recordings.urlOf(recorder.id);
	// Without a callbackUrl the action is told, but it cannot take over the call.
	const endpoint = callbackOf(node) ?? actionOf(node);
	await send('record callback', endpoint, recordFields(recorder.id, url, null), context);
	await sleep(readNumberAttribute(node, 'maxLength', 60) * 1000, call.ended);
	const recording = recorder.stop(call.uuid, world.recordings, partiesOf(call));
	call.recordings.push(recording);
	const fields = recordFields(recording.id, recording.url, recording);
	await send('record callback', endpoint, fields, context);
}

async function recordMessage(node: XmlNode, context: ElementContext): Promise<ElementOutcome> {
	const { call, world, interrupt } = context;
	if (readFlagAttribute(node, 'playBeep', true)) {
		await playOut(LineSound.tone(440, 200), call, interrupt);
	}
	if (interrupt.aborted) return undefined;
	const { recording, digit } = await recordUntilDone(node, context);
	call.recordings.push(recording);
	const fields = recordFields(recording.id, recording.url, recording);
	void send('record callback', callbackOf(node), fields, context);
	const action = actionOf(node);
	if (!action || (call.ended.aborted && !world.variants.recordActionAfterHangup)) return undefined;
	return await takeAction(node, action, { ...fields, Digits: digit }, context);
}

async function recordUntilDone(
	node: XmlNode,
	{ call, world, interrupt }: ElementContext,
): Promise<{ recording: Recording; digit: string }> {
	const finishOnKey = node.attributes.finishOnKey ?? '#';
	const silenceMs = readNumberAttribute(node, 'timeout', 15) * 1000;
	const mostMs = readNumberAttribute(node, 'maxLength', 60) * 1000;
	const done = new AbortController();
	let digit = '';
	let silentSinceMs = 0;
	const recorder = new LineRecorder(call.line, 'caller');
	const stopFrames = call.line.onCallerFrame((samples) => {
		if (!isSilent(samples)) silentSinceMs = recorder.durationMs;
		const silent = recorder.durationMs - silentSinceMs >= silenceMs;
		if (silent || recorder.durationMs >= mostMs) done.abort();
	});
	const stopDigits = call.line.onDigit((pressed) => {
		if (!finishOnKey.includes(pressed)) return;
		digit = pressed;
		done.abort();
	});
	await aborted(AbortSignal.any([interrupt, done.signal]));
	stopFrames();
	stopDigits();
	return { recording: recorder.stop(call.uuid, world.recordings, partiesOf(call)), digit };
}

function callbackOf(node: XmlNode): Endpoint | undefined {
	return readEndpoint(node, 'callbackUrl', 'callbackMethod');
}

function actionOf(node: XmlNode): Endpoint | undefined {
	return readEndpoint(node, 'action', 'method');
}

async function send(
	purpose: string,
	endpoint: Endpoint | undefined,
	fields: Record<string, string>,
	{ call, world }: ElementContext,
): Promise<void> {
	if (!endpoint) return;
	await world.callbacks.send({
		purpose,
		...endpoint,
		fields: { ...callFields(call, world), ...fields },
	});
}

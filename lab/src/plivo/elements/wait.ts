import { FRAME_MS } from '../../audio/pcm';
import { isSilent } from '../ear';
import type { LabCall } from '../labCall';
import { sleep } from '../sleep';
import type { XmlNode } from '../xmlDocument';
import type { ElementContext } from './element';
import { readFlagAttribute, readNumberAttribute } from './element';

/** Of a `<Wait silence="true">` that does not say how long the silence has to last. */
const DEFAULT_SILENCE_MS = 2000;

/**
 * `<Wait>`: so many seconds, with `beep` until an answering machine's tone is over, with `silence` until
 * the other side has been silent for `minSilence` milliseconds (plivo.md §7.2). A tone from before is not waited for.
 */
export async function runWait(
	node: XmlNode,
	{ call, interrupt }: ElementContext,
): Promise<undefined> {
	const over = new AbortController();
	const detachers: Array<() => void> = [];
	if (readFlagAttribute(node, 'beep', false)) {
		detachers.push(call.person.mouth.onBeep(() => over.abort()));
	}
	if (readFlagAttribute(node, 'silence', false)) {
		const silentMs = readNumberAttribute(node, 'minSilence', DEFAULT_SILENCE_MS);
		detachers.push(onSilence(call, silentMs, () => over.abort()));
	}
	const lengthMs = readNumberAttribute(node, 'length', 1) * 1000;
	await sleep(lengthMs, AbortSignal.any([interrupt, over.signal]));
	for (const detach of detachers) detach();
}

function onSilence(call: LabCall, lastingMs: number, act: () => void): () => void {
	let silentMs = 0;
	return call.line.onCallerFrame((samples) => {
		silentMs = isSilent(samples) ? silentMs + FRAME_MS : 0;
		if (silentMs >= lastingMs) act();
	});
}

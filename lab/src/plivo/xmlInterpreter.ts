import type { CallWorld } from './callWorld';
import { fetchDocument } from './documents';
import { runConference } from './elements/conference';
import { runDial } from './elements/dial';
import type { ElementContext, ElementOutcome, ElementRunner } from './elements/element';
import { runGetDigits } from './elements/getDigits';
import { runMultiPartyCall } from './elements/multiPartyCall';
import { runRecord } from './elements/record';
import { runDtmf, runHangup, runRedirect } from './elements/simple';
import { runPlay, runSpeak } from './elements/sounds';
import { runStream } from './elements/stream';
import { runWait } from './elements/wait';
import type { CallEnding } from './hangupCauses';
import { endOfXml } from './hangupCauses';
import type { LabCall } from './labCall';
import type { XmlNode } from './xmlDocument';
import { NOT_SIMULATED } from './xmlElements';

const RUNNERS: Record<string, ElementRunner> = {
	Conference: runConference,
	Dial: runDial,
	DTMF: runDtmf,
	GetDigits: runGetDigits,
	Hangup: runHangup,
	MultiPartyCall: runMultiPartyCall,
	Play: runPlay,
	PreAnswer: runPreAnswer,
	Record: runRecord,
	Redirect: runRedirect,
	Speak: runSpeak,
	Stream: runStream,
	Wait: runWait,
};

/**
 * Runs a document and those that take over from it, element by element (plivo.md §7).
 * @returns how the call ends; undefined when it has ended otherwise
 */
export async function runDocuments(
	first: XmlNode,
	call: LabCall,
	world: CallWorld,
): Promise<CallEnding | undefined> {
	let document = first;
	for (;;) {
		const outcome = await runElements(document.children, call, world, answerBefore);
		if (call.ended.aborted) return undefined;
		if (!outcome) {
			// An empty document is answered, too.
			call.answer();
			return endOfXml('Plivo');
		}
		if ('ending' in outcome) return outcome.ending;
		document = outcome.document;
	}
}

/** Undefined when the elements are at an end and nothing takes over. */
async function runElements(
	nodes: XmlNode[],
	call: LabCall,
	world: CallWorld,
	prepare: (node: XmlNode, call: LabCall) => void,
): Promise<ElementOutcome> {
	for (const node of nodes) {
		if (call.pendingTransfer) break;
		prepare(node, call);
		const outcome = await runElement(node, call, world);
		if (call.ended.aborted) return undefined;
		if (outcome && !call.pendingTransfer) return outcome;
	}
	return await takeOver(call, world);
}

/** What the call was moved to; undefined when it was not. */
async function takeOver(call: LabCall, world: CallWorld): Promise<ElementOutcome> {
	for (;;) {
		const transfer = call.pendingTransfer;
		if (!transfer) return undefined;
		call.pendingTransfer = undefined;
		if ('url' in transfer) return await fetchDocument('transfer', transfer, {}, call, world);
		const outcome = await transfer.run(interruptible(call, world));
		if (call.ended.aborted) return undefined;
		// It may have been moved on.
		if (!call.pendingTransfer) return outcome;
	}
}

async function runElement(node: XmlNode, call: LabCall, world: CallWorld): Promise<ElementOutcome> {
	if (NOT_SIMULATED.includes(node.name)) {
		call.log(`${node.name} is passed over`, 'not-simulated');
		return undefined;
	}
	return await RUNNERS[node.name]?.(node, interruptible(call, world));
}

function interruptible(call: LabCall, world: CallWorld): ElementContext {
	const interrupted = new AbortController();
	call.interruptElement = () => interrupted.abort();
	return { call, world, interrupt: AbortSignal.any([call.ended, interrupted.signal]) };
}

/** What stands in `<PreAnswer>` is heard while the call still rings. */
async function runPreAnswer(
	node: XmlNode,
	{ call, world }: ElementContext,
): Promise<ElementOutcome> {
	return await runElements(node.children, call, world, () => undefined);
}

/** Most elements answer the call; a refusal, a PreAnswer and a change of document do not. */
function answerBefore(node: XmlNode, call: LabCall): void {
	const refuses = node.name === 'Hangup' && node.attributes.reason !== undefined;
	if (refuses || node.name === 'PreAnswer' || node.name === 'Redirect') return;
	call.answer();
}

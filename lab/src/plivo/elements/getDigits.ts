import type { LabCall } from '../labCall';
import { sleep } from '../sleep';
import type { XmlNode } from '../xmlDocument';
import type { ElementContext, ElementOutcome } from './element';
import { readEndpoint, readNumberAttribute } from './element';
import { takeAction } from './action';
import { runWait } from './wait';
import { runPlay, runSpeak } from './sounds';

/** `<GetDigits>`: plays what is in it and takes the person's keys, which break the prompt off. */
export async function runGetDigits(
	node: XmlNode,
	context: ElementContext,
): Promise<ElementOutcome> {
	const { interrupt } = context;
	const retries = readNumberAttribute(node, 'retries', 1);
	for (let attempt = 0; attempt < retries && !interrupt.aborted; attempt++) {
		const digits = await promptAndCollect(node, context);
		if (digits === '' || !isValid(digits, node)) continue;
		const action = readEndpoint(node, 'action', 'method');
		return action && (await takeAction(node, action, { Digits: digits }, context));
	}
	return undefined;
}

async function promptAndCollect(node: XmlNode, context: ElementContext): Promise<string> {
	const keys = new KeyCollector(node, context.call);
	const prompt = { ...context, interrupt: AbortSignal.any([context.interrupt, keys.began]) };
	for (const child of node.children) {
		if (prompt.interrupt.aborted) break;
		if (child.name === 'Speak') await runSpeak(child, prompt);
		else if (child.name === 'Play') await runPlay(child, prompt);
		else await runWait(child, prompt);
	}
	await keys.collect(context.interrupt);
	return keys.digits;
}

function isValid(digits: string, node: XmlNode): boolean {
	const valid = node.attributes.validDigits;
	return valid === undefined || [...digits].every((digit) => valid.includes(digit));
}

/** Gathers keys until there are enough, the finishing key came, or the person is too slow. */
class KeyCollector {
	digits = '';
	readonly #began = new AbortController();
	readonly #complete = new AbortController();
	/** Replaced at every key, so that the pause between keys is measured from the last one. */
	#nextKey = new AbortController();
	readonly #stop: () => void;

	constructor(
		private readonly node: XmlNode,
		call: LabCall,
	) {
		const finishOnKey = node.attributes.finishOnKey ?? '#';
		const most = readNumberAttribute(node, 'numDigits', 99);
		this.#stop = call.line.onDigit((digit) => {
			this.#began.abort();
			if (digit === finishOnKey) {
				this.#complete.abort();
			} else {
				this.digits += digit;
				if (this.digits.length >= most) this.#complete.abort();
			}
			const previous = this.#nextKey;
			this.#nextKey = new AbortController();
			previous.abort();
		});
	}

	/** Aborted at the first key. */
	get began(): AbortSignal {
		return this.#began.signal;
	}

	async collect(interrupt: AbortSignal): Promise<void> {
		const over = AbortSignal.any([interrupt, this.#complete.signal]);
		const firstMs = readNumberAttribute(this.node, 'timeout', 5) * 1000;
		const betweenMs = readNumberAttribute(this.node, 'digitTimeout', 2) * 1000;
		while (!over.aborted) {
			const next = this.#nextKey.signal;
			await sleep(this.#began.signal.aborted ? betweenMs : firstMs, AbortSignal.any([over, next]));
			if (!next.aborted) break;
		}
		this.#stop();
	}
}

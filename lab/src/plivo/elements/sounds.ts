import { decodeWav } from '../../audio/wav';
import { exchange } from '../httpExchange';
import type { LabCall } from '../labCall';
import { LineSound } from '../lineSound';
import { shortUrl } from '../shortUrl';
import type { ElementContext } from './element';
import { readNumberAttribute } from './element';
import { playRepeatedly } from './playOut';
import type { XmlNode } from '../xmlDocument';

const FETCH_TIMEOUT_MS = 10_000;

/** `<Speak>`: the text travels to the person in the audio. SSML is read without its marks. */
export async function runSpeak(node: XmlNode, context: ElementContext): Promise<undefined> {
	const text = node.text.replace(/\s+/g, ' ').trim();
	if (text === '') return;
	const sound = await LineSound.ofText(text);
	await playRepeatedly(
		sound,
		readNumberAttribute(node, 'loop', 1),
		context.call,
		context.interrupt,
	);
}

/** `<Play>`: a WAV file as it is; of anything else the person hears the file's name. */
export async function runPlay(node: XmlNode, context: ElementContext): Promise<undefined> {
	const sound = await fetchSound(node.text.trim(), context.call, context.interrupt);
	if (!sound) return;
	await playRepeatedly(
		sound,
		readNumberAttribute(node, 'loop', 1),
		context.call,
		context.interrupt,
	);
}

/** The sound behind a URL; undefined, and a line in the log, when it cannot be had. */
export async function fetchSound(
	url: string,
	call: LabCall,
	signal: AbortSignal,
): Promise<LineSound | undefined> {
	try {
		const { status, body } = await exchange({
			method: 'GET',
			url,
			headers: {},
			connectTimeoutMs: FETCH_TIMEOUT_MS,
			readTimeoutMs: FETCH_TIMEOUT_MS,
			signal,
		});
		if (status < 200 || status > 299) throw new Error(`answered with ${status}`);
		return await decodeSound(body, url);
	} catch (error) {
		if (!signal.aborted) {
			call.log(`${shortUrl(url)} could not be played: ${(error as Error).message}`, 'refused');
		}
		return undefined;
	}
}

async function decodeSound(body: Buffer, url: string): Promise<LineSound> {
	try {
		const { samples, sampleRate } = decodeWav(body);
		return new LineSound(samples, sampleRate);
	} catch {
		// The lab has no MP3 decoder.
		const name = new URL(url).pathname.split('/').at(-1) ?? '';
		return await LineSound.ofText(`[${name}]`);
	}
}

import { callFields } from '../callbackFields';
import type { Endpoint } from '../callFacts';
import type { CallWorld } from '../callWorld';
import { readNumberAttribute } from '../elements/element';
import { fetchSound } from '../elements/sounds';
import type { LabCall } from '../labCall';
import { LineSound } from '../lineSound';
import type { XmlNode } from '../xmlDocument';
import { parseXmlDocument } from '../xmlDocument';

/** Whose call asks for sounds, and until when they are wanted. */
export interface SoundAsker {
	call: LabCall;
	world: CallWorld;
	signal: AbortSignal;
}

/** One beep, as the vendor's: a tone of 300 ms. */
const BEEP_MS = 300;
const BEEP_HERTZ = 700;

/** Between two beeps, and between two rounds of music that the lab itself makes. */
const GAP_MS = 200;
const MUSIC_GAP_MS = 1000;

/**
 * What is heard on entering or leaving a room: nothing, beeps, or the sounds of an XML document
 * (plivo-conferences.md §C2, §C3.6).
 */
export async function loadCue(
	cue: string,
	cueMethod: Endpoint['method'],
	asker: SoundAsker,
): Promise<LineSound[]> {
	if (cue === '' || cue === 'none') return [];
	const beep = LineSound.tone(BEEP_HERTZ, BEEP_MS);
	if (cue === 'beep:1') return [beep];
	if (cue === 'beep:2') return [beep, silence(GAP_MS), beep];
	return await loadSoundDocument({ url: cue, method: cueMethod }, 'conference sound', asker);
}

/**
 * The sounds of an XML document: of its Play, Speak and Wait; all other elements are ignored. None
 * when there is no document.
 */
export async function loadSoundDocument(
	endpoint: Endpoint,
	purpose: string,
	asker: SoundAsker,
): Promise<LineSound[]> {
	const { call, world } = asker;
	const { answer } = await world.callbacks.send({
		purpose,
		...endpoint,
		fields: callFields(call, world),
	});
	if (!answer) return [];
	try {
		const sounds: LineSound[] = [];
		for (const node of parseXmlDocument(answer.body).children) {
			sounds.push(...(await soundsOf(node, asker)));
		}
		return sounds;
	} catch (error) {
		call.log(`the ${purpose} document was refused: ${(error as Error).message}`, 'refused');
		return [];
	}
}

/** The platform's own music, played in a loop: in the lab a word in brackets that can be listened for. */
export async function labMusic(word: string): Promise<LineSound[]> {
	return [await LineSound.ofText(`[${word}]`), silence(MUSIC_GAP_MS)];
}

async function soundsOf(node: XmlNode, { call, signal }: SoundAsker): Promise<LineSound[]> {
	const times = Math.max(1, readNumberAttribute(node, 'loop', 1));
	const repeated = (sound: LineSound | undefined) =>
		sound ? Array.from({ length: times }, () => sound) : [];
	switch (node.name) {
		case 'Play':
			return repeated(await fetchSound(node.text.trim(), call, signal));
		case 'Speak':
			return repeated(await LineSound.ofText(node.text.replace(/\s+/g, ' ').trim()));
		case 'Wait':
			return [silence(readNumberAttribute(node, 'length', 1) * 1000)];
		default:
			return [];
	}
}

function silence(ms: number): LineSound {
	return new LineSound(new Int16Array((16_000 * ms) / 1000), 16_000);
}

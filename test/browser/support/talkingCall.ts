import type { BenchCall } from '../../../bridge/test/testBench';

const RATE = 16_000;
const FRAME_MS = 20;

/** A tone with the rhythm of speech. */
function syllables(hertz: number, second: number): Buffer {
	const samples = new Int16Array((RATE / 1000) * FRAME_MS);
	for (let index = 0; index < samples.length; index += 1) {
		const time = second + index / RATE;
		const turn = Math.max(0, Math.sin(2 * Math.PI * 0.21 * time) + 0.35);
		const rhythm = Math.max(0, Math.sin(2 * Math.PI * 2.3 * time)) * Math.min(1, turn);
		samples[index] = 20_000 * rhythm * Math.sin(2 * Math.PI * hertz * time);
	}
	return Buffer.from(samples.buffer);
}

/** Lets both sides of a call make a sound of their own all the time, no faster than real time. @returns ends it */
export function keepTalking(
	{ plivo, agent }: BenchCall,
	tones: { caller: number; agent: number },
): () => void {
	let frames = 0;
	const timer = setInterval(() => {
		const second = (frames * FRAME_MS) / 1000;
		plivo.media(syllables(tones.caller, second));
		agent.speak(syllables(tones.agent, second + 2.4));
		frames += 1;
	}, FRAME_MS);
	return () => clearInterval(timer);
}

/** One thing that is said in a call. */
export function say(
	{ agent }: BenchCall,
	role: 'agent' | 'user',
	ordinal: number,
	text: string,
	final = true,
): void {
	agent.tell({ type: 'transcript', role, medium: 'voice', text, final, ordinal });
}

/** One struck note. */
export interface Note {
	/** From the beginning of the loop. */
	atMs: number;
	hertz: number;
	/** Time in which it fades to a thousandth; it rings on across the end of the loop. */
	ringsMs: number;
	/** Peak of the note alone, 0 to 1. */
	loudness: number;
}

/** A note begins softly: without this it clicks. */
const ATTACK_MS = 12;
/** A note's octave, which fades twice as fast, makes it sound like a struck bar. */
const OVERTONE = 0.25;

/**
 * Renders notes as a loop without a seam: what rings beyond the end is heard at the beginning.
 * @returns s16le, mono
 */
export function renderLoop(notes: readonly Note[], lengthMs: number, sampleRate: number): Buffer {
	const loop = new Float32Array((lengthMs * sampleRate) / 1000);
	for (const note of notes) {
		addPartial(loop, note, sampleRate);
		addPartial(loop, overtoneOf(note), sampleRate);
	}
	const pcm = Buffer.alloc(loop.length * 2);
	loop.forEach((sample, index) => {
		pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), index * 2);
	});
	return pcm;
}

function overtoneOf({ atMs, hertz, ringsMs, loudness }: Note): Note {
	return { atMs, hertz: hertz * 2, ringsMs: ringsMs / 2, loudness: loudness * OVERTONE };
}

/** A fading sine by recurrence, y[n] = 2 r cos(w) y[n-1] - r^2 y[n-2]: two products a sample instead of a sine. */
function addPartial(loop: Float32Array, note: Note, sampleRate: number): void {
	const samples = Math.round((note.ringsMs * sampleRate) / 1000);
	const attack = Math.round((ATTACK_MS * sampleRate) / 1000);
	const angle = (2 * Math.PI * note.hertz) / sampleRate;
	const fade = 0.001 ** (1 / samples);
	const first = 2 * fade * Math.cos(angle);
	const second = fade * fade;
	let place = Math.round((note.atMs * sampleRate) / 1000) % loop.length;
	let before = -Math.sin(angle) / fade;
	let current = 0;
	for (let index = 0; index < samples; index++) {
		const level = index < attack ? (note.loudness * index) / attack : note.loudness;
		loop[place] = (loop[place] as number) + current * level;
		const next = first * current - second * before;
		before = current;
		current = next;
		place = place + 1 === loop.length ? 0 : place + 1;
	}
}

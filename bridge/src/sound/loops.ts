import { renderLoop, type Note } from './notes';

/** What a caller hears who is on hold, and who waits for another agent. */
export type SoundName = 'music' | 'filler';

const A4_HERTZ = 440;
/** Quiet: the loudest moment of either is about a seventh of full scale, where speech is. */
const MUSIC_LOUDNESS = 0.06;
const FILLER_LOUDNESS = 0.05;

/** Broken chords, two seconds each: C, A minor, F, G. Keys of a piano, in semitones from A4. */
const CHORDS = [
	[-9, -5, -2, 3],
	[-12, -9, -5, 0],
	[-16, -12, -9, -4],
	[-14, -10, -7, -2],
];
/** The order in which a chord's keys are struck, one every quarter of a second. */
const PATTERN = [0, 1, 2, 3, 2, 1, 2, 1];
const BEAT_MS = 250;
const CHORD_MS = PATTERN.length * BEAT_MS;

/** Three rising notes, then a breath. */
const FILLER_KEYS = [-5, 0, 4];
const FILLER_MS = 1_800;

const hertzOf = (key: number) => A4_HERTZ * 2 ** (key / 12);

const music = (): Note[] =>
	CHORDS.flatMap((keys, chord) =>
		PATTERN.map((key, beat) => ({
			atMs: chord * CHORD_MS + beat * BEAT_MS,
			hertz: hertzOf(keys[key] as number),
			ringsMs: 1_800,
			loudness: MUSIC_LOUDNESS,
		})),
	);

const filler = (): Note[] =>
	FILLER_KEYS.map((key, place) => ({
		atMs: place * 300,
		hertz: hertzOf(key),
		ringsMs: 2_400,
		loudness: FILLER_LOUDNESS,
	}));

const RENDERED = new Map<string, Buffer>();

/**
 * The sound as s16le at a sample rate, to be repeated without end. Rendered once, in some milliseconds: call `renderLoops` before
 * there are calls that this would disturb.
 */
export function loopOf(name: SoundName, sampleRate: number): Buffer {
	const key = `${name} ${sampleRate}`;
	const known = RENDERED.get(key);
	if (known) return known;
	const loop =
		name === 'music'
			? renderLoop(music(), CHORDS.length * CHORD_MS, sampleRate)
			: renderLoop(filler(), FILLER_MS, sampleRate);
	RENDERED.set(key, loop);
	return loop;
}

/** Renders every sound at every rate that Plivo streams (plivo.md §8.3). */
export function renderLoops(): void {
	for (const sampleRate of [8_000, 16_000]) {
		loopOf('music', sampleRate);
		loopOf('filler', sampleRate);
	}
}

import { AgentSpeech } from '../../src/call/agentSpeech';

/** A sample a millisecond. */
const BYTES_PER_MS = 2;
const LOUD = 2_000;

const sound = (ms: number, level: number) => {
	const pcm = Buffer.alloc(ms * BYTES_PER_MS);
	for (let index = 0; index < pcm.length; index += 2) pcm.writeInt16LE(level, index);
	return pcm;
};

describe('speech of the agent', () => {
	let state: string | null;
	let speech: AgentSpeech;
	beforeEach(() => {
		state = null;
		speech = new AgentSpeech(BYTES_PER_MS, () => state);
	});

	it('is what is loud, until the caller has heard the last of it', () => {
		speech.said(Buffer.concat([sound(320, LOUD), sound(480, 1)]), 800, 0);
		expect(speech.leftMs(0)).toBe(320);
		expect(speech.leftMs(300)).toBe(20);
		expect(speech.leftMs(400)).toBeLessThan(0);
	});

	it('is not what is all but silent', () => {
		speech.said(sound(1_000, 1), 1_000, 0);
		expect(speech.leftMs(0)).toBeLessThan(0);
	});

	it('is not what is loud while the agent says that it listens, however long that lasts', () => {
		state = 'listening';
		for (let now = 0; now < 10_000; now += 20) speech.said(sound(20, LOUD), now + 20, now);
		expect(speech.leftMs(10_000)).toBeLessThan(0);
	});

	it('goes on through a pause while the agent says that it speaks, but not for ever', () => {
		state = 'speaking';
		speech.said(sound(320, LOUD), 320, 0);
		for (let now = 320; now < 2_000; now += 20) {
			speech.said(sound(20, 0), now + 20, now);
			expect(speech.leftMs(now)).toBe(20);
		}
		for (let now = 2_000; now < 4_000; now += 20) speech.said(sound(20, 0), now + 20, now);
		expect(speech.leftMs(4_000)).toBeLessThan(0);
	});

	it('is also what comes just before the agent says that it speaks, and just after', () => {
		state = 'listening';
		speech.said(sound(320, LOUD), 320, 0);
		expect(speech.leftMs(0)).toBeLessThan(0);
		state = 'speaking';
		expect(speech.leftMs(0)).toBe(320);
		state = 'listening';
		speech.said(sound(320, LOUD), 640, 20);
		expect(speech.leftMs(20)).toBe(620);
	});

	it('that was cleared is none', () => {
		speech.said(sound(320, LOUD), 320, 0);
		speech.clear();
		expect(speech.leftMs(0)).toBeLessThan(0);
	});
});

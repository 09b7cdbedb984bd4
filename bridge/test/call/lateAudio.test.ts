import { LateAudio } from '../../src/call/lateAudio';
import { distinctBytes } from '../audioSamples';

/** A sample a millisecond, so that a frame of 20 ms has 40 bytes. */
const BYTES_PER_MS = 2;
const FRAME_BYTES = 40;
const LATEST_MS = 2_000;
const QUIET = Buffer.alloc(FRAME_BYTES);

describe('audio after a gap', () => {
	let late: LateAudio;
	/** What the agent got, silence too, and when. */
	let heard: Array<{ pcm: Buffer; at: number }>;
	let dropped: number;
	let made: number;
	let beganAt: number;
	beforeEach(() => {
		jest.useFakeTimers();
		heard = [];
		dropped = 0;
		made = 0;
		late = new LateAudio({
			bytesPerMs: BYTES_PER_MS,
			latestMs: LATEST_MS,
			guard: (work) => work,
			send: (pcm) => note(pcm),
			onDropped: () => (dropped += 1),
		});
		beganAt = performance.now();
	});
	afterEach(() => {
		late.stop();
		jest.useRealTimers();
	});

	const note = (pcm: Buffer) => heard.push({ pcm, at: performance.now() });
	const speech = () => distinctBytes(FRAME_BYTES, ++made);
	const media = (pcm = speech()) => {
		if (!late.active || !late.takes(pcm, performance.now())) note(pcm);
		return pcm;
	};
	/** Media in real time. */
	const talk = (ms: number, make = speech) => {
		for (let passed = 0; passed < ms; passed += 20) {
			jest.advanceTimersByTime(20);
			media(make());
		}
	};
	/** No media comes, and silence is sent as the clock does it. */
	const gap = (ms: number) => {
		const from = performance.now();
		for (let passed = 20; passed <= ms; passed += 20) {
			jest.advanceTimersByTime(20);
			if (late.wantsSilence(from, 20, performance.now())) note(QUIET);
		}
	};
	const burst = (ms: number, make = speech) => Array.from({ length: ms / 20 }, () => media(make()));
	const heardMs = () => heard.reduce((sum, { pcm }) => sum + pcm.length, 0) / BYTES_PER_MS;
	/** How far the agent is behind the caller. */
	const behindMs = () => heardMs() - (performance.now() - beganAt);
	const spoken = () => heard.map(({ pcm }) => pcm).filter((pcm) => pcm !== QUIET);

	it('of which nothing was made meanwhile is passed on at once, all of it', () => {
		talk(1_000);
		gap(5_000);
		for (let frame = 0; frame < 250; frame++) {
			jest.advanceTimersByTime(20);
			const pcm = media();
			expect(heard.at(-1)).toEqual({ pcm, at: performance.now() });
		}
		expect([dropped, behindMs()]).toEqual([0, 0]);
		expect(late.active).toBe(false);
	});

	it('comes unevenly, also silence: nothing is dropped', () => {
		gap(5_000);
		for (let round = 0; round < 100; round++) {
			jest.advanceTimersByTime(60);
			burst(60, () => (round % 2 ? QUIET : speech()));
		}
		expect(dropped).toBe(0);
		expect(behindMs()).toBe(0);
	});

	it('after several gaps without a burst is never dropped', () => {
		for (let round = 0; round < 10; round++) {
			gap(700);
			talk(500, round % 2 ? speech : () => QUIET);
		}
		expect([dropped, behindMs()]).toEqual([0, 0]);
	});

	it('that was only late is all heard, up to a bound; beyond it the newest is kept', () => {
		talk(1_000);
		gap(LATEST_MS);
		const heardAll = burst(LATEST_MS);
		jest.advanceTimersByTime(LATEST_MS);
		expect(dropped).toBe(0);
		expect(spoken().slice(-LATEST_MS / 20)).toEqual(heardAll);
		gap(3_000);
		const all = burst(3_000);
		expect(dropped).toBe((3_000 - LATEST_MS) / 20);
		jest.advanceTimersByTime(LATEST_MS + 100);
		const kept = all.filter((pcm) => heard.some((piece) => piece.pcm === pcm));
		// The first of a burst leave at once.
		expect(kept.slice(-LATEST_MS / 20 + 3)).toEqual(all.slice(-LATEST_MS / 20 + 3));
	});

	it('that was late leaves at the pace of the call and in order', () => {
		gap(400);
		const all = burst(400);
		expect(dropped).toBe(0);
		expect(behindMs()).toBe(60);
		for (let passed = 0; passed < 340; passed += 20) {
			jest.advanceTimersByTime(20);
			expect(behindMs()).toBe(60);
		}
		expect(spoken()).toEqual(all);
	});

	it('is in time again once there was as much near silence as there was late', () => {
		talk(1_000);
		gap(400);
		burst(400);
		talk(200);
		expect(dropped).toBe(0);
		const hum = () => {
			const pcm = Buffer.alloc(FRAME_BYTES);
			for (let index = 0; index < pcm.length; index += 2) {
				pcm.writeInt16LE(index % 4 ? 100 : -100, index);
			}
			return pcm;
		};
		talk(600, hum);
		expect(dropped).toBeGreaterThanOrEqual((400 - 60) / 20);
		expect(behindMs()).toBeLessThanOrEqual(60);
		const { length } = heard;
		const pcm = media();
		jest.advanceTimersByTime(60);
		expect(heard.slice(length).map((piece) => piece.pcm)).toEqual([pcm]);
	});

	it('does not add up from gap to gap', () => {
		for (let stall = 0; stall < 10; stall++) {
			talk(500);
			gap(1_000);
			burst(1_000);
		}
		jest.advanceTimersByTime(LATEST_MS);
		expect(behindMs()).toBeLessThanOrEqual(60);
	});

	it('is followed by a gap: no silence is sent while late audio waits', () => {
		gap(400);
		const all = burst(400);
		gap(300);
		expect(spoken()).toEqual(all.slice(0, 18));
		expect(heard.filter(({ pcm }) => pcm === QUIET)).toHaveLength(20);
		gap(400);
		expect(spoken()).toEqual(all);
		expect(behindMs()).toBe(0);
	});

	it('of a process that slept is not all late', () => {
		gap(100);
		jest.advanceTimersByTime(60_000);
		burst(5_000);
		expect(dropped).toBe((5_000 - 1_000 - LATEST_MS) / 20);
	});

	it('goes to another agent, which is behind in nothing', () => {
		gap(400);
		const all = burst(400);
		late.beginAnew();
		expect(spoken()).toEqual(all);
		expect(late.active).toBe(false);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('is not sent any more when the call is over', () => {
		gap(400);
		burst(400);
		const { length } = heard;
		late.stop();
		jest.advanceTimersByTime(5_000);
		expect(heard).toHaveLength(length);
	});
});

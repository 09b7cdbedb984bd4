import type { SampleRate } from '../../src/audio/pcm';
import type { AudioClock } from '../../src/plivo/audioClock';
import type { CallLine, FrameListener } from '../../src/plivo/callLine';
import type { RoomRules } from '../../src/plivo/conference/audioRoom';
import { AudioRoom } from '../../src/plivo/conference/audioRoom';
import type { FarSource } from '../../src/plivo/soundMixer';

/** A line whose frames the test makes. */
class TestLine {
	#listener: FrameListener | undefined;
	#source: FarSource | undefined;
	attached = 0;

	constructor(private readonly rate: SampleRate) {}

	onCallerFrame(listener: FrameListener): () => void {
		this.#listener = listener;
		this.attached += 1;
		return () => (this.attached -= 1);
	}

	addFarSource(source: FarSource): () => void {
		this.#source = source;
		this.attached += 1;
		return () => (this.attached -= 1);
	}

	/** The person says 20 ms of this loudness. */
	say(loudness: number): void {
		this.#listener?.(new Int16Array(this.rate / 50).fill(loudness), this.rate);
	}

	/** How loud the next 20 ms are for the person; undefined is silence. */
	hear(): number | undefined {
		const samples = this.#source?.(this.rate / 50, this.rate);
		if (samples) expect(samples).toHaveLength(this.rate / 50);
		return samples?.[this.rate / 100];
	}
}

interface Member {
	line: CallLine;
	test: TestLine;
}

function member(rate: SampleRate = 16000): Member {
	const test = new TestLine(rate);
	return { test, line: test as unknown as CallLine };
}

/** A clock that ticks when it is told to. */
class TestClock {
	readonly #listeners = new Set<() => void>();

	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	get listeners(): number {
		return this.#listeners.size;
	}

	tick(): void {
		for (const listener of this.#listeners) listener();
	}
}

function roomOf(members: Member[], rules: Partial<RoomRules<Member>> = {}) {
	const clock = new TestClock();
	const room = new AudioRoom<Member>(clock as unknown as AudioClock, {
		hears: () => true,
		hearsRoom: () => true,
		onVoice: () => undefined,
		...rules,
	});
	for (const one of members) room.enter(one);
	return { clock, room };
}

describe('AudioRoom', () => {
	it('adds up the others, and leaves out who listens', () => {
		const [a, b, c] = [member(), member(), member()] as const;
		roomOf([a, b, c]);
		a.test.say(100);
		b.test.say(20);
		c.test.say(3);
		expect([a, b, c].map(({ test }) => test.hear())).toEqual([23, 103, 120]);
	});

	it('is silence for somebody alone', () => {
		const a = member();
		roomOf([a]);
		a.test.say(100);
		expect(a.test.hear()).toBeUndefined();
	});

	it('cuts what is too loud', () => {
		const [a, b, c] = [member(), member(), member()] as const;
		roomOf([a, b, c]);
		a.test.say(30_000);
		b.test.say(30_000);
		expect(c.test.hear()).toBe(32_767);
		a.test.say(-30_000);
		b.test.say(-30_000);
		expect(c.test.hear()).toBe(-32_768);
	});

	it('takes lines of both rates', () => {
		const [narrow, wide] = [member(8000), member(16000)] as const;
		roomOf([narrow, wide]);
		narrow.test.say(1000);
		wide.test.say(2000);
		expect(wide.test.hear()).toBeGreaterThan(900);
		expect(narrow.test.hear()).toBeGreaterThan(1800);
	});

	it('asks the rules who hears whom', () => {
		const [a, b, c] = [member(), member(), member()] as const;
		roomOf([a, b, c], { hears: (listener, speaker) => listener === b && speaker === a });
		for (const one of [a, b, c]) one.test.say(7);
		expect([a, b, c].map(({ test }) => test.hear())).toEqual([undefined, 7, undefined]);
	});

	it('plays sounds to those who hear the room, and gives taps what they ask for', () => {
		const [a, b] = [member(), member()] as const;
		const { clock, room } = roomOf([a, b], { hearsRoom: (listener) => listener === a });
		const [all, onlyB]: [number[], number[]] = [[], []];
		room.addFarSource((length) => new Int16Array(length).fill(50));
		room.tap((samples) => all.push(samples[0] ?? 0), { hears: () => true, roomSounds: true });
		const release = room.tap((samples) => onlyB.push(samples[0] ?? 0), {
			hears: (one) => one === b,
			roomSounds: false,
		});
		a.test.say(1);
		b.test.say(4);
		clock.tick();
		expect([a.test.hear(), b.test.hear()]).toEqual([54, 1]);
		release();
		clock.tick();
		expect([all, onlyB]).toEqual([[55, 55], [4]]);
	});

	it('reports when somebody begins and stops to talk', () => {
		const [a, b] = [member(), member()] as const;
		const reports: [boolean, boolean][] = [];
		roomOf([a, b], { onVoice: (one, speaking) => reports.push([one === a, speaking]) });
		for (let frame = 0; frame < 5; frame++) a.test.say(5000);
		for (let frame = 0; frame < 20; frame++) a.test.say(0);
		b.test.say(0);
		expect(reports).toEqual([
			[true, true],
			[true, false],
		]);
	});

	it('forgets who leaves, and stops its clock with the last', () => {
		const [a, b] = [member(), member()] as const;
		const { clock, room } = roomOf([a, b]);
		a.test.say(9);
		room.leave(a);
		expect(b.test.hear()).toBeUndefined();
		expect([a.test.attached, clock.listeners]).toEqual([0, 1]);
		room.leave(b);
		expect([b.test.attached, clock.listeners]).toEqual([0, 0]);
	});
});

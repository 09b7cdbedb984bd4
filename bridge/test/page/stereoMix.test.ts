import { StereoMix } from '../../src/page/listen/stereoMix';

const RATE = 8_000;
const PER_MS = RATE / 1000;
/** How far the mix is behind the call. */
const BEHIND_MS = 200;

/** Audio that counts up from `first`, so that every sample tells where it came from. */
function counting(ms: number, first: number): Buffer {
	const pcm = Buffer.alloc(ms * PER_MS * 2);
	for (let at = 0; at < pcm.length; at += 2) pcm.writeInt16LE(first + at / 2, at);
	return pcm;
}

/** The two channels of a piece. */
function parted(stereo: Buffer): { left: number[]; right: number[] } {
	const left: number[] = [];
	const right: number[] = [];
	for (let at = 0; at < stereo.length; at += 4) {
		left.push(stereo.readInt16LE(at));
		right.push(stereo.readInt16LE(at + 2));
	}
	return { left, right };
}

const count = (ms: number, first: number) =>
	Array.from({ length: ms * PER_MS }, (_none, index) => first + index);
const silence = (ms: number) => new Array<number>(ms * PER_MS).fill(0);

describe('StereoMix', () => {
	it('puts the caller left and the agent right, each when it is heard', () => {
		const mix = new StereoMix(RATE, BEHIND_MS);
		mix.onCallerAudio(counting(20, 1), 220);
		mix.onPlayedAudio(counting(30, 1_000), 30);
		const { left, right } = parted(mix.read(BEHIND_MS + 240));
		expect(left).toEqual([...silence(200), ...count(20, 1), ...silence(20)]);
		expect(right).toEqual([...silence(30), ...count(30, 1_000), ...silence(180)]);
	});

	it('goes on without a seam, piece by piece', () => {
		const mix = new StereoMix(RATE, BEHIND_MS);
		mix.onPlayedAudio(counting(300, 1), 0);
		const pieces = [100, 130, 250].map((ms) => parted(mix.read(BEHIND_MS + ms)).right);
		expect(pieces.flat()).toEqual(count(250, 1));
		expect(mix.read(BEHIND_MS + 250)).toHaveLength(0);
	});

	it('joins frames of the caller that come unevenly', () => {
		const mix = new StereoMix(RATE, BEHIND_MS);
		for (const [place, atMs] of [20, 47, 58, 81, 100].entries()) {
			mix.onCallerAudio(counting(20, 1 + place * 20 * PER_MS), atMs);
		}
		expect(parted(mix.read(BEHIND_MS + 100)).left).toEqual(count(100, 1));
	});

	it('lets nothing be heard of what was cleared', () => {
		const mix = new StereoMix(RATE, BEHIND_MS);
		mix.onPlayedAudio(counting(3_000, 1), 0);
		mix.onCleared(30);
		mix.onPlayedAudio(counting(20, 9_000), 70);
		const { right } = parted(mix.read(BEHIND_MS + 100));
		expect(right).toEqual([...count(30, 1), ...silence(40), ...count(20, 9_000), ...silence(10)]);
	});

	it('begins in the middle of a call', () => {
		const mix = new StereoMix(RATE, 60_000);
		mix.onPlayedAudio(counting(100, 1), 60_000);
		const { right } = parted(mix.read(60_000 + BEHIND_MS + 100));
		expect(right).toEqual([...silence(BEHIND_MS), ...count(100, 1)]);
	});

	it('catches up on no more than a second after a standstill', () => {
		const mix = new StereoMix(RATE, BEHIND_MS);
		mix.onPlayedAudio(counting(3_000, 1), 0);
		const { right } = parted(mix.read(BEHIND_MS + 3_000));
		expect(right).toEqual(count(1_000, 1 + 2_000 * PER_MS));
	});
});

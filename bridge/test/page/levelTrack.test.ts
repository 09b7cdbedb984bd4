import { LevelTrack } from '../../src/page/live/levelTrack';

const RATE = 16_000;

/** Audio of this length whose loudest sample is `level` of full scale, at every fourth place or more. */
function tone(ms: number, level: number): Buffer {
	const pcm = Buffer.alloc((RATE / 1000) * ms * 2);
	for (let at = 0; at < pcm.length; at += 2) pcm.writeInt16LE(-Math.round(level * 32_768), at);
	return pcm;
}

describe('LevelTrack', () => {
	it('gives each tenth of a second its loudest sample', () => {
		const track = new LevelTrack(RATE, 0);
		for (let ms = 0; ms < 100; ms += 20) track.write(tone(20, ms === 40 ? 0.5 : 0.25), ms);
		track.write(tone(20, 1), 100);
		expect(track.read(300)).toEqual([0.5, 1, 0]);
	});

	it('tells each bar once, when it is over', () => {
		const track = new LevelTrack(RATE, 0);
		track.write(tone(200, 0.5), 0);
		expect(track.read(99)).toEqual([]);
		expect(track.read(150)).toEqual([0.5]);
		expect(track.read(150)).toEqual([]);
		expect(track.read(250)).toEqual([0.5]);
	});

	it('shows audio that comes ahead of its time when it is heard', () => {
		const track = new LevelTrack(RATE, 1_000);
		track.write(tone(300, 0.5), 1_150);
		expect(track.read(1_500)).toEqual([0, 0.5, 0.5, 0.5, 0.5]);
	});

	it('shows nothing of what was cleared', () => {
		const track = new LevelTrack(RATE, 0);
		track.write(tone(1_000, 0.5), 0);
		track.clear(200);
		track.write(tone(100, 0.25), 400);
		expect(track.read(600)).toEqual([0.5, 0.5, 0, 0, 0.25, 0]);
	});

	it('leaves out what is too late or too far ahead, also where the memory begins anew', () => {
		const track = new LevelTrack(RATE, 1_000);
		track.write(tone(20, 1), 900);
		track.write(tone(20, 1), 1_000 + 512 * 100);
		track.write(tone(20, 0.5), 1_000 + 511 * 100);
		const bars = track.read(1_000 + 513 * 100);
		expect(bars).toHaveLength(513);
		expect(bars.flatMap((level, place) => (level > 0 ? [[place, level]] : []))).toEqual([
			[511, 0.5],
		]);
	});

	it('counts the quietest sample and the loudest one, and an odd byte for nothing', () => {
		const track = new LevelTrack(RATE, 0);
		track.write(Buffer.from([0x00, 0x80, 0xff]), 0);
		track.write(Buffer.from([0xff, 0x7f]), 100);
		track.write(Buffer.alloc(0), 200);
		expect(track.read(300)).toEqual([1, 32_767 / 32_768, 0]);
	});
});

import { CallRecorder } from '../../src/recording/sound/callRecorder';

describe('a recorder', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('that fails ends its recording with what there was, and nothing else', () => {
		const bug = new TypeError('a bug');
		const faults: unknown[] = [];
		let [blocks, ends, elapsedMs] = [0, 0, 4_500];
		const recorder = new CallRecorder({
			sampleRate: 8_000,
			longestMs: 60_000,
			sink: {
				write: () => {
					if (blocks === 2) throw bug;
					blocks += 1;
				},
				end: () => void (ends += 1),
			},
			elapsedMs: () => elapsedMs,
			onCutOff: () => undefined,
			onFault: (error) => faults.push(error),
		});
		jest.advanceTimersByTime(1_000);
		expect([blocks, ends]).toEqual([1, 0]);
		elapsedMs = 20_000;
		jest.advanceTimersByTime(5_000);
		recorder.onEnd(20_000);
		expect([blocks, ends, faults, recorder.complete]).toEqual([2, 1, [bug], false]);
	});
});

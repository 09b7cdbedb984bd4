import { Listener } from '../../src/page/listen/listener';
import { eventually } from '../eventually';
import { FakeCall } from './support/fakeCall';
import { FakeResponse } from './support/fakeResponse';

const IN_AN_HOUR = Date.now() + 60 * 60 * 1000;
/** Bytes of 100 ms of stereo at 16 kHz. */
const PIECE = 6_400;

describe('Listener', () => {
	let call: FakeCall;
	let response: FakeResponse;
	let gone: number;
	const open = (endsAt = IN_AN_HOUR) =>
		new Listener(call, response.response, endsAt, () => (gone += 1));

	beforeEach(() => {
		call = new FakeCall('call-1');
		response = new FakeResponse();
		gone = 0;
	});
	afterEach(() => response.destroy());

	it('sends stereo as time goes by, also while nobody speaks', async () => {
		open();
		await eventually('half a second', () => response.bytes >= 5 * PIECE);
		expect(response.bytes % 4).toBe(0);
		expect(Buffer.concat(response.written).every((byte) => byte === 0)).toBe(true);
	});

	it('keeps no more than a second for a browser that does not keep up, and goes on with the newest', async () => {
		const listener = open();
		response.flows = false;
		response.writableLength = 40_000;
		await eventually('drops', () => listener.dropped >= 3);
		expect(response.written).toEqual([]);
		const loud = Buffer.alloc(640, 0x11);
		const { dropped } = listener;
		await eventually('more drops', () => {
			for (const tap of call.taps) tap.onPlayedAudio(loud, call.elapsedMs);
			return listener.dropped >= dropped + 15;
		});
		response.drain();
		expect(response.bytes).toBeLessThan(14 * PIECE);
		expect(Buffer.concat(response.written).includes(0x11)).toBe(true);
	});

	it('hears no longer than the browser', () => {
		open();
		expect(call.taps.size).toBe(1);
		response.destroy();
		expect([call.taps.size, gone]).toEqual([0, 1]);
	});

	it('drops a browser to which nothing gets through', () => {
		open();
		response.stall();
		expect([call.taps.size, gone]).toEqual([0, 1]);
	});

	it('ends with the call', () => {
		open();
		for (const tap of call.taps) tap.onEnd(call.elapsedMs);
		expect([response.ended, call.taps.size, gone]).toEqual([true, 0, 1]);
	});

	it('that fails ends, and tells with what', async () => {
		const listener = open();
		const bug = new TypeError('a bug');
		jest.spyOn(response, 'write').mockImplementation(() => {
			throw bug;
		});
		await eventually('the end', () => gone === 1);
		expect([response.destroyed, call.taps.size, listener.fault]).toEqual([true, 0, bug]);
	});

	it('ends with the session', async () => {
		open(Date.now() + 20);
		await eventually('the end', () => gone === 1);
		expect([response.destroyed, call.taps.size]).toEqual([true, 0]);
	});
});

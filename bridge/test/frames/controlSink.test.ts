import { giveControl, type ControlSink } from '../../src/frames/controlSink';
import { CLOSE, FrameError, OPCODE } from '../../src/frames/protocol';

describe('a control frame', () => {
	let told: unknown[];
	const sink: ControlSink = {
		onPingFrame: (payload) => void told.push(['ping', payload.toString()]),
		onPongFrame: (payload) => void told.push(['pong', payload.toString()]),
		onCloseFrame: (status) => void told.push(['close', status]),
		onViolation: (error) => void told.push(['violation', error]),
		onFault: (error) => void told.push(['fault', error]),
	};
	const reader = { halt: () => void told.push('halt') };
	const give = (opcode: number, payload: Buffer) => giveControl(opcode, payload, sink, reader);
	beforeEach(() => (told = []));

	it('is handed on, and reading goes on after a Ping or a Pong', () => {
		expect(give(OPCODE.ping, Buffer.from('a'))).toBeUndefined();
		expect(give(OPCODE.pong, Buffer.from('b'))).toBeUndefined();
		expect(told).toEqual([
			['ping', 'a'],
			['pong', 'b'],
		]);
	});

	it('that is a Close stops the reading first', () => {
		const payload = Buffer.concat([Buffer.of(0x03, 0xe8), Buffer.from('bye')]);
		expect(give(OPCODE.close, payload)).toBeUndefined();
		expect(told).toEqual(['halt', ['close', { code: CLOSE.normal, reason: 'bye' }]]);
	});

	it('that is a bad Close is told by what is wrong with it, and to nobody else', () => {
		expect(give(OPCODE.close, Buffer.of(0x03, 0xe7))).toBeInstanceOf(FrameError);
		expect(told).toEqual([]);
	});
});

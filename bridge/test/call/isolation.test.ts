import { CallerAudio } from '../../src/call/callerAudio';
import { Conversation } from '../../src/call/conversation';
import type { BridgeSettings } from '../../src/config/config';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { TestBench, type BenchCall } from '../testBench';
import { agentHears, hears, liveCall, resumable } from './support';

const BUG = new Error('wss://somewhere/secret-join');

describe.each(['own', 'ws'] as const)('an error in the work of a call, on %s', (path) => {
	let bench: TestBench;
	const start = async (limits: BridgeSettings['limits'] = {}) => {
		bench = await TestBench.start({ frames: { path }, limits: { closeTimeoutMs: 100, ...limits } });
	};
	afterEach(async () => {
		jest.restoreAllMocks();
		await bench.close();
	});

	/** The call ends, n8n is told why, and another one does not notice. */
	const endsAlone = async (faulty: BenchCall, other: BenchCall) => {
		expect((await faulty.plivo.isClosed()).reason).toBe('protocol-error');
		await eventually('the agent is closed', () => faulty.agent.closeCode);
		const ended = await eventually('the call is reported', () =>
			bench.sink.accepted.find(({ type }) => type === 'ended'),
		);
		expect(ended).toMatchObject({
			callId: faulty.claims.callId,
			data: { report: { endedBy: 'bridge', reason: 'protocol-error' } },
		});
		const words = distinctBytes(640, 7);
		other.plivo.media(words);
		await agentHears(other.agent, words);
		other.agent.speak(words);
		await hears(other.plivo, words);
		expect(bench.bridge.callCount).toBe(1);
		const lines = bench.logLines.filter((line) => line.includes('"call failed"'));
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain('isolation.test.ts');
		expect(bench.logLines.join('')).not.toContain('secret-join');
	};
	const fault = () => {
		throw BUG;
	};

	it.each<[string, (call: BenchCall) => void]>([
		[
			'while a message of the agent is read',
			({ agent }) => {
				jest.spyOn(Conversation.prototype, 'said').mockImplementation(fault);
				agent.tell({ type: 'transcript', role: 'agent', text: 'x', final: true, ordinal: 0 });
			},
		],
		[
			'while a message of Plivo is read',
			({ plivo }) => {
				jest.spyOn(Conversation.prototype, 'pressed').mockImplementation(fault);
				plivo.press('1');
			},
		],
		[
			'in a timer',
			({ plivo }) => {
				jest.spyOn(Conversation.prototype, 'entered').mockImplementationOnce(fault);
				plivo.press('1');
			},
		],
	])('ends that call and no other: %s', async (_when, cause) => {
		await start();
		const [faulty, other] = [await bench.call(), await bench.call()];
		cause(faulty);
		await endsAlone(faulty, other);
	});

	it('ends that call and no other: in the clock that all calls share', async () => {
		await start({ mediaGapMs: 100 });
		const [faulty, other] = [await bench.call(), await bench.call()];
		const { audio } = liveCall(bench, faulty) as unknown as { audio: { fromCaller: CallerAudio } };
		jest.spyOn(audio.fromCaller, 'writeSilence').mockImplementationOnce(fault);
		await endsAlone(faulty, other);
	});

	it('ends that call and no other: when another agent is there', async () => {
		await start();
		resumable(bench);
		const [faulty, other] = [await bench.call({ resume: true }), await bench.call()];
		jest.spyOn(Conversation.prototype, 'resumed').mockImplementation(fault);
		faulty.agent.socket.terminate();
		await endsAlone(faulty, other);
	});

	it('is over also when it does not even end properly', async () => {
		await start();
		const [faulty, other] = [await bench.call(), await bench.call()];
		jest.spyOn(Conversation.prototype, 'pressed').mockImplementation(fault);
		const { end } = liveCall(bench, faulty) as unknown as { end: { atOnce: () => void } };
		jest.spyOn(end, 'atOnce').mockImplementation(fault);
		faulty.plivo.press('1');
		await eventually('its sockets are gone', () => faulty.plivo.closed && faulty.agent.closeCode);
		const words = distinctBytes(640, 7);
		other.plivo.media(words);
		await agentHears(other.agent, words);
	});
});

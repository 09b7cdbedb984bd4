import { Transcript } from '../src/ultravox/transcript';
import type { TranscriptMessage } from '../src/ultravox/agentMessage';
import { eventually } from './eventually';
import { TestBench } from './testBench';

const piece = (fields: Partial<TranscriptMessage>): TranscriptMessage => ({
	type: 'transcript',
	role: 'agent',
	text: undefined,
	delta: undefined,
	final: false,
	ordinal: 0,
	...fields,
});

describe('transcript', () => {
	it('replaces by text, appends by delta, and gives a line out once it is final', () => {
		const transcript = new Transcript();
		expect(transcript.apply(piece({ text: 'Good' }))).toBeUndefined();
		expect(transcript.apply(piece({ delta: ' day' }))).toBeUndefined();
		expect(transcript.all()).toEqual([{ role: 'agent', text: 'Good day', ordinal: 0 }]);
		const line = { role: 'agent', text: 'Good day to you.', ordinal: 0 };
		expect(transcript.apply(piece({ text: 'Good day to you.', final: true }))).toEqual(line);
		expect(transcript.apply(piece({ text: 'Good day to you.', final: true }))).toBeUndefined();
	});

	it('makes a line final by an empty delta', () => {
		const transcript = new Transcript();
		transcript.apply(piece({ delta: 'Hello' }));
		expect(transcript.apply(piece({ delta: '', final: true }))?.text).toBe('Hello');
	});

	it('tells a final line again when an interruption shortened it', () => {
		const transcript = new Transcript();
		transcript.apply(piece({ text: 'One two three', final: true }));
		expect(transcript.apply(piece({ text: 'One two', final: true }))?.text).toBe('One two');
		expect(transcript.all()).toHaveLength(1);
	});

	it('orders by ordinal, whatever came first, and leaves out what has no words', () => {
		const transcript = new Transcript();
		transcript.apply(piece({ ordinal: 2, text: 'third', role: 'user', final: true }));
		transcript.apply(piece({ ordinal: 1, text: '' }));
		transcript.apply(piece({ ordinal: 0, text: 'first' }));
		expect(transcript.all().map(({ text }) => text)).toEqual(['first', 'third']);
	});

	it("goes on behind the old lines when another call of Ultravox's counts from 0 again", () => {
		const transcript = new Transcript();
		transcript.apply(piece({ ordinal: 0, text: 'one', final: true }));
		transcript.apply(piece({ ordinal: 1, text: 'cut o' }));
		transcript.continueInNextCall();
		expect(transcript.apply(piece({ ordinal: 1, text: 'four', final: true }))?.ordinal).toBe(3);
		expect(transcript.apply(piece({ ordinal: 0, text: 'three' }))).toBeUndefined();
		expect(transcript.lineOf(piece({ ordinal: 0 }))?.text).toBe('three');
		expect(transcript.all().map(({ text }) => text)).toEqual(['one', 'cut o', 'three', 'four']);
		transcript.continueInNextCall();
		expect(transcript.apply(piece({ text: 'five', final: true }))?.ordinal).toBe(4);
	});

	it('begins at 0 when the lost call said nothing', () => {
		const transcript = new Transcript();
		transcript.continueInNextCall();
		expect(transcript.apply(piece({ text: 'one', final: true }))?.ordinal).toBe(0);
	});

	it('remembers a bounded amount', () => {
		const transcript = new Transcript();
		transcript.apply(piece({ text: 'x'.repeat(400_000) }));
		transcript.apply(piece({ ordinal: 1, text: 'y'.repeat(200_000) }));
		expect(transcript.all().map(({ ordinal }) => ordinal)).toEqual([0]);
		expect(transcript.dropped).toBe(1);
	});

	it('remembers a bounded number of lines, also of those without words, and goes on with them', () => {
		const transcript = new Transcript();
		for (let ordinal = 0; ordinal < 5_000; ordinal++) transcript.apply(piece({ ordinal }));
		expect(transcript.dropped).toBe(0);
		transcript.apply(piece({ ordinal: 5_000 }));
		expect(transcript.dropped).toBe(1);
		expect(transcript.lineOf(piece({ ordinal: 5_000 }))).toBeUndefined();
		expect(transcript.apply(piece({ ordinal: 4_999, text: 'Bye.', final: true }))?.text).toBe(
			'Bye.',
		);
	});
});

describe('data messages of the agent', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start();
	});
	afterEach(async () => await bench.close());

	it('become transcript events when final, and the whole list is told at the end', async () => {
		const { plivo, agent } = await bench.call();
		const say = (fields: object) => agent.tell({ type: 'transcript', medium: 'voice', ...fields });
		say({ role: 'agent', text: 'Hel', delta: null, final: false, ordinal: 0 });
		say({ role: 'agent', text: null, delta: 'lo', final: false, ordinal: 0 });
		say({ role: 'agent', text: 'Hello!', final: true, ordinal: 0 });
		say({ role: 'user', text: 'Hi.', final: true, ordinal: 1 });
		say({ role: 'agent', text: 'How are', final: false, ordinal: 2 });
		await eventually('both finals arrive', () => bench.sink.accepted.length === 3);
		plivo.socket.close(1000);
		const { data } = await bench.sink.event('ended');
		expect(bench.sink.accepted.slice(1, 3).map((event) => event.data)).toEqual([
			{ role: 'agent', text: 'Hello!', ordinal: 0 },
			{ role: 'user', text: 'Hi.', ordinal: 1 },
		]);
		expect(data.transcript).toEqual([
			{ role: 'agent', text: 'Hello!', ordinal: 0 },
			{ role: 'user', text: 'Hi.', ordinal: 1 },
			{ role: 'agent', text: 'How are', ordinal: 2 },
		]);
	});

	it('about a tool nobody has are answered at once, so that the agent goes on', async () => {
		const { agent } = await bench.call();
		agent.tell({
			type: 'client_tool_invocation',
			toolName: 'lookUpOrder',
			invocationId: 'i-1',
			parameters: { order: 7 },
		});
		await eventually('the tool is answered', () => agent.messages.length === 1);
		expect(agent.messages).toEqual([
			{
				type: 'client_tool_result',
				invocationId: 'i-1',
				errorType: 'undefined',
				errorMessage: 'This call has no client tool named "lookUpOrder".',
			},
		]);
	});

	it('that nobody knows, or that are broken, are ignored', async () => {
		const { agent } = await bench.call();
		for (const text of ['not json', 'null', '[]', '"transcript"', '{}']) agent.socket.send(text);
		agent.tell({ type: 'pong', timestamp: 1 });
		agent.tell({ type: 'ping', timestamp: 1 });
		agent.tell({ type: 'state', state: 7 });
		agent.tell({ type: 'call_started', callId: 'x' });
		agent.tell({ type: 'client_tool_invocation' });
		for (const ordinal of [-1, 1.5, '0', 1_000_000_001, undefined]) {
			agent.tell({ type: 'transcript', role: 'user', text: 'no', final: true, ordinal });
		}
		agent.tell({ type: 'transcript', role: 'narrator', text: 'no', final: true, ordinal: 0 });
		agent.tell({ type: 'transcript', role: 'user', text: 'yes', final: true, ordinal: 0 });
		expect((await bench.sink.event('transcript')).data.text).toBe('yes');
		expect(agent.messages).toEqual([]);
		expect(agent.closeCode).toBeUndefined();
	});
});

import { eventually } from './eventually';
import { TestBench } from './testBench';

const message = (digits: string) => ({
	type: 'user_text_message',
	text: `DTMF received: ${digits}`,
	urgency: 'immediate',
});

describe('keys the caller presses', () => {
	let bench: TestBench;
	afterEach(async () => await bench.close());

	it('reach the agent as one message when they follow each other quickly', async () => {
		bench = await TestBench.start({ limits: { dtmfFlushMs: 200 } });
		const { plivo, agent } = await bench.call();
		plivo.press('123');
		await eventually('the agent is told', () => agent.messages.length > 0);
		expect(agent.messages).toEqual([message('123')]);
		expect((await bench.sink.event('dtmf')).data).toEqual({ digits: '123' });
	});

	it('are not held back after the hash key', async () => {
		bench = await TestBench.start({ limits: { dtmfFlushMs: 600_000 } });
		const { plivo, agent } = await bench.call();
		plivo.press('12#4#');
		await eventually('the agent is told twice', () => agent.messages.length === 2);
		expect(agent.messages).toEqual([message('12#'), message('4#')]);
	});

	it('are told after 64 of them, however quickly they go on', async () => {
		bench = await TestBench.start({ limits: { dtmfFlushMs: 600_000 } });
		const { plivo, agent } = await bench.call();
		plivo.press(`${'1'.repeat(64)}2#`);
		await eventually('the last is told', () => `${agent.messages.at(-1)?.text}`.endsWith('#'));
		expect(agent.messages).toEqual([message('1'.repeat(64)), message('2#')]);
	});

	it('wait for an agent that is not connected yet', async () => {
		bench = await TestBench.start({ limits: { dtmfFlushMs: 600_000 } });
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		plivo.press('7#');
		const agent = await bench.agent.connected();
		await eventually('the agent is told', () => agent.messages.length === 1);
		expect(agent.messages).toEqual([message('7#')]);
	});

	it('are in the events and the report even when the caller hangs up at once', async () => {
		bench = await TestBench.start({ limits: { dtmfFlushMs: 600_000 } });
		const { plivo } = await bench.call();
		plivo.press('9#');
		plivo.press('42');
		plivo.socket.close(1000);
		expect((await bench.sink.report()).digits).toBe('9#42');
		expect(bench.sink.accepted.map(({ type, data }) => [type, data.digits])).toEqual([
			['started', undefined],
			['dtmf', '9#'],
			['dtmf', '42'],
			['quality', undefined],
			['ended', undefined],
		]);
	});

	it('are all told, but the report keeps no more than a thousand', async () => {
		bench = await TestBench.start({ limits: { dtmfFlushMs: 600_000 } });
		const { plivo } = await bench.call();
		const thousand = '1234567890'.repeat(100);
		plivo.press(`${thousand}5#`);
		plivo.socket.close(1000);
		expect((await bench.sink.report()).digits).toBe(thousand);
		const told = bench.sink.accepted.filter(({ type }) => type === 'dtmf');
		expect(told.map(({ data }) => data.digits).join('')).toBe(`${thousand}5#`);
	});
});

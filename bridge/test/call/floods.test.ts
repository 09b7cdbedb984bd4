import { eventually } from '../eventually';
import { TestBench } from '../testBench';
import { settled } from './support';

interface LogLine extends Record<string, unknown> {
	msg: string;
}

describe('a call that is flooded', () => {
	let bench: TestBench;
	const lines = (message: string) =>
		bench.logLines
			.map((line) => JSON.parse(line) as LogLine)
			.filter((line) => line.msg === message);
	const ended = () => eventually('the end is logged', () => lines('call ended')[0]);
	beforeEach(async () => {
		bench = await TestBench.start();
	});
	afterEach(async () => await bench.close());

	it('with reports of audio that could not be played logs the first, and their number', async () => {
		const call = await bench.call();
		for (let sent = 0; sent < 300; sent++) {
			call.plivo.send({ event: sent % 2 ? 'playFailed' : 'error', reason: `reason ${sent}` });
		}
		await settled(call);
		expect(lines('Plivo could not play the audio').map(({ reason }) => reason)).toEqual([
			'reason 0',
		]);
		call.plivo.socket.close(1000);
		expect(await ended()).toMatchObject({ playFailures: 300, unknownTools: 0, droppedTools: 0 });
	});

	it('with tools that nobody has logs the first, tells of many and answers all', async () => {
		const call = await bench.call();
		const toldOf = () => bench.sink.accepted.filter(({ type }) => type === 'tool').length;
		const total = 1_100;
		// In parts, so that what n8n is told never has to be dropped for another reason.
		for (let sent = 0; sent < total; sent++) {
			const invocationId = `i-${sent}`;
			call.agent.tell({ type: 'client_tool_invocation', toolName: `t-${sent}`, invocationId });
			if (sent % 200 !== 199) continue;
			const expected = Math.min(sent + 1, 1_000);
			await eventually('these are told', () => toldOf() === expected);
		}
		await eventually('all are answered', () => call.agent.messages.length === total);
		expect(lines('unknown client tool').map(({ toolName }) => toolName)).toEqual(['t-0']);
		call.plivo.socket.close(1000);
		await bench.sink.event('ended');
		expect(toldOf()).toBe(1_000);
		expect(await ended()).toMatchObject({
			playFailures: 0,
			unknownTools: total,
			droppedTools: total - 1_000,
		});
	});

	it('counts each call by itself', async () => {
		for (const name of ['first', 'second']) {
			const call = await bench.call();
			call.plivo.send({ event: 'error', reason: name });
			call.agent.tell({ type: 'client_tool_invocation', toolName: name, invocationId: 'i' });
			await settled(call);
		}
		const reasons = lines('Plivo could not play the audio').map(({ reason }) => reason);
		const names = lines('unknown client tool').map(({ toolName }) => toolName);
		expect([reasons, names]).toEqual([
			['first', 'second'],
			['first', 'second'],
		]);
	});
});

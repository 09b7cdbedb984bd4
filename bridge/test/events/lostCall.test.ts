import fs from 'node:fs';
import { noteOf } from '../../../nodes/InboundCallTrigger/answer/callNotes';
import { noteEvent } from '../../../nodes/InboundCallTrigger/answer/relayNotes';
import { eventually } from '../eventually';
import { claimsFor, REFUSE_ALL, SenderBench, wholeCall } from './support/senderBench';

/** What the sender of a bridge leaves that is stopped while its calls live is what a killed one leaves. */
describe('the end of a call whose bridge died', () => {
	let bench: SenderBench;
	beforeEach(async () => {
		bench = await SenderBench.start();
	});
	afterEach(async () => await bench.close());

	const line = { role: 'user', text: 'What was said last', ordinal: 3 };

	it('is told by the next bridge, after what was not delivered, with what was said in that', async () => {
		const first = bench.run();
		const call = bench.call(first);
		call.emit('started', {});
		await bench.sink.event('started');
		bench.sink.answers = REFUSE_ALL.slice();
		call.emit('transcript', line);
		call.emit('dtmf', { digits: '1' });
		await first.sender.flush(0);
		bench.sink.answers = [];

		const { counts } = bench.run();
		const ended = await bench.sink.event('ended');
		const [started] = bench.sink.accepted;
		expect([...bench.arrived().values()]).toEqual([[1, 2, 3, 1_000_003]]);
		expect(ended.eventId).toBe(started?.eventId.replace(/1$/, '1000003'));
		expect(ended).toMatchObject({ callId: started?.callId, callUuid: started?.callUuid });
		expect(ended.data).toEqual({
			report: expect.objectContaining({ endedBy: 'bridge', reason: 'bridge-lost', digits: '' }),
			transcript: [line],
		});
		expect(counts.callsEnded['bridge-lost']).toBe(1);
		await eventually('nothing is left', () => bench.files().length === 0);
	});

	it('is told when all was delivered, and as the next event of the stream', async () => {
		const first = bench.run();
		const call = bench.call(first);
		for (let index = 0; index < 12; index++) call.emit('transcript', line);
		await eventually('all are delivered', () => first.sender.queued === 0);
		await first.sender.flush(0);
		expect(bench.files()).toHaveLength(1);
		bench.run();
		expect(await bench.sink.event('ended')).toMatchObject({
			sequence: 1_000_012,
			data: { transcript: [], report: { reason: 'bridge-lost' } },
		});
		await eventually('nothing is left', () => bench.files().length === 0);
	});

	it('is told also when nothing that happened was wanted, and not where that is not wanted either', async () => {
		const first = bench.run();
		for (const events of [['resumed', 'ended'], ['resumed'], []]) {
			first.sender.openCall({ ...claimsFor(bench.sink.url), events }).emit('started', {});
		}
		await bench.written(first);
		expect(bench.files()).toHaveLength(1);
		await first.sender.flush(0);
		const { counts } = bench.run();
		expect(await bench.sink.event('ended')).toMatchObject({
			sequence: 1_000_000,
			data: { report: { reason: 'bridge-lost' } },
		});
		await eventually('nothing is left', () => bench.files().length === 0);
		expect([bench.arrivedCount, counts.callsEnded['bridge-lost']]).toEqual([1, 1]);
	});

	it('is no repeat for n8n, also when it was told of things that could not be written', async () => {
		const first = bench.run();
		const call = bench.call(first);
		call.emit('started', {});
		await bench.written(first);
		const { openSync } = fs;
		const opening = jest.spyOn(fs, 'openSync').mockImplementation((path, ...rest) => {
			if (!String(path).endsWith('.events')) return openSync(path, ...rest);
			throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
		});
		call.emit('transcript', line);
		call.emit('dtmf', { digits: '1' });
		await eventually('both are told', () => first.sender.queued === 0);
		await first.sender.flush(0);
		opening.mockRestore();

		bench.run();
		const ended = await bench.sink.event('ended');
		expect(ended.data.report).toMatchObject({ reason: 'bridge-lost' });
		const note = noteOf('https://n8n.example', ended.callUuid);
		const isNew = bench.sink.accepted.map((event) => noteEvent(note, event));
		expect([isNew.length >= 4, isNew.at(-1)]).toEqual([true, true]);
	});

	it('is told once, however many bridges die over it', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const first = bench.run();
		bench.call(first).emit('started', {});
		await first.sender.flush(0);
		for (let round = 0; round < 3; round++) {
			const next = bench.run();
			await eventually('it is tried', () => next.counts.eventRetries > 0);
			await next.sender.flush(0);
		}
		bench.sink.answers = [];
		const last = bench.run();
		await bench.sink.event('ended');
		await eventually('nothing is left', () => bench.files().length === 0);
		expect([...bench.arrived().values()]).toEqual([[1, 1_000_001]]);
		expect(last.counts.callsEnded['bridge-lost']).toBe(0);
	});

	it('is told by nobody else when it was told, delivered or not', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const first = bench.run();
		wholeCall(bench.call(first), 2);
		await first.sender.flush(0);
		bench.sink.answers = [];
		const { counts } = bench.run();
		await eventually('nothing is left', () => bench.files().length === 0);
		expect([...bench.arrived().values()]).toEqual([[1, 2, 3]]);
		expect(counts.callsEnded['bridge-lost']).toBe(0);
	});

	it('is told of a call whose file was rewritten meanwhile', async () => {
		const told = 200;
		const first = bench.run({ eventsPerCall: 10_000 });
		const call = bench.call(first);
		const text = 'x'.repeat(20_000);
		bench.sink.answers = [...Array.from({ length: told - 40 }, () => 200), ...REFUSE_ALL];
		for (let index = 0; index < told; index++) call.emit('transcript', { text });
		await eventually('the next fails', () => first.counts.eventRetries > 0);
		await first.sender.flush(0);
		bench.sink.answers = [];
		bench.run();
		const { sequence, data } = await bench.sink.event('ended');
		expect(sequence).toBe(told + 1_000_000);
		expect(data.transcript).toHaveLength(40);
	});
});

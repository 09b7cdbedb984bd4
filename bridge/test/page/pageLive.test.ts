import { connect } from 'node:net';
import { eventually } from '../eventually';
import { FakeCall } from './support/fakeCall';
import { PageBench } from './support/pageBench';
import { PageEvents } from './support/pageEvents';

let bench: PageBench;
let cookie: string;
const opened: PageEvents[] = [];

async function open(callId?: string): Promise<PageEvents> {
	const events = await PageEvents.open(bench, cookie, callId);
	opened.push(events);
	return events;
}

async function start(settings: Parameters<typeof PageBench.start>[0] = {}): Promise<void> {
	bench = await PageBench.start(settings);
	cookie = await bench.session();
}

afterEach(async () => {
	for (const events of opened.splice(0)) events.close();
	await bench.close();
});

const loud = (level: number) => {
	const pcm = Buffer.alloc(640);
	for (let at = 0; at < pcm.length; at += 2) pcm.writeInt16LE(Math.round(level * 32_767), at);
	return pcm;
};

describe('the events of the live page', () => {
	beforeEach(async () => await start());

	it('begin with everything there is', async () => {
		const call = bench.bridge.begin(new FakeCall('call-1'));
		call.facts = { muted: true, bargeIns: 3, digitCount: 4, addedLatencyMs: 0.7 };
		bench.bridge.say(call, { role: 'agent', text: 'Good day.', ordinal: 0 });
		bench.bridge.queuedEvents = 7;
		const { calls, lines, bridge } = await (await open('call-1')).find('snapshot');
		expect(calls).toMatchObject([
			{ callId: 'call-1', muted: true, bargeIns: 3, digitCount: 4, addedLatencyMs: 0.7 },
		]);
		expect(calls[0]?.said).toEqual({ role: 'agent', text: 'Good day.' });
		expect(lines).toEqual([{ role: 'agent', text: 'Good day.', ordinal: 0, final: true }]);
		expect(bridge).toEqual({ unready: null, calls: 1, waitingStreams: 0, queuedEvents: 7 });
	});

	it('are broken off by a bug in them, which ends nothing else, and begin afresh', async () => {
		const call = bench.bridge.begin(new FakeCall('call-1'));
		const events = await open('call-1');
		await events.find('snapshot');
		const { status } = call;
		call.status = () => {
			throw new TypeError('a bug');
		};
		await eventually('the tab is disconnected', () => events.over);
		call.status = status;
		expect(bench.logLines.join('')).toContain('the live page failed');
		const again = await open('call-1');
		await again.next('calls', ({ calls }) => calls[0]?.callId === 'call-1');
		bench.bridge.end(call);
		await again.find('ended');
	});

	it('never hold the keys that were pressed', async () => {
		const call = bench.bridge.begin(new FakeCall('call-1'));
		call.facts = { digits: '4929123456781234' } as object;
		const events = await open('call-1');
		await events.next('calls');
		expect(JSON.stringify(events.news)).not.toContain('4929');
	});

	it('tell of calls that begin, change and end', async () => {
		const events = await open();
		await events.find('snapshot');
		const call = bench.bridge.begin(new FakeCall('call-1'));
		await events.find('calls', ({ calls }) => calls[0]?.callId === 'call-1');
		call.facts = { held: true };
		await events.next('calls', ({ calls }) => calls[0]?.held === true);
		bench.bridge.end(call);
		expect(await events.find('ended')).toEqual({
			type: 'ended',
			callId: 'call-1',
			reason: 'caller-hangup',
		});
		bench.bridge.draining = true;
		await events.next('bridge', ({ bridge }) => bridge.unready === 'draining');
	});

	it('tell every word of the open call at once, and of others only the last line', async () => {
		const [one, other] = ['call-1', 'call-2'].map((id) => bench.bridge.begin(new FakeCall(id)));
		if (!one || !other) throw new Error('no calls');
		const events = await open('call-1');
		await events.find('snapshot');
		bench.bridge.say(other, { role: 'user', text: 'Secret of another call', ordinal: 0 });
		bench.bridge.say(one, { role: 'user', text: 'I wo', ordinal: 1 }, false);
		bench.bridge.say(one, { role: 'user', text: 'I would like', ordinal: 1 }, true);
		await events.find('line', ({ line }) => line.final);
		const lines = events.news.filter((news) => news.type === 'line');
		expect(lines).toEqual([
			{
				type: 'line',
				callId: 'call-1',
				line: { role: 'user', text: 'I wo', ordinal: 1, final: false },
			},
			{
				type: 'line',
				callId: 'call-1',
				line: { role: 'user', text: 'I would like', ordinal: 1, final: true },
			},
		]);
		await events.next('calls', ({ calls }) =>
			calls.some(
				({ callId, said }) => callId === 'call-2' && said?.text === 'Secret of another call',
			),
		);
	});

	it('know in a later snapshot what is still being spoken', async () => {
		const call = bench.bridge.begin(new FakeCall('call-1'));
		await (await open()).find('snapshot');
		bench.bridge.say(call, { role: 'user', text: 'Yes', ordinal: 0 }, false);
		bench.bridge.say(call, { role: 'user', text: 'Yes.', ordinal: 0 }, true);
		bench.bridge.say(call, { role: 'agent', text: 'Then I', ordinal: 1 }, false);
		const { lines } = await (await open('call-1')).find('snapshot');
		expect(lines.map(({ text, final }) => [text, final])).toEqual([
			['Yes.', true],
			['Then I', false],
		]);
	});

	it('shorten the last line in the list, and old transcripts', async () => {
		const call = bench.bridge.begin(new FakeCall('call-1'));
		call.lines = Array.from({ length: 800 }, (_none, ordinal) => ({
			role: 'agent' as const,
			text: `${'x'.repeat(300)}${ordinal}`,
			ordinal,
		}));
		const { calls, lines } = await (await open('call-1')).find('snapshot');
		expect(calls[0]?.said?.text).toBe(`${'x'.repeat(160)}…`);
		expect(lines).toHaveLength(500);
		expect(lines.at(-1)?.ordinal).toBe(799);
	});

	it('hear only the calls that somebody has open, as long as somebody has', async () => {
		const call = bench.bridge.begin(new FakeCall('call-1'));
		const unopened = bench.bridge.begin(new FakeCall('call-2'));
		const looking = await open();
		await looking.find('snapshot');
		expect(bench.bridge.feed.watched).toBe(true);
		expect([call.taps.size, unopened.taps.size]).toEqual([0, 0]);
		const [one, other] = [await open('call-1'), await open('call-1')];
		await other.find('snapshot');
		expect([call.taps.size, unopened.taps.size]).toEqual([1, 0]);
		one.close();
		await other.next('calls');
		expect(call.taps.size).toBe(1);
		other.close();
		await eventually('nobody hears along', () => call.taps.size === 0);
		looking.close();
		await eventually('nobody looks', () => !bench.bridge.feed.watched);
		const again = await open('call-1');
		expect((await again.find('snapshot')).calls).toHaveLength(2);
		expect([call.taps.size, unopened.taps.size]).toEqual([1, 0]);
	});

	it('hear a call that begins while it is open already, as after a reload', async () => {
		const events = await open('call-1');
		await events.find('snapshot');
		expect(bench.bridge.begin(new FakeCall('call-1')).taps.size).toBe(1);
		expect(bench.bridge.begin(new FakeCall('call-2')).taps.size).toBe(0);
	});

	it('show how loud both sides are', async () => {
		const call = bench.bridge.begin(new FakeCall('call-1'));
		const events = await open('call-1');
		await events.find('snapshot');
		const [tap] = call.taps;
		tap?.onCallerAudio(loud(0.5), call.elapsedMs);
		tap?.onPlayedAudio(loud(0.25), call.elapsedMs + 200);
		await eventually('both levels', () => {
			const calls = events.news.flatMap((news) => (news.type === 'calls' ? news.calls : []));
			return (
				calls.some(({ callerBars }) => callerBars.includes(50)) &&
				calls.some(({ agentBars }) => agentBars.includes(25))
			);
		});
	});

	it('tell of many calls in small portions, each about twice a second', async () => {
		for (let count = 0; count < 40; count += 1) bench.bridge.begin(new FakeCall(`call-${count}`));
		const events = await open();
		await events.find('snapshot');
		await eventually('three rounds', () => {
			const told = events.news.flatMap((news) => (news.type === 'calls' ? news.calls : []));
			return new Set(told.map(({ callId }) => callId)).size === 40 && told.length >= 120;
		});
		for (const news of events.news) {
			if (news.type === 'calls') expect(news.calls.length).toBeLessThanOrEqual(4);
		}
	});
});

describe('the bounds of the live page', () => {
	it('are as many tabs as it is set to', async () => {
		await start({ page: { password: 'a password of the page', viewers: 2 } });
		const first = await open();
		await open();
		await expect(open()).rejects.toThrow('503');
		first.close();
		for (let another; another === undefined;) another = await open().catch(() => undefined);
	});

	it('drop a tab that does not read, and keep the others', async () => {
		await start();
		const call = bench.bridge.begin(new FakeCall('call-1'));
		const socket = connect(bench.doors.port, '127.0.0.1');
		let closed = false;
		socket.on('close', () => (closed = true)).on('error', () => undefined);
		socket.write(`GET /page/events?call=call-1 HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\n\r\n`);
		await new Promise((resolve) => socket.once('data', resolve));
		socket.pause();
		const events = await open('call-1');
		await events.find('snapshot');
		const text = 'x'.repeat(100_000);
		for (let ordinal = 0; ordinal < 200; ordinal += 1) {
			bench.bridge.say(call, { role: 'agent', text, ordinal });
			await events.find('line', ({ line }) => line.ordinal === ordinal);
		}
		socket.resume();
		await eventually('the end of the tab that did not read', () => closed);
		expect(events.over).toBe(false);
	});
});

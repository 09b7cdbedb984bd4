import { eventually } from '../eventually';
import { FakeCall } from './support/fakeCall';
import { PageBench } from './support/pageBench';

let bench: PageBench;
const aborts: AbortController[] = [];

afterEach(async () => {
	for (const abort of aborts.splice(0)) abort.abort();
	await bench.close();
});

/** A tab that listens; `heard` grows. */
async function listen(cookie: string) {
	const abort = new AbortController();
	aborts.push(abort);
	const response = await bench.request('/page/calls/call-1/audio', {
		headers: { cookie },
		signal: abort.signal,
	});
	const tab = { response, left: new Set<number>(), right: new Set<number>(), over: false, abort };
	const read = async () => {
		let rest = Buffer.alloc(0);
		for await (const chunk of response.body ?? []) {
			const bytes = Buffer.concat([rest, chunk]);
			const whole = bytes.length - (bytes.length % 4);
			for (let at = 0; at < whole; at += 4) {
				tab.left.add(bytes.readInt16LE(at));
				tab.right.add(bytes.readInt16LE(at + 2));
			}
			rest = bytes.subarray(whole);
		}
	};
	void read()
		.catch(() => undefined)
		.finally(() => (tab.over = true));
	return tab;
}

const sound = (sample: number) => Buffer.from(new Int16Array(320).fill(sample).buffer);

describe('listening to a call', () => {
	it('gives both voices, caller left and agent right, until the call is over', async () => {
		bench = await PageBench.start();
		const call = bench.bridge.begin(new FakeCall('call-1'));
		const tab = await listen(await bench.session());
		expect(tab.response.headers.get('x-sample-rate')).toBe('16000');
		expect(bench.logLines.join('')).toContain('somebody listens to the call');
		await eventually('both voices', () => {
			for (const tap of call.taps) {
				tap.onCallerAudio(sound(1_111), call.elapsedMs);
				tap.onPlayedAudio(sound(2_222), call.elapsedMs);
			}
			return tab.left.has(1_111) && tab.right.has(2_222);
		});
		expect(tab.left.has(2_222)).toBe(false);
		expect(tab.right.has(1_111)).toBe(false);
		bench.bridge.end(call);
		await eventually('the end', () => tab.over);
	});

	it('costs the call nothing any more when the tab is closed', async () => {
		bench = await PageBench.start();
		const call = bench.bridge.begin(new FakeCall('call-1'));
		const tab = await listen(await bench.session());
		expect(call.taps.size).toBe(1);
		tab.abort.abort();
		await eventually('nobody hears along', () => call.taps.size === 0);
	});

	it('is for as many as it is set to', async () => {
		bench = await PageBench.start({ page: { password: 'a password of the page', listeners: 1 } });
		bench.bridge.begin(new FakeCall('call-1'));
		const cookie = await bench.session();
		const first = await listen(cookie);
		const second = await listen(cookie);
		expect([first.response.status, second.response.status]).toEqual([200, 503]);
	});
});

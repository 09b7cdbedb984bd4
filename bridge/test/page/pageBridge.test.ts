import type { PageNews } from '../../src/page/live/pageNews';
import { eventually } from '../eventually';
import { TestBench } from '../testBench';

const PASSWORD = 'a password of the page';

let bench: TestBench;
let cookie: string;
const abort = new AbortController();

beforeAll(async () => {
	bench = await TestBench.start({ page: { password: PASSWORD } });
	const response = await fetch(`${bench.httpUrl}/page/login`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: bench.httpUrl },
		body: new URLSearchParams({ password: PASSWORD }),
	});
	cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
	abort.abort();
	await bench.close();
});

const get = async (path: string) =>
	await fetch(bench.httpUrl + path, { headers: { cookie }, signal: abort.signal });

/** Everything that comes, as it comes; ends quietly when the test does. */
async function follow(response: Response, take: (chunk: Buffer) => void): Promise<void> {
	try {
		for await (const chunk of response.body ?? []) take(Buffer.from(chunk));
	} catch {
		// Broken off at the end of the test.
	}
}

const order = async (callId: string, action: string) =>
	await fetch(`${bench.httpUrl}/page/calls/${callId}/${action}`, {
		method: 'POST',
		headers: { cookie, origin: bench.httpUrl },
	});

it('shows a real call, lets it be heard, and takes orders for it', async () => {
	const { claims, plivo, agent } = await bench.call();
	const { callId } = claims;
	let text = '';
	void follow(await get(`/page/events?call=${callId}`), (chunk) => (text += chunk.toString()));
	const news = () =>
		text
			.split('\n\n')
			.slice(0, -1)
			.map((event) => JSON.parse(event.replace(/^data: /, '')) as PageNews);
	const told = (wanted: (one: PageNews) => boolean) => news().some(wanted);
	await eventually('the call', () =>
		told((one) => one.type === 'snapshot' && one.calls[0]?.callId === callId),
	);

	agent.tell({
		type: 'transcript',
		role: 'agent',
		medium: 'voice',
		text: 'Good',
		final: false,
		ordinal: 0,
	});
	agent.tell({
		type: 'transcript',
		role: 'agent',
		medium: 'voice',
		text: 'Good day.',
		final: true,
		ordinal: 0,
	});
	await eventually('half a line', () =>
		told((one) => one.type === 'line' && one.line.text === 'Good' && !one.line.final),
	);
	await eventually('the line', () =>
		told((one) => one.type === 'line' && one.line.text === 'Good day.' && one.line.final),
	);

	const audio: Buffer[] = [];
	const response = await get(`/page/calls/${callId}/audio`);
	expect(response.headers.get('x-sample-rate')).toBe('16000');
	void follow(response, (chunk) => audio.push(chunk));
	const heard = (channel: number) => {
		const bytes = Buffer.concat(audio);
		const samples = new Set<number>();
		for (let at = 2 * channel; at + 1 < bytes.length; at += 4) samples.add(bytes.readInt16LE(at));
		return samples;
	};
	const sound = (sample: number) => Buffer.from(new Int16Array(320).fill(sample).buffer);
	await eventually('both voices', () => {
		plivo.media(sound(8_000));
		agent.speak(sound(-12_000));
		return heard(0).has(8_000) && heard(1).has(-12_000);
	});
	expect(heard(0).has(-12_000)).toBe(false);
	await eventually('the levels of both', () => {
		const calls = news().flatMap((one) => (one.type === 'calls' ? one.calls : []));
		return (
			calls.some(({ callerBars }) => callerBars.includes(24)) &&
			calls.some(({ agentBars }) => agentBars.includes(37)) &&
			calls.some(({ addedLatencyMs }) => addedLatencyMs !== null)
		);
	});

	for (const [action, name] of [
		['mute', 'muted'],
		['hold', 'held'],
	] as const) {
		expect((await order(callId, action)).status).toBe(204);
		await eventually(action, () =>
			told((one) => one.type === 'calls' && one.calls[0]?.[name] === true),
		);
	}

	expect((await order(callId, 'hang-up')).status).toBe(204);
	await plivo.isClosed();
	await eventually('the end', () =>
		told((one) => one.type === 'ended' && one.callId === callId && one.reason === 'hung-up'),
	);
	expect((await order(callId, 'mute')).status).toBe(404);
});

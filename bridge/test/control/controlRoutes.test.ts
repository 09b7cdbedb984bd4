import { pino } from 'pino';
import { controlRoutes } from '../../src/control/controlRoutes';
import type { LiveCall } from '../../src/call/liveCall';
import { CONTROL_KEY, DoorsBench } from '../doors/support/doorsBench';
import { QUIET } from '../page/support/fakeCall';

const TRANSCRIPT = [{ role: 'user' as const, text: 'Hello?', ordinal: 0 }];

function liveCall(callId: string, callUuid: string) {
	const state = { ...QUIET, callId, callUuid };
	const done: string[] = [];
	const call = {
		callId,
		callUuid,
		sampleRate: 16_000,
		status: () => state,
		transcript: () => TRANSCRIPT,
		hangUp: () => void done.push('hang up'),
		mute: (muted: boolean) => void (state.muted = muted),
		hold: (held: boolean) => void (state.held = held),
		addTap: () => undefined,
		removeTap: () => undefined,
	} satisfies LiveCall;
	return { call, done };
}

describe('the control API', () => {
	let bench: DoorsBench;
	let first: ReturnType<typeof liveCall>;
	let second: ReturnType<typeof liveCall>;
	beforeEach(async () => {
		first = liveCall('ultravox-1', 'plivo-1');
		second = liveCall('ultravox-2', 'plivo-2');
		const calls = () => [first.call, second.call];
		const find = (callId: string) => (callId === 'ultravox-2b' ? second.call : undefined);
		const routes = controlRoutes({ calls, find }, pino({ enabled: false }));
		bench = await DoorsBench.start({ routes });
	});
	afterEach(async () => await bench.close());

	const ask = async (method: string, path: string, key = CONTROL_KEY) => {
		const headers = { authorization: `Bearer ${key}` };
		const response = await fetch(`${bench.url}/control/calls${path}`, { method, headers });
		const text = await response.text();
		return { status: response.status, text, json: () => JSON.parse(text) as unknown };
	};

	it('lists the live calls', async () => {
		const { status, json } = await ask('GET', '');
		expect(status).toBe(200);
		expect(json()).toEqual({
			calls: [
				{ ...QUIET, callId: 'ultravox-1', callUuid: 'plivo-1' },
				{ ...QUIET, callId: 'ultravox-2', callUuid: 'plivo-2' },
			],
		});
	});

	it.each(['ultravox-2', 'ultravox-2b', 'plivo-2', 'plivo%2D2'])(
		'tells of one call, by the id %s',
		async (id) => {
			expect((await ask('GET', `/${id}`)).json()).toEqual({
				call: { ...QUIET, callId: 'ultravox-2', callUuid: 'plivo-2' },
				transcript: TRANSCRIPT,
			});
		},
	);

	it.each([
		['mute', { muted: true }],
		['hold', { held: true }],
	])('can %s a call, as often as asked, and nothing else changes', async (action, changed) => {
		for (let times = 0; times < 2; times++) {
			const { status, json } = await ask('POST', `/plivo-1/${action}`);
			expect(status).toBe(200);
			expect(json()).toEqual({ call: { ...first.call.status(), ...changed } });
		}
		expect(second.call.status()).toMatchObject({ muted: false, held: false });
	});

	it('can unmute and resume a call', async () => {
		await ask('POST', '/ultravox-1/mute');
		await ask('POST', '/ultravox-1/hold');
		expect((await ask('POST', '/ultravox-1/unmute')).json()).toMatchObject({
			call: { muted: false, held: true },
		});
		expect((await ask('POST', '/ultravox-1/resume')).json()).toMatchObject({
			call: { muted: false, held: false },
		});
	});

	it('can hang up a call', async () => {
		expect((await ask('POST', '/plivo-2/hang-up')).status).toBe(200);
		expect([first.done, second.done]).toEqual([[], ['hang up']]);
	});

	it.each([
		['GET', '/somebody'],
		['POST', '/somebody/hang-up'],
		['GET', '/%'],
		['GET', '/plivo'],
	])('says in one sentence that there is no such call: %s %s', async (method, path) => {
		const { status, text } = await ask(method, path);
		expect([status, text]).toEqual([404, 'No such call is alive in this bridge.\n']);
	});

	it('is nothing without the key, and a call stays as it is', async () => {
		for (const [method, path] of [
			['GET', ''],
			['GET', '/plivo-1'],
			['POST', '/plivo-1/hang-up'],
			['POST', '/plivo-1/mute'],
		] as const) {
			expect((await ask(method, path, 'another-key-of-this-API')).status).toBe(401);
		}
		expect(first.done).toEqual([]);
		expect(first.call.status().muted).toBe(false);
	});

	it('knows no other actions', async () => {
		for (const action of ['toString', 'hangup', '', 'constructor']) {
			expect((await ask('POST', `/plivo-1/${action}`)).status).toBe(404);
		}
		expect((await ask('GET', '/plivo-1/hang-up')).status).toBe(405);
	});
});

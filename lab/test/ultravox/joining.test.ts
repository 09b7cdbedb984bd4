import { eventually } from './support/labUnderTest';
import { useLab } from './support/socketWorld';

const world = useLab({ minimumMediaIdleMs: 100 });
const PLIVO = { medium: { plivo: {} } };

describe('join URLs', () => {
	test('hold more than one query parameter, and never get into the log', async () => {
		const direct = await world.createCall({ name: 'Ava' }, PLIVO);
		const relayed = await world.createSocketCall({ name: 'Ava' });
		expect(direct.joinUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/calls\/[0-9a-f-]+\/telephony\?.+&.+/);
		expect(relayed.joinUrl).toContain(`/calls/${relayed.call.callId}/server_web_socket?`);
		await world.join(relayed.joinUrl);
		await expect(world.join(relayed.joinUrl)).rejects.toThrow();
		const log = JSON.stringify(world.lab.log.entries);
		expect(log).not.toContain(relayed.call.joinToken);
		expect(log).not.toContain(direct.call.joinToken);
	});

	test('a wrong token is refused', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava' });
		await expect(world.join(joinUrl.replace(/jt=\w/, 'jt=x'))).rejects.toThrow('HTTP 403');
		expect(call.joined).toBeUndefined();
	});

	test('a second join is refused, and the first goes on', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava', greeting: 'Hi.' });
		const caller = await world.join(joinUrl);
		await expect(world.join(joinUrl)).rejects.toThrow('HTTP 403');
		await caller.phone.waitForHeard(/Hi/);
		expect(call.endReason).toBeNull();
	});

	test('a second join is closed at once where that is the variant', async () => {
		world.lab.ultravox.variants.secondJoin = 'close';
		const { joinUrl } = await world.createSocketCall({ name: 'Ava', greeting: 'Hi.' });
		const first = await world.join(joinUrl);
		const second = await world.join(joinUrl);
		await second.waitForClose();
		await first.phone.waitForHeard(/Hi/);
		expect(second.messages).toEqual([]);
	});

	test('nobody joins: unjoined after joinTimeout, and then it is too late', async () => {
		const { call, joinUrl } = await world.createSocketCall(
			{ name: 'Ava' },
			{ joinTimeout: '0.1s' },
		);
		expect(await call.waitForEnd(2000)).toBe('unjoined');
		await expect(world.join(joinUrl)).rejects.toThrow('HTTP 404');
		const { body } = await world.lab.api('GET', `/api/calls/${call.callId}`);
		expect(body).toMatchObject({ joined: null, endReason: 'unjoined', summary: null });
		expect(body.ended).not.toBeNull();
	});

	test('Plivo on a serverWebSocket join URL is dropped, and the log says why', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava' });
		const caller = await world.joinAsPlivo(joinUrl);
		expect(await caller.waitForClose()).toEqual({ code: 1003 });
		expect(await call.waitForEnd(2000)).toBe('connection_error');
		const entry = world.lab.log.find(({ kind }) => kind === 'wrong-protocol');
		expect(entry?.summary).toMatch(/Plivo AudioStream JSON on a serverWebSocket join URL/);
	});

	test('raw audio on a plivo join URL is dropped, and the log says why', async () => {
		const { call, joinUrl } = await world.createCall({ name: 'Ava' }, PLIVO);
		const caller = await world.join(joinUrl);
		expect(await caller.waitForClose()).toEqual({ code: 1003 });
		expect(await call.waitForEnd(2000)).toBe('connection_error');
		const entry = world.lab.log.find(({ kind }) => kind === 'wrong-protocol');
		expect(entry?.summary).toMatch(/binary audio on a plivo join URL/);
	});

	test('the path of the other medium is refused', async () => {
		const { joinUrl } = await world.createCall({ name: 'Ava' }, PLIVO);
		const other = joinUrl.replace('/telephony', '/server_web_socket');
		await expect(world.join(other)).rejects.toThrow('HTTP 404');
	});

	test('the client version is shown on the call', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava' });
		const url = new URL(joinUrl);
		url.searchParams.set('clientVersion', 'bridge/0.1.0');
		await world.join(url.href);
		const { body } = await world.lab.api('GET', `/api/calls/${call.callId}`);
		expect(body.clientVersion).toBe('bridge/0.1.0');
	});
});

describe('how a call ends', () => {
	test('the client closes: hangup', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava' });
		(await world.join(joinUrl)).hangUp();
		expect(await call.waitForEnd(2000)).toBe('hangup');
	});

	test('the client vanishes: connection_error', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava' });
		(await world.join(joinUrl)).vanish();
		expect(await call.waitForEnd(2000)).toBe('connection_error');
	});

	test('the server loses the socket, by order and by script', async () => {
		const ordered = await world.createSocketCall({ name: 'Ava' });
		const first = await world.join(ordered.joinUrl);
		ordered.call.loseSocket();
		expect(await first.waitForClose()).toEqual({ code: 1006 });
		expect(await ordered.call.waitForEnd(2000)).toBe('connection_error');
		const scripted = await world.createSocketCall({
			name: 'Ava',
			greeting: 'Hi.',
			script: { replies: [{ when: 'x', say: 'Oh.', then: 'loseSocket' }] },
		});
		const second = await world.join(scripted.joinUrl);
		await second.phone.waitForHeard(/Hi/);
		second.sendMessage({ type: 'user_text_message', text: 'x' });
		expect(await second.waitForClose()).toEqual({ code: 1006 });
		expect(await scripted.call.waitForEnd(2000)).toBe('connection_error');
	});

	test('the agent breaks: system_error, and it is free', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava' });
		const caller = await world.join(joinUrl);
		call.breakAgent();
		await caller.waitForClose();
		expect(await call.waitForEnd(2000)).toBe('system_error');
		const bill = await call.waitFor(
			() => (call.billing.duration === null ? undefined : call.billing),
			2000,
			() => 'the bill',
		);
		expect(bill.status).not.toBe('BILLING_STATUS_BILLED');
	});

	test('maxDuration: the message is said, then timeout', async () => {
		const { call, joinUrl } = await world.createSocketCall(
			{
				name: 'Ava',
				greeting: 'Hi.',
				callTemplate: { timeExceededMessage: 'Our time is up.' },
			},
			{ maxDuration: '0.8s' },
		);
		const caller = await world.join(joinUrl);
		await caller.waitForClose();
		caller.phone.close();
		expect(caller.phone.texts).toContain('Our time is up.');
		expect(await call.waitForEnd(2000)).toBe('timeout');
	});

	test('no audio at all: connection_error after mediaIdleTimeout', async () => {
		const { call, joinUrl } = await world.createSocketCall(
			{ name: 'Ava' },
			{},
			{ mediaIdleTimeout: '0.2s' },
		);
		const caller = await world.join(joinUrl);
		caller.phone.mute();
		expect(await call.waitForEnd(5000)).toBe('connection_error');
	});

	test('inactivity: the messages come one after another, the last one hangs up', async () => {
		const { call, joinUrl } = await world.createSocketCall({
			name: 'Ava',
			greeting: 'Hi.',
			callTemplate: {
				inactivityMessages: [
					{ duration: '0.2s', message: 'Still there?' },
					{
						duration: '0.2s',
						message: 'I hang up.',
						endBehavior: 'END_BEHAVIOR_HANG_UP_SOFT',
					},
				],
			},
		});
		const caller = await world.join(joinUrl);
		await caller.waitForClose();
		caller.phone.close();
		expect(caller.phone.texts).toEqual(['Hi.', 'Still there?', 'I hang up.']);
		expect(await call.waitForEnd(2000)).toBe('agent_hangup');
	});

	test('what the caller was saying when the line broke is heard as far as it went', async () => {
		const { call, joinUrl } = await world.createSocketCall(
			{ name: 'Ava' },
			{ firstSpeakerSettings: { user: {} } },
		);
		const caller = await world.join(joinUrl);
		const text = 'I would like to order two large pizzas with everything on top of them';
		caller.phone.say(text);
		await eventually(() => caller.phone.sentMs > 400 || undefined, 'some of it to be sent');
		caller.vanish();
		await call.waitForEnd(2000);
		expect(call.heardByAgent).toHaveLength(1);
		expect(call.heardByAgent[0]?.complete).toBe(false);
		expect(text.startsWith(call.heardByAgent[0]?.text ?? '-')).toBe(true);
	});
});

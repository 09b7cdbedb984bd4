import operations from '../../contract/plivoVoice/operations.json';
import { eventually } from '../support/eventually';
import { byId, CALL_CONTROL, callOf, onCall, PlivoStory, texts } from './support/plivoStory';
import { allProfiles } from './support/profiles';

describe.each(allProfiles)('calls, %s', (_name, variants) => {
	let story: PlivoStory;
	/** A number of the account that calls. */
	let from: string;
	let answerUrl: string;

	beforeAll(async () => {
		story = await PlivoStory.start(variants);
		from = story.world.number();
		answerUrl = story.document('<Speak>Welcome</Speak>', '<Wait length="60"/>');
	});

	afterAll(async () => await story.close());

	test('a call from Make to its record: heard, looked up, transferred, hung up', async () => {
		const to = story.person();
		const hangupUrl = story.callback();
		const made = await story.run('call', 'make', {
			to,
			answerUrl,
			from: byId(from),
			additionalFields: { callerName: 'Table service', hangupUrl },
		});
		expect(made).toMatchObject({
			made: true,
			call: { direction: 'outbound', from, to, status: 'queued' },
		});
		const call = story.callTo(to);
		expect(callOf(made).callUuid).toBe(call.uuid);
		await call.waitForHeard(/Welcome/);

		const live = await story.run('call', 'getLive', onCall(call));
		expect(live.call).toMatchObject({
			callUuid: call.uuid,
			direction: 'outbound',
			from,
			to,
			status: 'in-progress',
		});
		const listed = await story.items('call', 'getManyLive', { filters: { toNumber: to } });
		expect(listed.map((item) => callOf(item).callUuid)).toEqual([call.uuid]);
		expect(await story.offered('searchLiveCalls', {}, to)).toEqual([call.uuid]);
		const early = await story.refused('call', 'get', onCall(call));
		expect(early.message).toMatch(story.notFound(/call not found/));
		expect(early.description).toMatch(/Get Live/);

		const elsewhere = story.document('<Speak>Another department</Speak>', '<Wait length="60"/>');
		const moved = await story.run('call', 'transfer', { ...onCall(call), alegUrl: elsewhere });
		expect(moved).toMatchObject({ transferred: true, call: { callUuid: call.uuid } });
		await call.waitForHeard(/Another department/);
		expect(story.told(elsewhere)).toHaveLength(1);

		expect(await story.run('call', 'hangUp', onCall(call))).toMatchObject({ hungUp: true });
		expect(await call.waitForEnd()).toMatchObject({ hangupSource: 'API Request' });
		expect(texts(call)).toEqual(['Welcome', 'Another department']);

		const record = await story.eventually('call', 'get', onCall(call));
		expect(record.call).toMatchObject({
			callUuid: call.uuid,
			direction: 'outbound',
			from,
			to,
			status: 'completed',
			hangupSource: 'API Request',
		});
		const finished = await story.items('call', 'getMany', {
			returnAll: true,
			filters: { toNumber: to, callDirection: 'outbound' },
		});
		expect(finished.map((item) => item.call)).toEqual([record.call]);
		expect(await story.offered('searchCalls', {}, to)).toEqual([call.uuid]);
		await eventually('the hang-up callback', () => story.told(hangupUrl).length === 1);
		const late = await story.refused('call', 'getLive', onCall(call));
		expect(late.message).toMatch(story.notFound(/call not found/));
	});

	/** A caller who is connected to a person of the lab. */
	async function connected() {
		const agent = story.person();
		const call = await story.caller([
			`<Dial><Number>${agent}</Number></Dial>`,
			'<Speak>after the dial</Speak>',
			'<Wait length="60"/>',
		]);
		const leg = await eventually('the agent', () => {
			const [dialed] = call.dialedLegs;
			return dialed?.connected === true && dialed;
		});
		return { call, leg };
	}

	test('Transfer moves who was dialed, and the call goes on after its Dial', async () => {
		const { call, leg } = await connected();
		const blegUrl = story.document('<Speak>for the agent</Speak>', '<Wait length="60"/>');
		const moved = await story.run('call', 'transfer', { ...onCall(call), legs: 'bleg', blegUrl });
		expect(moved).toMatchObject({ transferred: true, plivo: { call_uuids: [leg.uuid] } });
		await eventually('the words for the agent', () => texts(leg).includes('for the agent'));
		await call.waitForHeard(/after the dial/);
		// From now on, the agent is on a call of their own.
		await story.run('call', 'hangUp', onCall(leg));
		await eventually('the end', () => story.plivo.calls.findLive(leg.uuid) === undefined);
		expect(call.state).toBe('in-progress');
		call.hangUp();
	});

	test('Transfer moves both, each to an address of its own', async () => {
		const { call, leg } = await connected();
		const moved = await story.run('call', 'transfer', {
			...onCall(call),
			legs: 'both',
			alegUrl: story.document('<Speak>for the caller</Speak>'),
			blegUrl: story.document('<Speak>for the agent</Speak>'),
			options: { alegMethod: 'GET', blegMethod: 'GET' },
		});
		expect(moved).toMatchObject({ transferred: true });
		await call.waitForEnd();
		await eventually('the words for the agent', () => texts(leg).includes('for the agent'));
		expect([texts(call), texts(leg)]).toEqual([['for the caller'], ['for the agent']]);
	});

	test('what waits for its turn is shown, and taken back before any phone rings', async () => {
		const { limits } = story.plivo.account;
		limits.callStartsPerSecond = 0;
		const to = story.person();
		await story.run('call', 'make', { to, answerUrl, from: byId(from) });
		const call = story.callTo(to);
		const queued = await story.run('call', 'getQueued', onCall(call));
		expect(queued.call).toMatchObject({ callUuid: call.uuid, from, to, status: 'queued' });
		const listed = await story.items('call', 'getManyQueued');
		expect(listed.map((item) => callOf(item).callUuid)).toEqual([call.uuid]);
		expect(await story.offered('searchQueuedCalls')).toEqual([call.uuid]);
		expect(await story.offered('searchCallRequests')).toEqual([call.uuid]);
		const canceled = await story.run('call', 'cancelRequest', { requestUuid: byId(call.uuid) });
		expect(canceled).toMatchObject({ canceled: true, call: { callUuid: call.uuid } });
		await call.waitForEnd();
		expect(call.times.answeredAt).toBeNull();
		limits.callStartsPerSecond = 50;
		const again = await story.refused('call', 'cancelRequest', { requestUuid: byId(call.uuid) });
		expect(again.description).toMatch(/may have begun/);
	});

	test('looking up may be repeated, and is', async () => {
		const call = await story.caller(['<Wait length="60"/>']);
		const outage = story.plivo.faults.add({ match: /^GET .*\/Call\//, status: 503 });
		expect(await story.run('call', 'getLive', onCall(call))).toMatchObject({
			call: { callUuid: call.uuid, direction: 'inbound' },
		});
		expect(outage.hits).toBe(1);
		call.hangUp();
	});

	test('every operation but those of callControl.test.ts was executed', () => {
		const here = operations.call.filter((operation) => !CALL_CONTROL.includes(operation));
		story.expectExecuted('call', here);
	});
});

import type { TrunkCall } from '../../../lab/src/plivo/zentrunk/trunkCall';
import { CALLER } from '../support/phoneWorld';
import { eventually } from '../support/eventually';
import { bothWays } from './support/accountProfiles';
import { AccountWorld, byId } from './support/accountWorld';

const HOST = 'yours.sip.ultravox.ai';
const MOBILE = '+14155550133';

describe.each(bothWays)('%s', (_name, variants) => {
	let account: AccountWorld;

	beforeAll(async () => {
		account = await AccountWorld.start(variants);
	});

	afterAll(async () => {
		await account.close();
	});

	/** The items of *Get Many* for a call, once Plivo has its record. */
	const recordsOf = async (call: TrunkCall, filters: object) =>
		await eventually('the record of the trunk call', async () => {
			const { items } = await account.run('trunkCall', 'getMany', {
				returnAll: true,
				simplify: false,
				filters,
			});
			const found = items.some(({ json }) => (json.plivo as never)['call_uuid'] === call.uuid);
			return found && items.map(({ json }) => json);
		});

	test('an inbound trunk: made, given a number, called, read about, switched off, deleted', async () => {
		const { plivo, world } = account;
		const { trunks, uris } = account.account.zentrunk;
		const number = world.number();
		plivo.sipParties.add({ host: HOST, script: [{ say: 'Ultravox here.' }, { hangUp: true }] });
		await account.run('originationUri', 'create', {
			uri: HOST,
			additionalFields: { name: 'First' },
		});
		await account.run('originationUri', 'create', {
			uri: 'backup.example.com',
			additionalFields: { name: 'Second' },
		});
		const first = await account.fromList('searchOriginationUris', `First (${HOST})`);
		const second = await account.fromList('searchOriginationUris', 'Second (backup.example.com)');

		const { json: made } = await account.run('trunk', 'create', {
			trunkDirection: 'inbound',
			primaryUri: first,
			additionalFields: { name: 'Front' },
		});
		const id = String(made.trunk_id);
		expect(made).toMatchObject({
			trunk_domain: `${id}.zt.plivo.com`,
			sipAddress: `sip:${id}.zt.plivo.com`,
		});
		expect(trunks.get(id)).toMatchObject({
			name: 'Front',
			trunk_direction: 'inbound',
			trunk_status: 'enabled',
			primary_uri_uuid: first.value,
			fallback_uri_uuid: null,
		});

		const trunk = await account.fromList('searchTrunks', `Front (${id}), inbound`);
		await account.run('trunk', 'update', { trunk, updateFields: { fallbackUri: second } });
		expect(trunks.get(id)).toMatchObject({
			primary_uri_uuid: first.value,
			fallback_uri_uuid: second.value,
		});
		const { json: assigned } = await account.run('number', 'assignToTrunk', {
			number: await account.fromList('searchNumbers', number),
			trunk,
		});
		expect(assigned).toMatchObject({ phoneNumber: number, trunkId: id, hint: null });

		const call = plivo.placeInboundCall({ from: CALLER, to: number }) as TrunkCall;
		await call.waitForEnd();
		const records = await recordsOf(call, { callDirection: 'inbound', toNumber: number });
		expect(records).toEqual([
			{
				call: expect.objectContaining({
					callUuid: call.uuid,
					direction: 'inbound',
					from: CALLER,
					to: number,
					status: 'completed',
					hangupSource: 'customer',
				}) as object,
				plivo: expect.objectContaining({ hangup_cause_code: 3010 }) as object,
			},
		]);
		const [offer] = await account.offered('searchTrunkCalls', number);
		const trunkCall = await account.fromList('searchTrunkCalls', String(offer));
		expect(trunkCall.value).toBe(call.uuid);
		expect((await account.run('trunkCall', 'get', { trunkCall })).json).toEqual({
			call: records[0]?.call,
		});
		expect((await account.run('trunkCall', 'getInsights', { trunkCall })).json).toMatchObject({
			call: { callUuid: call.uuid, from: CALLER, to: number },
			plivo: { plivo_quality_score: '4' },
		});

		await account.run('trunk', 'update', { trunk, updateFields: { trunkStatus: 'disabled' } });
		const { items: disabled } = await account.run('trunk', 'getMany', {
			returnAll: true,
			filters: { trunkStatus: 'disabled', primaryUri: first },
		});
		expect(disabled.map(({ json }) => json)).toEqual([
			expect.objectContaining({ trunk_id: id, name: 'Front', fallback_uri_uuid: second.value }),
		]);
		const unanswered = plivo.placeInboundCall({ from: CALLER, to: number });
		expect(await unanswered.waitForEnd()).toMatchObject({ hangupCauseCode: 4080 });

		expect((await account.run('trunk', 'delete', { trunk })).json).toEqual({
			trunk_id: id,
			deleted: true,
		});
		expect(trunks.has(id)).toBe(false);
		expect(account.account.numbers.get(number.slice(1))?.app_id).toBeNull();
		expect([...uris.keys()]).toEqual(expect.arrayContaining([first.value, second.value]));
	});

	test('an outbound trunk: a SIP client signs in, is turned away, is let in from its address', async () => {
		const { plivo, world } = account;
		const { trunks } = account.account.zentrunk;
		const own = world.number();
		plivo.people.add({ number: MOBILE, script: [{ hangUp: true }] });
		const { json: credential } = await account.run('sipCredential', 'create', {
			username: 'pbx01',
			generatePassword: true,
		});
		const login = { username: 'pbx01', password: String(credential.password) };
		const { json: made } = await account.run('trunk', 'create', {
			trunkDirection: 'outbound',
			sipCredential: await account.fromList('searchSipCredentials', 'pbx01'),
			additionalFields: { name: 'PBX', secure: true },
		});
		const trunk = byId(String(made.trunk_id));
		expect((await account.run('trunk', 'get', { trunk })).json).toMatchObject({
			trunk_id: trunk.value,
			trunk_direction: 'outbound',
			secure: true,
			credential_uuid: credential.credential_uuid,
			sipAddress: made.sipAddress,
		});
		const call = (facts: Partial<Parameters<typeof plivo.placeTrunkCall>[0]>) =>
			plivo.placeTrunkCall({
				trunk: String(made.trunk_domain),
				from: own,
				to: MOBILE,
				credential: login,
				...facts,
			});

		const taken = call({});
		await taken.waitForEnd();
		const stranger = call({ credential: { ...login, password: 'wrong_1' } });
		await stranger.waitForEnd();
		const refused = await recordsOf(stranger, { hangupCauseCode: 4180 });
		expect(refused).toHaveLength(1);
		expect(refused[0]?.call).toMatchObject({
			callUuid: stranger.uuid,
			direction: 'outbound',
			status: 'failed',
		});
		const both = await recordsOf(taken, { callDirection: 'outbound' });
		expect(both.map(({ call: record }) => (record as { callUuid: string }).callUuid)).toEqual([
			stranger.uuid,
			taken.uuid,
		]);

		// From now on, its address has to be right as well.
		await account.run('ipAccessList', 'create', { ipAddresses: '203.0.113.7' });
		const { ipAccessControlLists } = account.account.zentrunk;
		const list = [...ipAccessControlLists.values()].find(({ name }) => name === '');
		await account.run('trunk', 'update', {
			trunk,
			updateFields: { ipAccessList: byId(String(list?.ipacl_uuid)) },
		});
		expect(trunks.get(trunk.value)).toMatchObject({
			ipacl_uuid: list?.ipacl_uuid,
			credential_uuid: credential.credential_uuid,
		});
		const elsewhere = call({ sourceIp: '203.0.113.8' });
		expect(await elsewhere.waitForEnd()).toMatchObject({ hangupCauseCode: 4180 });
		const there = call({ sourceIp: '203.0.113.7' });
		expect(await there.waitForEnd()).toMatchObject({ callStatus: 'completed' });
		await account.run('trunk', 'delete', { trunk });
		expect(trunks.has(trunk.value)).toBe(false);
	});

	test('T1.11 everything in one step; again, nothing; what is refused on the way is taken back', async () => {
		const { plivo, world } = account;
		const { zentrunk, numbers } = account.account;
		const number = world.number();
		const wish = {
			platform: 'custom',
			name: 'Own PBX',
			directions: 'both',
			platformAddress: 'pbx.example.com:5060;transport=tcp',
			phoneNumbers: number,
			outboundAuthentication: 'ipAccessList',
			ipAddresses: '203.0.113.20',
		};
		const { json } = await account.run('trunk', 'provision', wish);
		expect(json).toMatchObject({ changed: true, complete: true });
		expect(json).not.toHaveProperty('password');
		const { trunk_id: inbound } = json.inbound as { trunk_id: string };
		expect(numbers.get(number.slice(1))?.app_id).toBe(inbound);

		const requests = await account.requestsOf(async () => {
			const { json: again } = await account.run('trunk', 'provision', wish);
			expect(again).toMatchObject({ changed: false, complete: true, created: [] });
		});
		expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);

		const before = structuredClone(zentrunk.trunks);
		plivo.faults.add({
			match: ({ method, path, body }) =>
				method === 'POST' &&
				path.endsWith('/Zentrunk/Trunk/') &&
				(body as { trunk_direction?: string }).trunk_direction === 'inbound',
			status: 400,
			body: { api_id: '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11', error: 'no more trunks' },
		});
		const { message, description } = await account.refused('trunk', 'provision', {
			...wish,
			name: 'Other PBX',
			options: { overwriteNumbers: true },
		});
		expect(message).toMatch(/inbound trunk 'Other PBX inbound'.*no more trunks/);
		expect(description).toMatch(/^Removed again: .*outbound trunk 'Other PBX outbound'/);
		expect(description).toContain('2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11');
		expect(zentrunk.trunks).toEqual(before);
		const names = [...zentrunk.uris.values(), ...zentrunk.ipAccessControlLists.values()];
		expect(names.filter(({ name }) => name.startsWith('Other PBX'))).toEqual([]);
		expect(numbers.get(number.slice(1))?.app_id).toBe(inbound);
	});
});

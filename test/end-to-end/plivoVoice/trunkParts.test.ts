import { bothWays } from './support/accountProfiles';
import { AccountWorld, byId, everythingIn, hidden } from './support/accountWorld';

describe.each(bothWays)('%s', (_name, variants) => {
	let account: AccountWorld;

	beforeAll(async () => {
		account = await AccountWorld.start(variants);
	});

	afterAll(async () => {
		await account.close();
	});

	test('a SIP credential: made with a password that is shown once, changed, deleted', async () => {
		const { credentials } = account.account.zentrunk;
		const created = await account.run('sipCredential', 'create', {
			username: 'ultravox1',
			generatePassword: true,
			additionalFields: { name: 'Ultravox' },
		});
		const id = String(created.json.credential_uuid);
		const { password } = { ...credentials.get(id) } as { password: string };
		expect(password).toMatch(/^[\w~!@#$%^&*()+]{20}$/);
		expect(created.json).toMatchObject({ name: 'Ultravox', username: 'ultravox1', password });
		expect(everythingIn(created.execution).split(password)).toHaveLength(2);

		const sipCredential = await account.fromList('searchSipCredentials', 'Ultravox (ultravox1)');
		const read = await account.run('sipCredential', 'get', { sipCredential });
		expect(read.json).toEqual({ credential_uuid: id, name: 'Ultravox', username: 'ultravox1' });
		expect(everythingIn(read.execution)).not.toContain(password);

		const updated = await account.run('sipCredential', 'update', {
			sipCredential,
			username: 'ultravox2',
			password: hidden('Other_Pass_2'),
			updateFields: { name: 'Ultravox 2' },
		});
		expect(credentials.get(id)).toEqual({
			credential_uuid: id,
			name: 'Ultravox 2',
			username: 'ultravox2',
			password: 'Other_Pass_2',
		});
		expect(updated.json).toMatchObject({ name: 'Ultravox 2', username: 'ultravox2' });
		expect(everythingIn(updated.execution)).not.toContain('Other_Pass_2');

		const typed = await account.run('sipCredential', 'create', {
			username: 'typed1',
			generatePassword: false,
			password: hidden('Typed_Pass_3'),
		});
		expect(credentials.get(String(typed.json.credential_uuid))?.password).toBe('Typed_Pass_3');
		expect(everythingIn(typed.execution)).not.toContain('Typed_Pass_3');
		const { items } = await account.run('sipCredential', 'getMany', { returnAll: true });
		expect(items.map(({ json }) => json)).toEqual([
			{ credential_uuid: id, name: 'Ultravox 2', username: 'ultravox2' },
			{ credential_uuid: typed.json.credential_uuid, name: '', username: 'typed1' },
		]);

		const { json } = await account.run('sipCredential', 'delete', { sipCredential });
		expect(json).toEqual({ credential_uuid: id, deleted: true });
		expect(await account.offered('searchSipCredentials')).toEqual(['typed1']);
	});

	test('T1.2 an IP access list: one address more, one less, a range, more than a page of lists', async () => {
		const { zentrunk } = account.account;
		const { json: made } = await account.run('ipAccessList', 'create', {
			ipAddresses: '203.0.113.7, 203.0.113.8',
			additionalFields: { name: 'LiveKit' },
		});
		const id = String(made.ipacl_uuid);
		const addresses = () => zentrunk.ipAccessControlLists.get(id)?.ip_addresses;
		const ipAccessList = await account.fromList(
			'searchIpAccessLists',
			'LiveKit (203.0.113.7, 203.0.113.8)',
		);

		const more = { ipAccessList, ipAddresses: '198.51.100.10' };
		const { json: added } = await account.run('ipAccessList', 'addAddress', more);
		expect(added).toMatchObject({ ipacl_uuid: id, changed: true, ip_addresses: addresses() });
		expect(addresses()).toEqual(['203.0.113.7', '203.0.113.8', '198.51.100.10']);
		const again = await account.requestsOf(async () => {
			const { json } = await account.run('ipAccessList', 'addAddress', more);
			expect(json).toMatchObject({ changed: false });
		});
		expect(again.map(({ method }) => method)).toEqual(['GET']);
		await account.run('ipAccessList', 'removeAddress', {
			ipAccessList,
			ipAddresses: '203.0.113.8/32',
		});
		expect(addresses()).toEqual(['203.0.113.7', '198.51.100.10']);

		const range = { ipAccessList, updateFields: { ipAddresses: '198.51.100.0/28' } };
		if (account.plivo.variants.wideCidr === 'refused') {
			const { message } = await account.refused('ipAccessList', 'update', range);
			expect(message).toBe(
				'Plivo refused the request: ip_addresses has an invalid address: "198.51.100.0/28"',
			);
			expect(addresses()).toEqual(['203.0.113.7', '198.51.100.10']);
		} else {
			await account.run('ipAccessList', 'update', range);
			expect(addresses()).toEqual(['198.51.100.0/28']);
		}
		await account.run('ipAccessList', 'update', {
			ipAccessList,
			updateFields: { name: 'LiveKit servers', ipAddresses: '198.51.100.11' },
		});
		const { json: read } = await account.run('ipAccessList', 'get', { ipAccessList });
		expect(read).toEqual({
			ipacl_uuid: id,
			name: 'LiveKit servers',
			ip_addresses: ['198.51.100.11'],
		});

		for (let n = 1; n <= 24; n++) {
			zentrunk.addIpAccessControlList({ name: `List ${n}`, ip_addresses: [`192.0.2.${n}`] });
		}
		const { items } = await account.run('ipAccessList', 'getMany', { returnAll: true });
		expect(items.map(({ json }) => json)).toEqual([...zentrunk.ipAccessControlLists.values()]);
		const { items: few } = await account.run('ipAccessList', 'getMany', { limit: 22 });
		expect(few).toEqual(items.slice(0, 22));
		expect(await account.offered('searchIpAccessLists', 'list 24')).toEqual([
			'List 24 (192.0.2.24)',
		]);

		await account.run('ipAccessList', 'delete', { ipAccessList });
		expect(zentrunk.ipAccessControlLists.has(id)).toBe(false);
	});

	test('T1.5 an origination URI: with a login, without one, deleted with the trunk that leads there', async () => {
		const { zentrunk } = account.account;
		const made = await account.run('originationUri', 'create', {
			uri: 'agent_1@yours.sip.ultravox.ai',
			authenticationNeeded: true,
			username: 'plivo',
			password: hidden('door key 1'),
			additionalFields: { name: 'Agent' },
		});
		const id = String(made.json.uri_uuid);
		expect(zentrunk.uris.get(id)).toEqual({
			uri_uuid: id,
			name: 'Agent',
			uri: 'sip:agent_1@yours.sip.ultravox.ai',
			authentication_needed: true,
			username: 'plivo',
			password: 'door key 1',
		});
		const originationUri = await account.fromList(
			'searchOriginationUris',
			'Agent (sip:agent_1@yours.sip.ultravox.ai)',
		);
		const changed = await account.run('originationUri', 'update', {
			originationUri,
			updateFields: {
				authenticationNeeded: true,
				username: 'plivo',
				password: hidden('door key 2'),
			},
		});
		expect(zentrunk.uris.get(id)?.password).toBe('door key 2');
		const { json: read, execution } = await account.run('originationUri', 'get', {
			originationUri,
		});
		expect(read).toMatchObject({ uri_uuid: id, authentication_needed: true, username: 'plivo' });
		for (const one of [made.execution, changed.execution, execution]) {
			expect(everythingIn(one)).not.toMatch(/door key/);
		}

		await account.run('originationUri', 'update', {
			originationUri,
			updateFields: { uri: 'backup.example.com:5060;transport=tcp', authenticationNeeded: false },
		});
		const { items } = await account.run('originationUri', 'getMany', {});
		expect(items.map(({ json }) => json)).toEqual([
			{
				uri_uuid: id,
				name: 'Agent',
				uri: 'backup.example.com:5060;transport=tcp',
				authentication_needed: false,
				username: null,
			},
		]);

		const { trunk_id: trunkId } = zentrunk.addTrunk({ name: 'Front', primary_uri_uuid: id });
		const guarded = await account.refused('originationUri', 'delete', { originationUri });
		expect(guarded.message).toBe(`'Origination URI' is used by Front (${trunkId})`);
		expect([zentrunk.uris.has(id), zentrunk.trunks.has(trunkId)]).toEqual([true, true]);
		const { json: gone } = await account.run('originationUri', 'delete', {
			originationUri,
			deleteTrunks: true,
		});
		expect(gone).toMatchObject({ uri_uuid: id, deletedTrunks: [{ trunk_id: trunkId }] });
		expect([zentrunk.uris.has(id), zentrunk.trunks.has(trunkId)]).toEqual([false, false]);
		const { message } = await account.refused('trunk', 'get', { trunk: byId(trunkId) });
		expect(message).toMatch(/^Plivo did not find it/);
	});
});

import {
	searchIpAccessLists,
	searchOriginationUris,
	searchSipCredentials,
	searchTrunkCalls,
	searchTrunks,
} from '../../../../nodes/PlivoVoice/methods/listSearch';
import { recordingContext } from '../../../contract/support/recordingContext';

const TRUNK = '20372631212782780';
const CALL = 'f3f74402-59af-40b3-909c-80c50a4b063f';

const listing = (...objects: object[]) => recordingContext(() => ({ api_id: 'a1', objects }));

test.each([
	[
		searchTrunks,
		'/Zentrunk/Trunk/',
		{ trunk_id: TRUNK, name: 'Ultravox', trunk_direction: 'inbound' },
		{ name: `Ultravox (${TRUNK}), inbound`, value: TRUNK },
	],
	[
		searchTrunks,
		'/Zentrunk/Trunk/',
		{ trunk_id: TRUNK, name: null, trunk_direction: 'outbound' },
		{ name: `${TRUNK}, outbound`, value: TRUNK },
	],
	[
		searchSipCredentials,
		'/Zentrunk/Credential/',
		{ credential_uuid: 'c1', name: 'Ultravox', username: 'ultravox1' },
		{ name: 'Ultravox (ultravox1)', value: 'c1' },
	],
	[
		searchIpAccessLists,
		'/Zentrunk/IPAccessControlList/',
		{ ipacl_uuid: 'l1', name: 'LiveKit', ip_addresses: ['203.0.113.7', '203.0.113.8'] },
		{ name: 'LiveKit (203.0.113.7, 203.0.113.8)', value: 'l1' },
	],
	[
		searchOriginationUris,
		'/Zentrunk/URI/',
		{ uri_uuid: 'u1', name: '', uri: 'sip.example.com' },
		{ name: 'sip.example.com', value: 'u1' },
	],
	[
		searchTrunkCalls,
		'/Zentrunk/Call/',
		{
			call_uuid: CALL,
			from_number: '+14155550100',
			to_number: '+14155550199',
			end_time: '2026-09-18 08:52:26',
		},
		{ name: '+14155550100 to +14155550199, 2026-09-18 08:52:26 UTC', value: CALL },
	],
])('%#: a thing is found by part of its name', async (search, path, object, shown) => {
	const { context, requests } = listing(object);
	const part = shown.name.slice(2, 9).toUpperCase();
	expect(await search.call(context, part)).toEqual({ results: [shown] });
	expect(await search.call(context, 'nothing like it')).toEqual({ results: [] });
	expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(
		Array(2).fill(`/v1/Account/MACONTRACTTEST000000${path}`),
	);
});

import { multiPartyCallId, multiPartyCallPath } from '../../../nodes/PlivoVoice/multiPartyCallId';

const UUID = '0053d54e-927f-42e1-b397-c99e9cdb284f';
const chosen = (mode: string, value: unknown) => ({ __rl: true, mode, value });

describe('which multi-party call is meant', () => {
	test.each([
		['one from the list', chosen('list', UUID), { mpc_uuid: UUID }],
		['an ID in capitals', chosen('id', ` ${UUID.toUpperCase()} `), { mpc_uuid: UUID }],
		['an ID with its prefix', chosen('id', `uuid_${UUID}`), { mpc_uuid: UUID }],
		['a name', chosen('name', ' Support 4711 '), { friendly_name: 'Support 4711' }],
		['a name that looks like an ID', chosen('name', UUID), { friendly_name: UUID }],
		['a number as name', chosen('name', 4711), { friendly_name: '4711' }],
		['an ID in the place of the locator', UUID, { mpc_uuid: UUID }],
		['a name in the place of the locator', 'Support', { friendly_name: 'Support' }],
		['a name where the ID belongs', chosen('id', 'Support'), null],
		['nothing', chosen('list', ''), null],
		['no locator', undefined, null],
	])('%s', (_what, value, expected) => {
		expect(multiPartyCallId(value)).toEqual(expected);
	});

	test('the path says which of the two it is, and keeps a name in its segment', () => {
		expect(multiPartyCallPath({ mpc_uuid: UUID })).toBe(`/MultiPartyCall/uuid_${UUID}/`);
		expect(multiPartyCallPath({ friendly_name: '..' }, 'Record/')).toBe(
			'/MultiPartyCall/name_../Record/',
		);
		expect(multiPartyCallPath({ friendly_name: 'a/b?' })).toBe('/MultiPartyCall/name_a%2Fb%3F/');
	});
});

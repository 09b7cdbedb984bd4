import type { ILoadOptionsFunctions } from 'n8n-workflow';
import {
	searchConferenceMembers,
	searchConferences,
	searchMultiPartyCallParticipants,
	searchMultiPartyCalls,
} from '../../../../nodes/PlivoVoice/methods/listSearch';
import { recordingContext } from '../../../contract/support/recordingContext';

const ROOT = '/v1/Account/MACONTRACTTEST000000';
const MPC_UUID = '0053d54e-927f-42e1-b397-c99e9cdb284f';

/** A context in which Plivo answers so, and the panel has these parameters. */
function having(answer: unknown, parameters: Record<string, unknown> = {}) {
	const { context, requests } = recordingContext(() => answer);
	const getCurrentNodeParameter = (name: string) => parameters[name];
	const panel = { ...context, getCurrentNodeParameter } as unknown as ILoadOptionsFunctions;
	return { context: panel, paths: () => requests.map(({ url }) => new URL(url).pathname) };
}

const chosen = (mode: string, value: string) => ({ __rl: true, mode, value });

describe('the lists a conference and its members are chosen from', () => {
	test('a conference is its name, and is found by a part of it', async () => {
		const { context, paths } = having({ conferences: ['Support', 'Sales'] });
		expect(await searchConferences.call(context)).toEqual({
			results: [
				{ name: 'Support', value: 'Support' },
				{ name: 'Sales', value: 'Sales' },
			],
		});
		expect(await searchConferences.call(context, ' sal')).toEqual({
			results: [{ name: 'Sales', value: 'Sales' }],
		});
		expect(paths()).toEqual([`${ROOT}/Conference/`, `${ROOT}/Conference/`]);
	});

	test('a member is who called, or was called; the value is the member ID', async () => {
		const members = [
			{
				member_id: '17',
				direction: 'inbound',
				from: '14155550100',
				to: '14155550123',
				caller_name: 'John',
			},
			{ member_id: '18', direction: 'outbound', from: '14155550123', to: 'sip:anna@example.com' },
		];
		const { context, paths } = having({ members }, { conference: chosen('id', 'My Room') });
		expect(await searchConferenceMembers.call(context)).toEqual({
			results: [
				{ name: '+14155550100 (John), member 17', value: '17' },
				{ name: 'sip:anna@example.com, member 18', value: '18' },
			],
		});
		expect((await searchConferenceMembers.call(context, '18')).results).toHaveLength(1);
		expect(paths()[0]).toBe(`${ROOT}/Conference/My%20Room/`);
	});

	test.each(['', '..', '={{ $json.conference_name }}'])(
		'without a conference (%p), it says to choose one, and asks nothing',
		async (value) => {
			const { context, paths } = having({}, { conference: chosen('list', value) });
			await expect(searchConferenceMembers.call(context)).rejects.toThrow(
				"Choose a 'Conference' first",
			);
			expect(paths()).toEqual([]);
		},
	);
});

describe('the lists a multi-party call and its participants are chosen from', () => {
	test('a multi-party call has its state behind its name', async () => {
		const { context, paths } = having({
			objects: [{ mpc_uuid: MPC_UUID, friendly_name: 'Support 4711', status: 'Active' }],
		});
		expect(await searchMultiPartyCalls.call(context)).toEqual({
			results: [{ name: 'Support 4711, active', value: MPC_UUID }],
		});
		expect(paths()).toEqual([`${ROOT}/MultiPartyCall/`]);
	});

	test.each([
		['list', MPC_UUID, `uuid_${MPC_UUID}`],
		['id', MPC_UUID, `uuid_${MPC_UUID}`],
		['name', 'Support 4711', 'name_Support%204711'],
	])('the participants of the one chosen by %s', async (mode, value, segment) => {
		const objects = [
			{ member_id: '209', role: 'agent', member_address: '14155550100', exit_time: null },
			{ member_id: '49', role: 'customer', exit_time: '2020-07-09 07:25:07+00:00' },
		];
		const { context, paths } = having({ objects }, { multiPartyCall: chosen(mode, value) });
		expect(await searchMultiPartyCallParticipants.call(context)).toEqual({
			results: [
				{ name: 'agent +14155550100, participant 209', value: '209' },
				{ name: 'customer, participant 49, left', value: '49' },
			],
		});
		expect(paths()).toEqual([`${ROOT}/MultiPartyCall/${segment}/Participant/`]);
	});

	test.each([
		chosen('list', ''),
		chosen('name', '={{ $json.friendly_name }}'),
		'={{ $json.mpc_uuid }}',
	])('without a multi-party call (%j), it says to choose one', async (multiPartyCall) => {
		const { context, paths } = having({}, { multiPartyCall });
		await expect(searchMultiPartyCallParticipants.call(context)).rejects.toThrow(
			"Choose a 'Multi-Party Call' first",
		);
		expect(paths()).toEqual([]);
	});
});

import { AN_API_ID, texts } from './callActionsLab';
import { ConferenceLab } from './conferenceLab';
import { MPC, takePart, TIME } from './multiPartyLab';
import { response, until } from './phoneLab';

let lab: ConferenceLab;
afterEach(async () => await lab.stop());

const joined = async (role: string, attributes?: string, ...after: string[]) =>
	await takePart(lab, role, attributes, ...after);

const api = async (method: string, path: string, body?: unknown) =>
	await lab.phones.api(method, path, body);

describe('/MultiPartyCall/{mpc}/Participant/ (plivo-conferences.md §C3.5, §C3.7)', () => {
	it('lists and gets', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('Customer');
		const supervisor = await joined('supervisor');
		const { body: list } = await api('GET', `${MPC}/Participant/`);
		expect(list.meta).toMatchObject({ count: 2 });
		const shown = (list.objects as object[])[0];
		expect(shown).toEqual({
			billed_amount: null,
			billed_duration: null,
			call_uuid: customer.call.uuid,
			coach_mode: false,
			duration: null,
			end_mpc_on_exit: false,
			exit_cause: null,
			exit_time: null,
			hold: false,
			join_time: TIME,
			member_address: customer.call.facts.from,
			member_id: customer.id,
			mpc_uuid: AN_API_ID,
			mute: false,
			resource_uri: expect.stringMatching(
				new RegExp(`/MultiPartyCall/name_Help Desk/Participant/${customer.id}/$`),
			),
			role: 'customer',
			start_mpc_on_enter: true,
		});
		const one = await api('GET', `${MPC}/Participant/${customer.id}/`);
		expect(one.body).toEqual({ api_id: AN_API_ID, ...shown });
		const byCall = await api('GET', `${MPC}/Participant/?call_uuid=${supervisor.call.uuid}`);
		expect(byCall.body.objects).toMatchObject([{ member_id: supervisor.id, coach_mode: true }]);
		expect((await api('GET', `${MPC}/Participant/1/`)).status).toBe(404);
	});

	it.each([
		['nulls', 200],
		['missing', 404],
	] as const)('gets somebody who has left: %s', async (variant, status) => {
		lab = await ConferenceLab.start({ leftParticipant: variant });
		const customer = await joined('customer', 'stayAlone="true"');
		const agent = await joined('agent');
		agent.call.hangUp();
		await lab.event({ EventName: 'ParticipantExit' });
		const left = await api('GET', `${MPC}/Participant/${agent.id}/`);
		expect(left.status).toBe(status);
		if (variant === 'nulls') {
			expect(left.body).toMatchObject({
				mute: null,
				hold: null,
				coach_mode: null,
				exit_cause: 'Participant Call Hangup',
				exit_time: TIME,
				duration: 1,
				billed_duration: 60,
				billed_amount: '0.00500',
			});
		}
		expect((await api('POST', `${MPC}/Participant/${agent.id}/`, { mute: true })).status).toBe(404);
		const { body } = await api('GET', `${MPC}/Participant/`);
		expect(body.objects).toMatchObject([{ member_id: customer.id }]);
	});

	it('lists those who have left, too, in that variant', async () => {
		lab = await ConferenceLab.start({ mpcParticipantList: 'all' });
		await joined('customer', 'stayAlone="true"');
		(await joined('agent')).call.hangUp();
		await lab.event({ EventName: 'ParticipantExit' });
		expect((await api('GET', `${MPC}/Participant/`)).body.meta).toMatchObject({ count: 2 });
	});

	it('mutes, and unmutes', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer');
		const agent = await joined('agent');
		const path = `${MPC}/Participant/${customer.id}/`;
		expect(await api('POST', path, { mute: true })).toEqual({
			status: 202,
			body: { api_id: AN_API_ID, mute: 'MPC: Help Desk mute/unmute member(s) succeeded' },
		});
		await customer.call.say('unheard');
		await api('POST', path, { mute: 'false' });
		await customer.call.say('heard');
		await agent.call.waitForHeard(/^heard$/);
		expect(texts(agent.call)).toEqual(['heard']);
		await lab.event({ EventName: 'ParticipantMute', MemberID: customer.id });
		await lab.event({ EventName: 'ParticipantUnmute', MemberID: customer.id });
	});

	it('holds with music, and takes off hold', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer');
		const agent = await joined('agent');
		const path = `${MPC}/Participant/${customer.id}/`;
		expect((await api('POST', path, { hold: true })).body.hold).toBe(
			'MPC: Help Desk hold/unhold member(s) succeeded',
		);
		await customer.call.waitForHeard(/\[hold music\]/);
		await agent.call.say('secret');
		await api('POST', path, { hold: false });
		await agent.call.say('back again');
		await customer.call.waitForHeard(/back again/);
		expect(texts(customer.call)).not.toContain('secret');
		await lab.event({ EventName: 'ParticipantHold' });
		await lab.event({ EventName: 'ParticipantUnhold' });
	});

	it('changes the coach mode of a supervisor, with a beep', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer');
		await joined('agent');
		const supervisor = await joined('supervisor');
		const path = `${MPC}/Participant/${supervisor.id}/`;
		await supervisor.call.say('whisper');
		expect(customer.call.person.ear.firstSoundAtMs).toBeNull();
		expect((await api('POST', path, { coach_mode: false })).body.coach_mode).toBe(
			'MPC: Help Desk coach_mode enable/disable succeeded',
		);
		const { ear } = customer.call.person;
		await until(() => ear.firstSoundAtMs !== null && !ear.speaking);
		await supervisor.call.say('aloud');
		await customer.call.waitForHeard(/aloud/);
		await lab.event({ EventName: 'ParticipantCoachModeStop', MemberID: supervisor.id });
		await api('POST', path, { coach_mode: true, disable_state_change_sound: true });
		await lab.event({ EventName: 'ParticipantCoachModeStart', ParticipantCoachMode: 'true' });
	});

	it('takes all, and refuses what cannot be', async () => {
		lab = await ConferenceLab.start();
		await joined('customer');
		await joined('agent');
		expect((await api('POST', `${MPC}/Participant/all/`, { mute: true })).status).toBe(202);
		const { body } = await api('GET', `${MPC}/Participant/`);
		expect(body.objects).toMatchObject([{ mute: true }, { mute: true }]);
		const coach = await api('POST', `${MPC}/Participant/all/`, { coach_mode: true });
		expect(coach.status).toBe(400);
		expect((await api('POST', `${MPC}/Participant/all/`, {})).status).toBe(400);
		expect((await api('POST', `${MPC}/Participant/all/`, { hold: 'maybe' })).status).toBe(400);
		expect((await api('POST', `${MPC}/Participant/1/`, { hold: true })).status).toBe(404);
	});

	it('answers updates inside message in that variant', async () => {
		lab = await ConferenceLab.start({ mpcUpdateAnswer: 'nested' });
		const { id } = await joined('customer');
		const { body } = await api('POST', `${MPC}/Participant/${id}/`, { mute: true });
		expect(body.message).toEqual({ mute: 'MPC: Help Desk mute/unmute member(s) succeeded' });
	});

	it('kicks out: to the exit URL, or to the next element', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/exit', response('<Speak>exit document</Speak>'));
		const customer = await joined('customer', `onExitActionUrl="${lab.url}/exit"`);
		const agent = await joined('agent', '', '<Speak>next element</Speak>');
		const path = `${MPC}/Participant/${customer.id},${agent.id}/`;
		expect((await api('DELETE', path)).status).toBe(204);
		await customer.call.waitForHeard(/exit document/);
		await agent.call.waitForHeard(/next element/);
	});
});

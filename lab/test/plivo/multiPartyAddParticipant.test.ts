import type { LabCall } from '../../src/plivo/labCall';
import type { LabPerson } from '../../src/plivo/people';
import { AN_API_ID, texts } from './callActionsLab';
import { ConferenceLab } from './conferenceLab';
import { NUMBER, response, until } from './phoneLab';

let lab: ConferenceLab;
afterEach(async () => await lab.stop());

const PATH = '/MultiPartyCall/name_desk/Participant/';
const AGENT = '+14155550777';
const OTHER = '+14155550778';
const QUIET = { enter_sound: 'none', exit_sound: 'none' };

/** Adds a participant, and gives the calls that were placed. */
async function add(body: object): Promise<{ status: number; calls: LabCall[] }> {
	const { status, body: answer } = await lab.phones.api('POST', PATH, { ...QUIET, ...body });
	const uuids = ((answer.calls ?? []) as { call_uuid: string }[]).map((call) => call.call_uuid);
	const all = lab.phones.plivo.calls.all();
	return { status, calls: uuids.map((uuid) => all.find((call) => call.uuid === uuid) as LabCall) };
}

/** A customer who takes part already. */
async function customer(attributes = ''): Promise<LabCall> {
	const call = lab.caller([
		`<MultiPartyCall role="customer" enterSound="none" exitSound="none" statusCallbackUrl="${lab.url}/events" ${attributes}>desk</MultiPartyCall>`,
		'<Speak>after the desk</Speak>',
	]);
	await lab.participantId(call);
	return call;
}

const person = (facts: Partial<LabPerson> = {}) =>
	lab.phones.plivo.people.add({ number: AGENT, ...facts });

describe('Add Participant (plivo-conferences.md §C3.6)', () => {
	it('dials somebody, who takes part', async () => {
		lab = await ConferenceLab.start();
		person();
		const caller = await customer();
		const { status, body } = await lab.phones.api('POST', PATH, {
			...QUIET,
			role: 'Agent',
			from: NUMBER,
			to: AGENT,
		});
		expect(status).toBe(201);
		const [placed] = body.calls as { call_uuid: string }[];
		expect(body).toEqual({
			api_id: AN_API_ID,
			calls: [{ to: '14155550777', from: '14155550123', call_uuid: AN_API_ID }],
			message: 'add participant action initiated',
			request_uuid: placed?.call_uuid,
		});
		const call = lab.phones.plivo.calls.all().at(-1) as LabCall;
		await lab.participantId(call);
		await call.say('agent speaking');
		await caller.waitForHeard(/agent speaking/);
		const { body: list } = await lab.phones.api('GET', PATH);
		expect(list.objects).toMatchObject([
			{ role: 'customer' },
			{ role: 'agent', call_uuid: call.uuid, member_address: '14155550777' },
		]);
	});

	it('makes a new multi-party call, found by its name at once', async () => {
		lab = await ConferenceLab.start();
		person();
		const { calls } = await add({ role: 'agent', from: NUMBER, to: AGENT });
		const { body } = await lab.phones.api('GET', '/MultiPartyCall/name_desk/');
		expect(body.status).toBe('Initialized');
		await lab.participantId(calls[0] as LabCall);
		expect((await lab.phones.api('GET', '/MultiPartyCall/name_desk/')).body.status).toBe('Active');
	});

	it('ends a new one that nobody came into', async () => {
		lab = await ConferenceLab.start();
		person({ behavior: 'busy' });
		const { calls } = await add({ role: 'agent', from: NUMBER, to: AGENT });
		expect(await calls[0]?.waitForEnd()).toMatchObject({ hangupCauseCode: 3010 });
		const ended = async () =>
			(await lab.phones.api('GET', '/MultiPartyCall/name_desk/')).status === 404;
		await until(ended);
	});

	it('gives up who still rings when the multi-party call ends', async () => {
		lab = await ConferenceLab.start();
		person({ ringMs: 60_000 });
		await customer();
		const { calls } = await add({ role: 'agent', from: NUMBER, to: AGENT, ring_timeout: 60 });
		await until(() => calls[0]?.state === 'ringing');
		await lab.phones.api('DELETE', '/MultiPartyCall/name_desk/');
		expect(await calls[0]?.waitForEnd()).toMatchObject({ hangupCauseCode: 1000 });
	});

	it('hangs up when the participant is kicked, or the multi-party call ends', async () => {
		lab = await ConferenceLab.start();
		person();
		await customer('stayAlone="true"');
		const { calls: first } = await add({ role: 'agent', from: NUMBER, to: AGENT });
		const id = await lab.participantId(first[0] as LabCall);
		await lab.phones.api('DELETE', `${PATH}${id}/`);
		expect(await first[0]?.waitForEnd()).toMatchObject({
			hangupCauseCode: 4030,
			hangupCauseName: 'Kicked Out Of Multiparty Call',
			hangupSource: 'API Request',
		});
		const { calls: second } = await add({ role: 'agent', from: NUMBER, to: AGENT });
		await lab.participantId(second[0] as LabCall);
		await lab.phones.api('DELETE', '/MultiPartyCall/name_desk/');
		expect(await second[0]?.waitForEnd()).toMatchObject({ hangupCauseCode: 4020 });
	});

	it('has 4020 for kicks in that variant', async () => {
		lab = await ConferenceLab.start({ kickedHangupCode: 4020 });
		person();
		const { calls } = await add({ role: 'agent', from: NUMBER, to: AGENT });
		const id = await lab.participantId(calls[0] as LabCall);
		await lab.phones.api('DELETE', `${PATH}${id}/`);
		expect(await calls[0]?.waitForEnd()).toMatchObject({ hangupCauseCode: 4020 });
	});

	it('goes on at the exit URL', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/exit', response('<Speak>thank you</Speak>'));
		person();
		const exit = { on_exit_action_url: `${lab.url}/exit` };
		const { calls } = await add({ role: 'agent', from: NUMBER, to: AGENT, ...exit });
		const id = await lab.participantId(calls[0] as LabCall);
		await lab.phones.api('DELETE', `${PATH}${id}/`);
		await calls[0]?.waitForHeard(/thank you/);
		expect(lab.phones.customer.at('/exit')[0]?.fields).toMatchObject({
			MPCFriendlyName: 'desk',
			MemberID: id,
			ParticipantRole: 'agent',
		});
	});

	it('rings several agents; who is first takes part, the others have lost the race', async () => {
		lab = await ConferenceLab.start();
		person({ ringMs: 20 });
		lab.phones.plivo.people.add({ number: OTHER, ringMs: 5000 });
		const { calls } = await add({ role: 'agent', from: NUMBER, to: `${AGENT}<${OTHER}` });
		expect(calls).toHaveLength(2);
		await lab.participantId(calls[0] as LabCall);
		expect(await calls[1]?.waitForEnd()).toMatchObject({
			hangupCauseCode: 9000,
			hangupCauseName: 'Lost Race',
		});
	});

	it('lets in who presses the key to confirm, and no one else', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/confirm', response('<Speak>press one</Speak>'));
		const confirm = { confirm_key: '1', confirm_key_sound_url: `${lab.url}/confirm` };
		const dialed = { role: 'agent', from: NUMBER, to: AGENT, ...confirm };
		person({ script: [{ waitForUtterance: /press one/ }, { press: '1' }] });
		const { calls: good } = await add(dialed);
		await lab.participantId(good[0] as LabCall);
		person({ script: [{ waitForUtterance: /press one/ }, { press: '2' }] });
		const { calls: bad } = await add(dialed);
		expect(await bad[0]?.waitForEnd()).toMatchObject({ hangupCauseCode: 9110 });
	});

	it('tells the status callback of the new call, and of the action', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/states', '');
		person({ stayMs: 0 });
		const { calls } = await add({
			role: 'agent',
			from: NUMBER,
			to: AGENT,
			call_status_callback_url: `${lab.url}/states`,
			status_callback_url: `${lab.url}/events`,
			status_callback_method: 'POST',
			status_callback_events: 'add-participant-api-events',
		});
		await calls[0]?.waitForEnd();
		await until(() => lab.phones.customer.at('/states').length === 3);
		const states = lab.phones.customer.at('/states').map(({ fields }) => fields.CallStatus);
		expect(states.sort()).toEqual(['completed', 'in-progress', 'ringing']);
		await lab.event({ EventName: 'AddParticipantByAPIActionCompleted' });
		expect(lab.events().map(({ EventName }) => EventName)).toEqual([
			'AddParticipantByAPIActionInitiated',
			'AddParticipantByAPIActionCompleted',
		]);
	});

	it('moves a call that goes on into it', async () => {
		lab = await ConferenceLab.start();
		const waiting = lab.caller(['<Wait length="60"/>', '<Speak>never</Speak>']);
		await until(() => waiting.state === 'in-progress');
		const agent = await customer();
		const { status, calls } = await add({ role: 'customer', call_uuid: waiting.uuid });
		expect([status, calls[0]?.uuid]).toEqual([201, waiting.uuid]);
		const id = await lab.participantId(waiting);
		await waiting.say('now I am here');
		await agent.waitForHeard(/now I am here/);
		await lab.phones.api('DELETE', `${PATH}${id}/`);
		expect(await waiting.waitForEnd()).toMatchObject({ hangupCauseCode: 4030 });
		expect(texts(waiting)).not.toContain('never');
	});

	it('lets a participant be transferred out', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/elsewhere', response('<Speak>elsewhere</Speak>'));
		person();
		await customer('stayAlone="true"');
		const { calls } = await add({ role: 'agent', from: NUMBER, to: AGENT });
		const id = await lab.participantId(calls[0] as LabCall);
		await lab.phones.api('POST', `/Call/${String(calls[0]?.uuid)}/`, {
			aleg_url: `${lab.url}/elsewhere`,
		});
		await calls[0]?.waitForHeard(/elsewhere/);
		const { body } = await lab.phones.api('GET', `${PATH}${id}/`);
		expect(body.exit_cause).toBe('Participant Call Transferred');
	});

	it.each([
		['refused', 400],
		['call-ends', 201],
	] as const)('has a full one %s', async (variant, status) => {
		lab = await ConferenceLab.start({ fullMpc: variant });
		person();
		lab.phones.plivo.people.add({ number: OTHER });
		const first = await add({ role: 'agent', from: NUMBER, to: AGENT, max_participants: 2 });
		await add({ role: 'agent', from: NUMBER, to: OTHER });
		const third = await add({ role: 'agent', from: NUMBER, to: OTHER });
		expect(third.status).toBe(status);
		if (variant === 'call-ends') await third.calls[0]?.waitForEnd();
		expect(first.status).toBe(201);
	});

	const numbers = { from: NUMBER, to: AGENT };
	it.each([
		[{ ...numbers }],
		[{ role: 'boss', ...numbers }],
		[{ role: 'agent', from: NUMBER }],
		[{ role: 'agent', to: AGENT }],
		[{ role: 'agent' }],
		[{ role: 'agent', ...numbers, call_uuid: 'x' }],
		[{ role: 'customer', from: NUMBER, to: `${AGENT}<${OTHER}` }],
		[{ role: 'agent', from: NUMBER, to: Array.from({ length: 21 }, () => AGENT).join('<') }],
		[{ role: 'agent', ...numbers, ring_timeout: '10<20' }],
		[{ role: 'agent', ...numbers, max_duration: 299 }],
		[{ role: 'agent', ...numbers, max_duration: 28_801 }],
		[{ role: 'agent', ...numbers, max_participants: 11 }],
		[{ role: 'agent', ...numbers, record_min_member_count: 3 }],
		[{ role: 'agent', ...numbers, caller_name: 'x'.repeat(51) }],
		[{ role: 'agent', ...numbers, confirm_key: '12' }],
		[{ role: 'agent', ...numbers, enter_sound: 'beep:3' }],
		[{ role: 'agent', ...numbers, dial_music: 'jazz' }],
		[{ role: 'agent', ...numbers, status_callback_events: 'mpc-state-changes,other' }],
		[{ role: 'agent', ...numbers, wait_music_url: 'nowhere' }],
		[{ role: 'agent', ...numbers, mute: 'maybe' }],
	])('refuses %j', async (body) => {
		lab = await ConferenceLab.start();
		person();
		expect((await add(body)).status).toBe(400);
		expect(lab.phones.plivo.calls.all()).toEqual([]);
	});

	it('does not find a call or a uuid that is not there', async () => {
		lab = await ConferenceLab.start();
		expect((await add({ role: 'agent', call_uuid: 'unknown' })).status).toBe(404);
		const path = '/MultiPartyCall/uuid_unknown/Participant/';
		const body = { role: 'agent', from: NUMBER, to: AGENT };
		expect((await lab.phones.api('POST', path, body)).status).toBe(404);
	});
});

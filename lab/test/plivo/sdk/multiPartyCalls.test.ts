import type { Client } from 'plivo';
import type { LabCall } from '../../../src/plivo/labCall';
import { saidFile } from '../callActionsLab';
import { ConferenceLab } from '../conferenceLab';
import { NUMBER } from '../phoneLab';
import { plain, sdkClient } from './client';

const AN_ID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
const A_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+05:30$/) as string;
const A_WAV = expect.stringMatching(/\.wav$/) as string;
const AGENT = '+14155550777';

let lab: ConferenceLab;
let mpcs: Client['multiPartyCalls'];
let call: LabCall;
/** Of the customer who waits for somebody to start it. */
let id: string;
/** How the SDK names the multi-party call; it takes the fields out of what it is given. */
const desk = <T extends object>(more?: T) => ({ friendlyName: 'desk', ...more });

beforeEach(async () => {
	lab = await ConferenceLab.start();
	mpcs = sdkClient(lab.phones).multiPartyCalls;
	const silent = 'enterSound="none" exitSound="none"';
	call = lab.caller([
		`<MultiPartyCall role="customer" startMpcOnEnter="false" ${silent}>desk</MultiPartyCall>`,
		'<Speak>after the desk</Speak>',
	]);
	id = await lab.participantId(call);
});
afterEach(async () => await lab.stop());

const parsed = async (answer: Promise<unknown>) => plain(await answer);

/** The multi-party call in the state it has before it begins (plivo-conferences.md §C3.4). */
const waiting = (segment: string) => ({
	billedAmount: null,
	billedDuration: null,
	creationTime: A_TIME,
	duration: null,
	endTime: null,
	friendlyName: 'desk',
	mpcUuid: AN_ID,
	participants: `/v1/Account/${lab.phones.plivo.account.authId}/MultiPartyCall/${segment}/Participant/`,
	recording: 'not-recording',
	resourceUri: `/v1/Account/${lab.phones.plivo.account.authId}/MultiPartyCall/${segment}/`,
	startTime: null,
	status: 'Initialized',
	stayAlone: false,
	subAccount: null,
	terminationCause: null,
	terminationCauseCode: null,
});

/** The customer (plivo-conferences.md §C3.5). */
const customer = () => ({
	billedAmount: null,
	billedDuration: null,
	callUuid: call.uuid,
	coachMode: false,
	duration: null,
	endMpcOnExit: false,
	exitCause: null,
	exitTime: null,
	hold: false,
	joinTime: A_TIME,
	memberAddress: call.facts.from,
	memberId: id,
	mpcUuid: AN_ID,
	mute: false,
	resourceUri: `/v1/Account/${lab.phones.plivo.account.authId}/MultiPartyCall/name_desk/Participant/${id}/`,
	role: 'customer',
	startMpcOnEnter: false,
});

const statusOfIt = async () => ((await parsed(mpcs.get(desk()))) as { status: string }).status;

describe('npm plivo: multi-party calls (plivo-conferences.md §C3)', () => {
	it('gets by name and by uuid', async () => {
		const byName = (await parsed(mpcs.get(desk()))) as { mpcUuid: string };
		const uuid = byName.mpcUuid;
		expect(byName).toEqual({ apiId: AN_ID, id: uuid, ...waiting('name_desk') });
		expect(await parsed(mpcs.get({ uuid }))).toEqual({
			apiId: AN_ID,
			id: uuid,
			...waiting(`uuid_${uuid}`),
		});
	});

	it('fails on one that is not there', async () => {
		await expect(mpcs.get({ friendlyName: 'nobody' })).rejects.toThrow(
			'multi party call not found',
		);
	});

	it('lists', async () => {
		const { mpcUuid } = (await parsed(mpcs.get(desk()))) as { mpcUuid: string };
		const list = (await mpcs.list({ status: 'initialized', limit: 5 })) as unknown as {
			meta: unknown;
		};
		expect(plain(list)).toEqual([{ ...waiting(`uuid_${mpcUuid}`), id: mpcUuid }]);
		expect(list.meta).toEqual({ count: 1, limit: 5, next: null, offset: 0, previous: null });
		expect(await parsed(mpcs.list({ status: 'ended' }))).toEqual([]);
	});

	it('starts and stops', async () => {
		expect(await parsed(mpcs.start(desk({ status: 'active' })))).toEqual({});
		expect(await statusOfIt()).toBe('Active');
		expect(await mpcs.stop(desk())).toBe(true);
		await call.waitForHeard(/after the desk/);
	});

	it('adds a participant', async () => {
		lab.phones.plivo.people.add({ number: AGENT });
		const options = desk({ from: NUMBER, to: AGENT, enterSound: 'none', exitSound: 'none' });
		const added = (await parsed(mpcs.addParticipant('agent', options))) as {
			requestUuid: string;
		};
		expect(added).toEqual({
			apiId: AN_ID,
			calls: [{ to: '14155550777', from: '14155550123', callUuid: added.requestUuid }],
			message: 'add participant action initiated',
			requestUuid: AN_ID,
		});
		await lab.participantId({ uuid: added.requestUuid });
		expect(await statusOfIt()).toBe('Active');
		expect(lab.phones.unknownFields()).toEqual([]);
	});

	it('lists and gets participants', async () => {
		expect(await parsed(mpcs.listParticipants(desk({ callUuid: call.uuid })))).toEqual({
			apiId: AN_ID,
			meta: { count: 1, limit: 20, next: null, offset: 0, previous: null },
			objects: [customer()],
		});
		expect(await parsed(mpcs.getParticipant(id, desk()))).toEqual({
			apiId: AN_ID,
			...customer(),
		});
	});

	it('updates a participant', async () => {
		expect(await parsed(mpcs.updateParticipant(id, desk({ mute: true, hold: true })))).toEqual({
			apiId: AN_ID,
			mute: 'MPC: desk mute/unmute member(s) succeeded',
			hold: 'MPC: desk hold/unhold member(s) succeeded',
		});
		expect(await parsed(mpcs.getParticipant(id, desk()))).toMatchObject({
			mute: true,
			hold: true,
		});
	});

	it('kicks a participant', async () => {
		expect(await parsed(mpcs.kickParticipant(id, desk()))).toEqual({});
		await call.waitForHeard(/after the desk/);
	});

	it('records', async () => {
		expect(await parsed(mpcs.startRecording(desk({ fileFormat: 'wav' })))).toEqual({
			apiId: AN_ID,
			message: 'MPC: desk record started',
			recordingId: AN_ID,
			recordingUrl: A_WAV,
		});
		const recording = async () =>
			((await parsed(mpcs.get(desk()))) as { recording: string }).recording;
		expect(await parsed(mpcs.pauseRecording(desk()))).toEqual({});
		expect(await recording()).toBe('paused');
		expect(await parsed(mpcs.resumeRecording(desk()))).toEqual({});
		expect(await recording()).toBe('recording');
		expect(await parsed(mpcs.stopRecording(desk()))).toEqual({});
		expect(await recording()).toBe('not-recording');
	});

	it('records a participant', async () => {
		const track = { recordTrackType: 'participant' };
		const started = await parsed(mpcs.startParticipantRecording(id, desk(track)));
		expect(started).toEqual({
			apiId: AN_ID,
			message: 'MPC: desk record started',
			recordingId: AN_ID,
			recordingUrl: A_WAV,
		});
		expect(await parsed(mpcs.pauseParticipantRecording(id, desk(track)))).toEqual({});
		expect(await parsed(mpcs.resumeParticipantRecording(id, desk(track)))).toEqual({});
		expect(await parsed(mpcs.stopParticipantRecording(id, desk(track)))).toEqual({});
		const { recordingId } = started as { recordingId: string };
		const shown = await lab.phones.api('GET', `/Recording/${recordingId}/`);
		expect(shown.body).toMatchObject({ mpc_name: 'desk', call_uuid: call.uuid });
	});

	it('plays to a participant', async () => {
		// Nothing but the tune can be heard in one that has begun.
		await mpcs.start(desk({ status: 'active' }));
		const url = saidFile(lab.phones, 'tune.wav', 'a tune');
		expect(await parsed(mpcs.startPlayAudio(id, url, desk()))).toEqual({
			apiId: AN_ID,
			message: 'play queued into MPC',
			mpcMemberId: [id],
			mpcName: 'desk',
		});
		await call.waitForHeard(/a tune/);
		expect(await parsed(mpcs.stopPlayAudio(id, desk()))).toEqual({});
	});
});

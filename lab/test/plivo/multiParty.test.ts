import type { LabCall } from '../../src/plivo/labCall';
import { texts } from './callActionsLab';
import { ConferenceLab, said } from './conferenceLab';
import { response, until } from './phoneLab';

let lab: ConferenceLab;
afterEach(async () => await lab.stop());

/** Without sounds of its own, so that texts can be heard. */
const mpc = (role: string, attributes = '') =>
	`<MultiPartyCall role="${role}" enterSound="none" exitSound="none" statusCallbackUrl="${lab.url}/events" ${attributes}>desk</MultiPartyCall>`;

/** A caller who has come in. */
async function joined(role: string, attributes = '', ...after: string[]): Promise<LabCall> {
	const call = lab.caller([mpc(role, attributes), ...after]);
	await lab.participantId(call);
	return call;
}

describe('MultiPartyCall (plivo-conferences.md §C4)', () => {
	it('lets all hear each other, and nobody themselves', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('Customer');
		const agent = await joined('agent');
		await customer.say('my phone is broken');
		await agent.waitForHeard(/broken/);
		await agent.say('which one');
		await customer.waitForHeard(/which one/);
		expect([customer, agent].map(texts)).toEqual([['which one'], ['my phone is broken']]);
	});

	it('lets only agents hear a supervisor who coaches', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer');
		const agent = await joined('agent');
		const supervisor = await joined('supervisor', 'coachMode="true"');
		await supervisor.say('offer a discount');
		await agent.waitForHeard(/discount/);
		await customer.say('too dear');
		await supervisor.waitForHeard(/too dear/);
		await agent.say('ten percent off');
		await customer.waitForHeard(/ten percent/);
		expect(texts(customer)).toEqual(['ten percent off']);
	});

	it('lets everybody hear a supervisor who does not', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer');
		const supervisor = await joined('supervisor', 'coachMode="false"');
		await supervisor.say('let me help');
		await customer.waitForHeard(/let me help/);
	});

	it('has somebody who joins muted or on hold', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/hold', response('<Speak>please hold the line</Speak>'));
		const agent = await joined('agent');
		const muted = await joined('customer', 'mute="true"');
		const held = await joined('customer', 'hold="true"');
		await held.waitForHeard(/\[hold music\]/);
		await muted.say('unheard');
		await held.say('unheard too');
		await agent.say('anybody there');
		await muted.waitForHeard(/anybody there/);
		expect(texts(agent)).toEqual([]);
		expect(texts(held)).not.toContain('anybody there');
	});

	it('plays the hold music of the role', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/agents', response('<Speak>agents wait</Speak>'));
		lab.phones.customer.on('/customers', response('<Speak>customers wait</Speak>'));
		const music = `agentHoldMusicUrl="${lab.url}/agents" customerHoldMusicUrl="${lab.url}/customers" stayAlone="true"`;
		const customer = await joined('customer', `hold="true" ${music}`);
		const agent = await joined('agent', 'hold="true"');
		await customer.waitForHeard(/customers wait/);
		await agent.waitForHeard(/agents wait/);
		expect(lab.phones.customer.at('/agents')[0]?.method).toBe('GET');
	});

	it('waits with music until somebody starts it', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/wait', response('<Speak>soon</Speak><Wait length="1"/>'));
		const wait = `startMpcOnEnter="false" waitMusicUrl="${lab.url}/wait"`;
		const customer = await joined('customer', wait);
		await customer.waitForHeard(/soon/);
		await customer.say('too early');
		const agent = await joined('agent');
		await customer.say('at last');
		await agent.waitForHeard(/at last/);
		expect(texts(agent)).toEqual(['at last']);
	});

	it('waits for an agent when told to', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer', 'waitForAgent="true"');
		const supervisor = await joined('supervisor', 'coachMode="false"');
		await customer.waitForHeard(/\[wait music\]/);
		await customer.say('nobody yet');
		const agent = await joined('agent', 'startMpcOnEnter="false"');
		await customer.say('an agent at last');
		await agent.waitForHeard(/an agent at last/);
		expect(texts(supervisor)).not.toContain('nobody yet');
	});

	it.each([
		['', ['coach', 'agent']],
		['recordCoachVoice="false"', ['agent']],
	])('records who coaches, unless told not to: %j', async (attribute, recorded) => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/recorded', '');
		const record = `record="true" recordingCallbackUrl="${lab.url}/recorded" ${attribute}`;
		const customer = await joined('customer', record);
		const agent = await joined('agent');
		const coach = await joined('supervisor');
		await coach.say('coach');
		await agent.waitForHeard(/coach/);
		await agent.say('agent');
		await customer.waitForHeard(/agent/);
		customer.hangUp();
		agent.hangUp();
		const done = () =>
			lab.phones.customer
				.at('/recorded')
				.find(({ fields }) => fields.EventName === 'MPCRecordingCompleted');
		await until(() => done() !== undefined);
		expect(await said(done()?.fields.RecordingURL)).toEqual(recorded);
	});

	it('tells the status callback what happens, in order', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer');
		const agent = await joined('agent');
		agent.hangUp();
		await lab.event({ EventName: 'MPCEnd' });
		const events = lab.events();
		expect(events.map(({ EventName, ParticipantRole }) => [EventName, ParticipantRole])).toEqual([
			['MPCInitialized', undefined],
			['ParticipantJoin', 'customer'],
			['MPCStart', undefined],
			['ParticipantJoin', 'agent'],
			['ParticipantExit', 'agent'],
			['ParticipantExit', 'customer'],
			['MPCEnd', undefined],
		]);
		expect(events[1]).toEqual({
			EventName: 'ParticipantJoin',
			EventTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+05:30$/),
			MPCUUID: events[0]?.MPCUUID,
			MPCName: 'desk',
			MemberID: expect.stringMatching(/^\d+$/),
			ParticipantRole: 'customer',
			ParticipantCallUUID: customer.uuid,
			ParticipantCoachMode: 'false',
		});
		expect(events.at(-1)).toMatchObject({
			MPCDuration: expect.stringMatching(/^\d+$/),
			MPCBilledDuration: '120',
			MPCBilledAmount: '0.01000',
		});
	});

	it.each(['Digit', 'Digits'] as const)('reports keys and talk when asked: %s', async (field) => {
		lab = await ConferenceLab.start({ mpcDigitField: field });
		const groups = 'participant-speak-events,participant-digit-input-events';
		const events = `statusCallbackEvents="${groups}" relayDTMFInputs="true"`;
		const customer = await joined('customer', events);
		const agent = await joined('agent');
		await customer.say('hello');
		await agent.waitForHeard(/hello/);
		await customer.press('7');
		await lab.event({ EventName: 'ParticipantDigitInput', [field]: '7' });
		await lab.event({ EventName: 'ParticipantSpeakStop', ParticipantCallUUID: customer.uuid });
		expect(lab.events().map(({ EventName }) => EventName)).not.toContain('ParticipantJoin');
		expect(agent.digitsHeard).toBe('7');
	});

	it('ends when one is left who may not stay; their document goes on', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer', '', '<Speak>goodbye customer</Speak>');
		const agent = await joined('agent');
		agent.hangUp();
		await customer.waitForHeard(/goodbye customer/);
		expect(await customer.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
	});

	it('goes on with one who may stay alone', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer', 'stayAlone="true"');
		const first = await joined('agent');
		first.hangUp();
		await lab.event({ EventName: 'ParticipantExit' });
		const second = await joined('agent');
		await customer.say('still here');
		await second.waitForHeard(/still here/);
	});

	it('ends when a participant with endMpcOnExit leaves, and tells the exit action', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/exit', response('<Speak>how was it</Speak>'));
		const customer = await joined('customer', `onExitActionUrl="${lab.url}/exit"`);
		await joined('agent');
		const boss = await joined('supervisor', 'endMpcOnExit="true"');
		boss.hangUp();
		await customer.waitForHeard(/how was it/);
		const [join] = lab.events().filter(({ EventName }) => EventName === 'ParticipantJoin');
		expect(lab.phones.customer.at('/exit')[0]?.fields).toMatchObject({
			MPCUUID: join?.MPCUUID,
			MPCFriendlyName: 'desk',
			MemberID: join?.MemberID,
			ParticipantCallUUID: customer.uuid,
			ParticipantJoinTime: expect.stringMatching(/\+05:30$/),
			ParticipantEndTime: expect.stringMatching(/\+05:30$/),
			ParticipantRole: 'customer',
			CallUUID: customer.uuid,
		});
	});

	it('has no more room than maxParticipants', async () => {
		lab = await ConferenceLab.start();
		await joined('customer', 'maxParticipants="2"');
		await joined('agent');
		const third = lab.caller([mpc('agent'), '<Speak>it was full</Speak>']);
		await third.waitForHeard(/it was full/);
	});

	it.each([
		['ignored', 'it was full'],
		['applied', undefined],
	] as const)('has settings of later participants %s in that variant', async (variant, heard) => {
		lab = await ConferenceLab.start({ laterMpcSettings: variant });
		await joined('customer', 'maxParticipants="2"');
		await joined('agent', 'maxParticipants="3"');
		const third = lab.caller([mpc('agent', 'maxParticipants="3"'), '<Speak>it was full</Speak>']);
		if (heard) await third.waitForHeard(new RegExp(heard));
		else await lab.participantId(third);
	});

	it('beeps by default', async () => {
		lab = await ConferenceLab.start();
		const call = lab.caller(['<MultiPartyCall role="agent">desk</MultiPartyCall>']);
		await until(() => call.person.ear.firstSoundAtMs !== null);
	});

	it('is recorded when enough are there, with what is played at the start', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/notice', response('<Speak>this is recorded</Speak>'));
		lab.phones.customer.on('/recorded', '');
		const recorded = `record="true" recordMinMemberCount="2" recordParticipantTrack="true" recordingCallbackUrl="${lab.url}/recorded" startRecordingAudio="${lab.url}/notice"`;
		const customer = await joined('customer', recorded);
		const agent = await joined('agent');
		await agent.waitForHeard(/this is recorded/);
		await agent.say('one');
		await customer.waitForHeard(/one/);
		await customer.say('two');
		await agent.waitForHeard(/two/);
		agent.hangUp();
		const callbacks = () => lab.phones.customer.at('/recorded').map(({ fields }) => fields);
		const completed = (name: string) => callbacks().find(({ EventName }) => EventName === name);
		await until(() => completed('MPCRecordingCompleted') !== undefined);
		await until(() => completed('ParticipantRecordingCompleted') !== undefined);
		expect(await said(completed('MPCRecordingCompleted')?.RecordingURL)).toEqual([
			'this is recorded',
			'one',
			'two',
		]);
		const track = completed('ParticipantRecordingCompleted');
		expect(track).toMatchObject({ MPCName: 'desk', SequenceNumber: '2', RecordingFormat: 'wav' });
		expect(await said(track?.RecordingURL)).toEqual(['one']);
	});

	it.each(['', 'role="boss"', 'role="agent" maxDuration="1"', 'role="agent" enterSound="beep:3"'])(
		'refuses a document with %j',
		async (attributes) => {
			lab = await ConferenceLab.start();
			const call = lab.caller([`<MultiPartyCall ${attributes}>desk</MultiPartyCall>`]);
			expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 8011 });
		},
	);
});

import type { LabCall } from '../../src/plivo/labCall';
import { ConferenceLab } from './conferenceLab';
import { response, until } from './phoneLab';

let lab: ConferenceLab;
afterEach(async () => await lab.stop());

const room = (attributes = '') =>
	`<Conference callbackUrl="${lab.url}/events" ${attributes}>room</Conference>`;

const texts = (call: LabCall) => call.heard.map(({ text }) => text);

/** A caller who has entered the room. */
async function entered(elements: string[]): Promise<LabCall> {
	const call = lab.caller(elements);
	await lab.event({ CallUUID: call.uuid, ConferenceAction: 'enter' });
	return call;
}

describe('Conference (plivo-conferences.md §C2)', () => {
	it('lets each hear all the others, and nobody themselves', async () => {
		lab = await ConferenceLab.start();
		const [anna, ben, cleo] = [
			await entered([room()]),
			await entered([room()]),
			await entered([room()]),
		];
		await anna.say('I am Anna');
		await ben.waitForHeard(/I am Anna/);
		await ben.say('I am Ben');
		await cleo.waitForHeard(/I am Ben/);
		await anna.waitForHeard(/I am Ben/);
		expect([anna, ben, cleo].map(texts)).toEqual([
			['I am Ben'],
			['I am Anna'],
			['I am Anna', 'I am Ben'],
		]);
	});

	it('keeps two rooms apart', async () => {
		lab = await ConferenceLab.start();
		const anna = await entered([room()]);
		const other = await entered([room().replace('>room<', '>other room<')]);
		const ben = await entered([room()]);
		await anna.say('only in here');
		await ben.waitForHeard(/only in here/);
		expect(texts(other)).toEqual([]);
	});

	it('tells the callbackUrl who enters and leaves', async () => {
		lab = await ConferenceLab.start();
		const anna = await entered([room()]);
		const ben = await entered([room()]);
		ben.hangUp();
		await lab.event({ CallUUID: ben.uuid, ConferenceAction: 'exit' });
		anna.hangUp();
		const exit = await lab.event({ CallUUID: anna.uuid, ConferenceAction: 'exit' });
		const [first, second] = lab.events();
		expect(first).toMatchObject({
			Event: 'ConferenceEnter',
			ConferenceName: 'room',
			ConferenceFirstMember: 'true',
			CallUUID: anna.uuid,
			From: anna.facts.from,
			Direction: 'inbound',
			CallStatus: 'in-progress',
		});
		expect(second).toMatchObject({
			ConferenceFirstMember: 'false',
			ConferenceUUID: first?.ConferenceUUID,
		});
		expect(second?.ConferenceMemberID).not.toBe(first?.ConferenceMemberID);
		expect(exit).toMatchObject({
			Event: 'ConferenceExit',
			ConferenceLastMember: 'true',
			ConferenceMemberID: first?.ConferenceMemberID,
			From: anna.facts.from,
		});
	});

	it('has short exit events in that variant', async () => {
		lab = await ConferenceLab.start({ conferenceExitFields: 'short' });
		const anna = await entered([room()]);
		anna.hangUp();
		const exit = await lab.event({ CallUUID: anna.uuid, ConferenceAction: 'exit' });
		expect(Object.keys(exit).sort()).toEqual([
			'CallUUID',
			'ConferenceAction',
			'ConferenceLastMember',
			'ConferenceMemberID',
			'ConferenceName',
			'ConferenceUUID',
			'Event',
		]);
	});

	it('does not let a muted member be heard, who hears the others', async () => {
		lab = await ConferenceLab.start();
		const anna = await entered([room('muted="true"')]);
		const ben = await entered([room()]);
		await anna.say('nobody hears this');
		await ben.say('but this');
		await anna.waitForHeard(/but this/);
		expect(texts(ben)).toEqual([]);
	});

	it('makes members wait with music until somebody starts it', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/wait', response('<Speak>one moment</Speak><Wait length="1"/>'));
		const waiting = room(`startConferenceOnEnter="false" waitSound="${lab.url}/wait"`);
		const anna = await entered([waiting]);
		const ben = await entered([room('startConferenceOnEnter="false"')]);
		await anna.waitForHeard(/one moment/);
		await ben.waitForHeard(/\[wait music\]/);
		await anna.say('too early');
		await entered([room()]);
		await anna.say('now');
		await ben.waitForHeard(/now/);
		expect(texts(ben)).not.toContain('too early');
	});

	it.each([
		['waiting-and-alone', true],
		['waiting', false],
	] as const)('plays the wait sound to somebody alone: variant %s', async (variant, heard) => {
		lab = await ConferenceLab.start({ waitSoundFor: variant });
		lab.phones.customer.on('/wait', response('<Speak>you are alone</Speak>'));
		const anna = await entered([room(`waitSound="${lab.url}/wait"`)]);
		const ben = await entered([room()]);
		if (heard) await until(() => lab.phones.customer.at('/wait').length === 1);
		await ben.say('hello');
		await anna.waitForHeard(/hello/);
		expect(lab.phones.customer.at('/wait')).toHaveLength(heard ? 1 : 0);
	});

	it('plays beeps on entering and leaving, to everybody', async () => {
		lab = await ConferenceLab.start();
		const anna = await entered([room()]);
		const before = anna.person.ear.lastSoundAtMs;
		const ben = await entered([room('enterSound="beep:1" exitSound="beep:2"')]);
		await until(() => anna.person.ear.lastSoundAtMs !== before && !anna.person.ear.speaking);
		const afterEnter = anna.person.ear.lastSoundAtMs ?? 0;
		ben.hangUp();
		await until(() => (anna.person.ear.lastSoundAtMs ?? 0) > afterEnter);
		expect(before).toBeNull();
	});

	it('ends for all when a member with endConferenceOnExit leaves; the documents go on', async () => {
		lab = await ConferenceLab.start();
		const anna = await entered([room(), '<Speak>it is over</Speak>']);
		const boss = await entered([room('endConferenceOnExit="true"')]);
		boss.hangUp();
		expect(await anna.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(texts(anna)).toEqual(['it is over']);
	});

	it('takes out who may not stay alone', async () => {
		lab = await ConferenceLab.start();
		const anna = await entered([room('stayAlone="false"'), '<Speak>nobody left</Speak>']);
		const ben = await entered([room()]);
		ben.hangUp();
		await anna.waitForHeard(/nobody left/);
	});

	it('has room for maxMembers; the next one goes on with their document', async () => {
		lab = await ConferenceLab.start();
		await entered([room('maxMembers="1"')]);
		const ben = lab.caller([room('maxMembers="1"'), '<Speak>it was full</Speak>']);
		await ben.waitForHeard(/it was full/);
	});

	it('is left with the star, and tells the action', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/action', response('<Speak>goodbye</Speak>'));
		const anna = await entered([room(`hangupOnStar="true" action="${lab.url}/action"`)]);
		const ben = await entered([room()]);
		await anna.press('*');
		await anna.waitForHeard(/goodbye/);
		const enter = await lab.event({ CallUUID: anna.uuid, ConferenceAction: 'enter' });
		expect(lab.phones.customer.at('/action')[0]?.fields).toMatchObject({
			CallUUID: anna.uuid,
			ConferenceName: 'room',
			ConferenceUUID: enter.ConferenceUUID,
			ConferenceMemberID: enter.ConferenceMemberID,
		});
		expect(ben.state).toBe('in-progress');
		expect(ben.digitsHeard).toBe('*');
	});

	it('reports matching keys, and relays them unless told not to', async () => {
		lab = await ConferenceLab.start();
		const anna = await entered([room('digitsMatch="#0,99" relayDTMF="false"')]);
		const ben = await entered([room()]);
		await anna.press('19#0');
		await anna.press('99');
		await lab.event({ ConferenceAction: 'digits', ConferenceDigitsMatch: '99' });
		await lab.event({ ConferenceAction: 'digits', ConferenceDigitsMatch: '#0' });
		expect(ben.digitsHeard).toBe('');
	});

	it('reports who has the floor', async () => {
		lab = await ConferenceLab.start();
		const anna = await entered([room('floorEvent="true"')]);
		const ben = await entered([room('floorEvent="true"')]);
		await anna.say('let me speak');
		await lab.event({ ConferenceAction: 'floor', CallUUID: anna.uuid });
		await ben.waitForHeard(/let me speak/);
		await ben.say('and me');
		await lab.event({ ConferenceAction: 'floor', CallUUID: ben.uuid });
	});

	it('ends at its time limit', async () => {
		lab = await ConferenceLab.start();
		const anna = lab.caller([room('timeLimit="1"'), '<Speak>time is up</Speak>']);
		await anna.waitForHeard(/time is up/);
	});

	it('is left when the call is transferred', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/elsewhere', response('<Speak>elsewhere</Speak>'));
		const anna = await entered([room()]);
		await lab.phones.api('POST', `/Call/${anna.uuid}/`, { aleg_url: `${lab.url}/elsewhere` });
		await lab.event({ CallUUID: anna.uuid, ConferenceAction: 'exit' });
		await anna.waitForHeard(/elsewhere/);
	});
});

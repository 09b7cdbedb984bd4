import type { Client } from 'plivo';
import type { LabCall } from '../../../src/plivo/labCall';
import { ConferenceLab } from '../conferenceLab';
import { plain, sdkClient } from './client';

const AN_ID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

let lab: ConferenceLab;
let conferences: Client['conferences'];
let call: LabCall;
let id: string;

beforeEach(async () => {
	lab = await ConferenceLab.start();
	conferences = sdkClient(lab.phones).conferences;
	call = lab.caller([
		`<Conference callbackUrl="${lab.url}/events">My Room</Conference>`,
		'<Speak>still here</Speak>',
	]);
	id = (await lab.event({ ConferenceAction: 'enter' })).ConferenceMemberID as string;
});
afterEach(async () => await lab.stop());

/** What the SDK parses of an answer whose fields plivo-conferences.md §C1 names. */
const parsed = async (answer: Promise<unknown>) => plain(await answer);

describe('npm plivo: conferences (plivo-conferences.md §C1)', () => {
	it('lists', async () => {
		expect(await parsed(conferences.list())).toEqual({
			apiId: AN_ID,
			conferences: ['My Room'],
		});
	});

	it('gets', async () => {
		expect(await parsed(conferences.get('My Room'))).toEqual({
			apiId: AN_ID,
			conferenceName: 'My Room',
			conferenceRunTime: expect.stringMatching(/^\d+$/) as string,
			conferenceMemberCount: '1',
			members: [
				{
					muted: false,
					memberId: id,
					deaf: false,
					from: call.facts.from,
					to: '14155550123',
					callerName: `+${call.facts.from}`,
					direction: 'inbound',
					callUuid: call.uuid,
					joinTime: expect.stringMatching(/^\d+$/) as string,
				},
			],
		});
	});

	it('fails on a conference that is not going on', async () => {
		await expect(conferences.get('no room')).rejects.toThrow('conference not found');
	});

	it('mutes, unmutes, deafens and undeafens', async () => {
		const answered = (message: string) => ({ apiId: AN_ID, memberId: id, message });
		const state = async () => {
			const { members } = (await parsed(conferences.get('My Room'))) as {
				members: { muted: boolean; deaf: boolean }[];
			};
			return [members[0]?.muted, members[0]?.deaf];
		};
		expect(await parsed(conferences.muteMember('My Room', id))).toEqual(answered('muted'));
		expect(await parsed(conferences.deafMember('My Room', id))).toEqual(answered('deaf'));
		expect(await state()).toEqual([true, true]);
		expect(await parsed(conferences.unmuteMember('My Room', id))).toEqual({});
		expect(await parsed(conferences.undeafMember('My Room', id))).toEqual({});
		expect(await state()).toEqual([false, false]);
	});

	it('speaks and stops', async () => {
		expect(
			await parsed(conferences.speakTextToMember('My Room', id, 'hello', { voice: 'MAN' })),
		).toEqual({ apiId: AN_ID, memberId: id, message: 'speak queued into conference' });
		await call.waitForHeard(/hello/);
		expect(await parsed(conferences.stopSpeakingTextToMember('My Room', id))).toEqual({});
	});

	it('plays and stops', async () => {
		lab.phones.customer.on('/tune.mp3', { body: 'music', type: 'audio/mpeg' });
		expect(
			await parsed(conferences.playAudioToMember('My Room', id, `${lab.url}/tune.mp3`)),
		).toEqual({ apiId: AN_ID, memberId: id, message: 'play queued into conference' });
		await call.waitForHeard(/tune\.mp3/);
		expect(await parsed(conferences.stopPlayingAudioToMember('My Room', id))).toEqual({});
	});

	it('kicks', async () => {
		expect(await parsed(conferences.kickMember('My Room', id))).toEqual({
			apiId: AN_ID,
			memberId: id,
			message: 'kicked',
		});
		await call.waitForHeard(/still here/);
	});

	it.each(['record', 'startRecording'] as const)('starts with %s, and stops', async (start) => {
		// Its types want every option.
		const options = { fileFormat: 'wav' } as Parameters<typeof conferences.record>[1];
		const recording = await parsed(conferences[start]('My Room', options));
		expect(recording).toEqual({
			apiId: AN_ID,
			message: 'conference recording started',
			recordingId: AN_ID,
			url: expect.stringMatching(/\.wav$/) as string,
		});
		expect(await parsed(conferences.stopRecording('My Room'))).toEqual({});
		const { recordingId } = recording as { recordingId: string };
		const shown = await lab.phones.api('GET', `/Recording/${recordingId}/`);
		expect(shown.body).toMatchObject({ conference_name: 'My Room' });
	});

	it('hangs up a member', async () => {
		expect(await parsed(conferences.hangupMember('My Room', id))).toEqual({});
		await call.waitForEnd();
	});

	it('hangs up a conference', async () => {
		expect(await conferences.hangup('My Room')).toBe(true);
		await call.waitForEnd();
	});

	it('hangs up all conferences', async () => {
		expect(await parsed(conferences.hangupAll())).toEqual({});
		await call.waitForEnd();
	});
});

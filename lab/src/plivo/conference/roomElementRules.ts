import type { AttributeCheck, ElementRule } from '../xmlAttributeChecks';
import { any, flag, httpUrl, method, oneOf, positive, whole } from '../xmlAttributeChecks';

/** Nothing, beeps, or an XML document (plivo-conferences.md §C2). */
const conferenceSound: AttributeCheck = (value) =>
	['', 'beep:1', 'beep:2'].includes(value) || httpUrl(value);

const multiPartySound: AttributeCheck = (value) =>
	['none', 'beep:1', 'beep:2'].includes(value) || httpUrl(value);
const within =
	(least: number, most: number): AttributeCheck =>
	(value) =>
		whole(value) && Number(value) >= least && Number(value) <= most;

/** A URL and the method it is asked with. */
function fetched(url: string, methodName: string): Record<string, AttributeCheck> {
	return { [url]: httpUrl, [methodName]: method };
}

/** `<Conference>` and `<MultiPartyCall>` (plivo-conferences.md §C2, §C4.1). */
export const ROOM_ELEMENTS: Record<string, ElementRule> = {
	Conference: {
		attributes: {
			muted: flag,
			enterSound: conferenceSound,
			exitSound: conferenceSound,
			startConferenceOnEnter: flag,
			endConferenceOnExit: flag,
			stayAlone: flag,
			waitSound: (value) => value === '' || httpUrl(value),
			maxMembers: (value) => positive(value) && Number(value) <= 20,
			timeLimit: positive,
			hangupOnStar: flag,
			record: flag,
			recordFileFormat: oneOf('mp3', 'wav'),
			action: httpUrl,
			method,
			redirect: flag,
			callbackUrl: httpUrl,
			callbackMethod: method,
			digitsMatch: any,
			floorEvent: flag,
			relayDTMF: flag,
			transcriptionType: any,
			transcriptionUrl: httpUrl,
			transcriptionMethod: method,
		},
		children: [],
		text: (value) => value !== '',
	},
	MultiPartyCall: {
		attributes: {
			role: (value) => /^(?:agent|supervisor|customer)$/i.test(value),
			maxDuration: within(300, 28_800),
			maxParticipants: within(2, 10),
			recordMinMemberCount: within(1, 2),
			...fetched('waitMusicUrl', 'waitMusicMethod'),
			...fetched('agentHoldMusicUrl', 'agentHoldMusicMethod'),
			...fetched('customerHoldMusicUrl', 'customerHoldMusicMethod'),
			waitTime: within(0, 1800),
			waitForAgent: flag,
			record: flag,
			recordFileFormat: oneOf('mp3', 'wav'),
			recordParticipantTrack: flag,
			recordCoachVoice: flag,
			...fetched('recordingCallbackUrl', 'recordingCallbackMethod'),
			...fetched('statusCallbackUrl', 'statusCallbackMethod'),
			statusCallbackEvents: any,
			stayAlone: flag,
			coachMode: flag,
			mute: flag,
			hold: flag,
			startMpcOnEnter: flag,
			endMpcOnExit: flag,
			enterSound: multiPartySound,
			enterSoundMethod: method,
			exitSound: multiPartySound,
			exitSoundMethod: method,
			...fetched('onExitActionUrl', 'onExitActionMethod'),
			relayDTMFInputs: flag,
			...fetched('startRecordingAudio', 'startRecordingAudioMethod'),
			...fetched('stopRecordingAudio', 'stopRecordingAudioMethod'),
			transcript: flag,
			transcriptionUrl: httpUrl,
		},
		children: [],
		text: (value) => value !== '',
	},
};

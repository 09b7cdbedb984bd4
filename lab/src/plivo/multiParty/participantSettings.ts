import type { Endpoint } from '../callFacts';

export type ParticipantRole = 'agent' | 'supervisor' | 'customer';

/** What holds for a whole multi-party call (plivo-conferences.md §C3.6, §C4.1). */
export interface MpcSettings {
	/** Seconds. */
	maxDuration: number;
	maxParticipants: number;
	/** False: it ends when one participant is left. */
	stayAlone: boolean;
	/** It does not begin before an agent is there. */
	waitForAgent: boolean;
	waitMusic: Endpoint | undefined;
	agentHoldMusic: Endpoint | undefined;
	customerHoldMusic: Endpoint | undefined;
	record: boolean;
	/** Also every participant by themselves. */
	recordTracks: boolean;
	/** False: supervisors who coach are not in the recording. */
	recordCoachVoice: boolean;
	/** How many must be there for the recording to begin. */
	recordMinMembers: number;
	recordingCallback: Endpoint | undefined;
	startRecordingAudio: Endpoint | undefined;
	stopRecordingAudio: Endpoint | undefined;
	statusCallback: Endpoint | undefined;
	statusEvents: string[];
}

/** What holds for one participant. */
export interface ParticipantSettings {
	role: ParticipantRole;
	coachMode: boolean;
	mute: boolean;
	hold: boolean;
	startOnEnter: boolean;
	endOnExit: boolean;
	/** `none`, `beep:1`, `beep:2`, or the URL of an XML document. */
	enterSound: string;
	enterSoundMethod: Endpoint['method'];
	exitSound: string;
	exitSoundMethod: Endpoint['method'];
	/** Whether the others hear the keys. */
	relayDtmf: boolean;
	onExit: Endpoint | undefined;
}

/** A way into a multi-party call. */
export interface JoinRequest {
	friendlyName: string;
	mpc: MpcSettings;
	participant: ParticipantSettings;
}

/** Reads the attributes of `<MultiPartyCall>`, or fields of the API under the attributes' names. */
export function readJoinRequest(
	friendlyName: string,
	attributes: Readonly<Record<string, string | undefined>>,
): JoinRequest {
	const flag = (name: string, otherwise: boolean) =>
		attributes[name] === undefined ? otherwise : attributes[name] === 'true';
	const count = (name: string, otherwise: number) => Number(attributes[name] ?? otherwise);
	const verb = (name: string, otherwise: Endpoint['method']): Endpoint['method'] =>
		(attributes[name]?.toUpperCase() as Endpoint['method'] | undefined) ?? otherwise;
	const endpoint = (name: string, methodName: string, otherwise: Endpoint['method'] = 'GET') => {
		const url = attributes[name];
		return url === undefined ? undefined : { url, method: verb(methodName, otherwise) };
	};
	return {
		friendlyName,
		mpc: {
			maxDuration: count('maxDuration', 14_400),
			maxParticipants: count('maxParticipants', 10),
			stayAlone: flag('stayAlone', false),
			waitForAgent: flag('waitForAgent', false),
			waitMusic: endpoint('waitMusicUrl', 'waitMusicMethod'),
			agentHoldMusic: endpoint('agentHoldMusicUrl', 'agentHoldMusicMethod'),
			customerHoldMusic: endpoint('customerHoldMusicUrl', 'customerHoldMusicMethod'),
			record: flag('record', false),
			recordTracks: flag('recordParticipantTrack', false),
			recordCoachVoice: flag('recordCoachVoice', true),
			recordMinMembers: count('recordMinMemberCount', 1),
			recordingCallback: endpoint('recordingCallbackUrl', 'recordingCallbackMethod', 'POST'),
			startRecordingAudio: endpoint('startRecordingAudio', 'startRecordingAudioMethod'),
			stopRecordingAudio: endpoint('stopRecordingAudio', 'stopRecordingAudioMethod'),
			statusCallback: endpoint('statusCallbackUrl', 'statusCallbackMethod', 'POST'),
			statusEvents: (
				attributes.statusCallbackEvents ?? 'mpc-state-changes,participant-state-changes'
			)
				.toLowerCase()
				.split(',')
				.map((group) => group.trim()),
		},
		participant: {
			role: (attributes.role ?? '').toLowerCase() as ParticipantRole,
			coachMode: flag('coachMode', true),
			mute: flag('mute', false),
			hold: flag('hold', false),
			startOnEnter: flag('startMpcOnEnter', true),
			endOnExit: flag('endMpcOnExit', false),
			enterSound: attributes.enterSound ?? 'beep:1',
			enterSoundMethod: verb('enterSoundMethod', 'GET'),
			exitSound: attributes.exitSound ?? 'beep:2',
			exitSoundMethod: verb('exitSoundMethod', 'GET'),
			relayDtmf: flag('relayDTMFInputs', false),
			onExit: endpoint('onExitActionUrl', 'onExitActionMethod', 'POST'),
		},
	};
}

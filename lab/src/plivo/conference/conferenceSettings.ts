import type { Endpoint } from '../callFacts';
import { readEndpoint, readFlagAttribute, readNumberAttribute } from '../elements/element';
import type { XmlNode } from '../xmlDocument';

/** What a `<Conference>` asks for its member and for the room (plivo-conferences.md §C2). */
export interface ConferenceSettings {
	name: string;
	muted: boolean;
	/** Empty, `beep:1`, `beep:2`, or the URL of an XML document. */
	enterSound: string;
	exitSound: string;
	startOnEnter: boolean;
	endOnExit: boolean;
	/** False: a member who is left alone is taken out. */
	stayAlone: boolean;
	waitSound: Endpoint | undefined;
	maxMembers: number;
	/** Seconds. */
	timeLimit: number;
	hangupOnStar: boolean;
	record: boolean;
	callback: Endpoint | undefined;
	/** Keys that are reported when they were pressed one after another. */
	digitsMatch: string[];
	floorEvent: boolean;
	/** Whether the others hear the keys. */
	relayDtmf: boolean;
}

export function readConferenceSettings(node: XmlNode): ConferenceSettings {
	const { enterSound = '', exitSound = '', waitSound, digitsMatch = '' } = node.attributes;
	return {
		name: node.text.trim(),
		muted: readFlagAttribute(node, 'muted', false),
		enterSound,
		exitSound,
		startOnEnter: readFlagAttribute(node, 'startConferenceOnEnter', true),
		endOnExit: readFlagAttribute(node, 'endConferenceOnExit', false),
		stayAlone: readFlagAttribute(node, 'stayAlone', true),
		waitSound: waitSound ? { url: waitSound, method: 'POST' } : undefined,
		maxMembers: readNumberAttribute(node, 'maxMembers', 20),
		timeLimit: readNumberAttribute(node, 'timeLimit', 86_400),
		hangupOnStar: readFlagAttribute(node, 'hangupOnStar', false),
		record: readFlagAttribute(node, 'record', false),
		callback: readEndpoint(node, 'callbackUrl', 'callbackMethod'),
		digitsMatch: digitsMatch
			.split(',')
			.map((digits) => digits.trim())
			.filter(Boolean),
		floorEvent: readFlagAttribute(node, 'floorEvent', false),
		relayDtmf: readFlagAttribute(node, 'relayDTMF', true),
	};
}

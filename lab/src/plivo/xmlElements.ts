import { isStreamContentType } from '../../../nodes/shared/audioFormat';
import { ROOM_ELEMENTS } from './conference/roomElementRules';
import type { AttributeCheck, ElementRule } from './xmlAttributeChecks';
import { any, flag, httpUrl, method, oneOf, positive, schemes, whole } from './xmlAttributeChecks';
import type { XmlNode } from './xmlDocument';
import { XmlDocumentError } from './xmlDocument';

const CALLER: Record<string, AttributeCheck> = {
	sendDigits: any,
	sendOnPreanswer: flag,
	callerId: any,
	callerName: any,
	sipHeaders: any,
};

/** Plivo's elements (plivo.md §7). Names are case-sensitive; Twilio's are not among them. */
const ELEMENTS: Record<string, ElementRule> = {
	Stream: {
		attributes: {
			bidirectional: flag,
			audioTrack: oneOf('inbound', 'outbound', 'both'),
			streamTimeout: positive,
			statusCallbackUrl: httpUrl,
			statusCallbackMethod: method,
			contentType: isStreamContentType,
			extraHeaders: (value) => Buffer.byteLength(value) <= 512,
			keepCallAlive: flag,
			noiseCancellation: flag,
			noiseCancellationLevel: (value) => whole(value) && +value >= 60 && +value <= 100,
		},
		children: [],
		// A WebSocket URL has no fragment (RFC 6455).
		text: (value) => value.length <= 2048 && schemes('ws:', 'wss:')(value) && !value.includes('#'),
	},
	Speak: {
		attributes: {
			voice: (value) => /^(?:WOMAN|MAN|Polly\.[A-Za-z-]+)$/.test(value),
			language: (value) => /^[A-Za-z]{2,3}(?:-[A-Za-z]{2,3})?$/.test(value),
			loop: whole,
		},
		text: any,
	},
	Play: { attributes: { loop: whole }, children: [], text: httpUrl },
	DTMF: {
		attributes: { async: flag, digits: any },
		children: [],
		text: (value) => /^[0-9A-D*#wW]*$/.test(value),
	},
	Hangup: {
		attributes: { reason: oneOf('rejected', 'busy'), schedule: positive },
		children: [],
	},
	Redirect: { attributes: { method }, children: [], text: httpUrl },
	Wait: {
		attributes: { length: positive, silence: flag, minSilence: whole, beep: flag },
		children: [],
	},
	PreAnswer: {
		attributes: {},
		children: ['Speak', 'Play', 'GetDigits', 'Wait', 'Redirect', 'Message', 'DTMF'],
	},
	GetDigits: {
		attributes: {
			action: httpUrl,
			method,
			timeout: positive,
			digitTimeout: positive,
			numDigits: positive,
			finishOnKey: any,
			retries: positive,
			redirect: flag,
			playBeep: flag,
			validDigits: any,
			invalidDigitsSound: httpUrl,
			log: flag,
		},
		children: ['Speak', 'Play', 'Wait'],
	},
	GetInput: {
		attributes: {
			action: httpUrl,
			method,
			inputType: any,
			executionTimeout: whole,
			digitEndTimeout: any,
			speechEndTimeout: any,
			numDigits: positive,
			finishOnKey: any,
			speechModel: any,
			hints: any,
			language: any,
			interimSpeechResultsCallback: httpUrl,
			interimSpeechResultsCallbackMethod: method,
			profanityFilter: flag,
			log: flag,
			redirect: flag,
		},
		children: ['Speak', 'Play', 'Wait'],
	},
	Record: {
		attributes: {
			action: httpUrl,
			method,
			fileFormat: oneOf('mp3', 'wav'),
			redirect: flag,
			timeout: positive,
			maxLength: positive,
			finishOnKey: any,
			playBeep: flag,
			recordSession: flag,
			startOnDialAnswer: flag,
			recordChannelType: oneOf('mono', 'stereo'),
			transcriptionType: any,
			transcriptionUrl: httpUrl,
			transcriptionMethod: method,
			callbackUrl: httpUrl,
			callbackMethod: method,
		},
		children: [],
	},
	Dial: {
		attributes: {
			action: httpUrl,
			method,
			timeout: positive,
			timeLimit: positive,
			callerId: any,
			callerName: any,
			hangupOnStar: flag,
			redirect: flag,
			callbackUrl: httpUrl,
			callbackMethod: method,
			confirmSound: httpUrl,
			confirmKey: any,
			confirmTimeout: positive,
			dialMusic: any,
			digitsMatch: any,
			digitsMatchBLeg: any,
			sipHeaders: any,
		},
		children: ['Number', 'User'],
		needsChild: true,
	},
	Number: {
		attributes: { ...CALLER, sendDigitsMode: any },
		children: [],
		text: (value) => /^\+?[0-9][0-9 ().-]*$/.test(value),
	},
	User: {
		attributes: { ...CALLER, sipAuthUsername: any, sipAuthPassword: any },
		children: [],
		text: (value) => /^sips?:/.test(value),
	},
	...ROOM_ELEMENTS,
	Message: { attributes: {}, children: [], text: any },
};

/** Elements that the lab accepts and passes over: whatever attributes they have. */
export const NOT_SIMULATED = ['GetInput', 'Message'];

const TOP_LEVEL = Object.keys(ELEMENTS).filter((name) => name !== 'Number' && name !== 'User');

/**
 * Checks a document's elements against plivo.md §7.
 * @param onUnknownAttribute told of attributes that Plivo would silently drop
 * @throws XmlDocumentError for unknown or misplaced elements and for values Plivo does not take
 */
export function checkElements(
	response: XmlNode,
	onUnknownAttribute: (element: string, attribute: string) => void,
): void {
	for (const attribute of Object.keys(response.attributes)) {
		onUnknownAttribute('Response', attribute);
	}
	checkChildren(response, TOP_LEVEL, onUnknownAttribute);
	if (response.ownText.trim() !== '') throw new XmlDocumentError('There is text in Response');
}

function checkChildren(
	parent: XmlNode,
	allowed: readonly string[],
	onUnknownAttribute: (element: string, attribute: string) => void,
): void {
	for (const node of parent.children) {
		const rule = Object.hasOwn(ELEMENTS, node.name) ? ELEMENTS[node.name] : undefined;
		if (!rule || !allowed.includes(node.name)) {
			throw new XmlDocumentError(`${node.name} may not stand in ${parent.name}`);
		}
		for (const [name, value] of Object.entries(node.attributes)) {
			const check = Object.hasOwn(rule.attributes, name) ? rule.attributes[name] : undefined;
			if (check && !check(value)) {
				throw new XmlDocumentError(`${node.name} has a bad value for ${name}`);
			}
			if (!check && !NOT_SIMULATED.includes(node.name)) onUnknownAttribute(node.name, name);
		}
		checkContent(node, rule);
		if (rule.children) checkChildren(node, rule.children, onUnknownAttribute);
	}
}

function checkContent(node: XmlNode, rule: ElementRule): void {
	const text = node.text.trim();
	if (rule.text ? !rule.text(text) : node.ownText.trim() !== '') {
		throw new XmlDocumentError(`The text of ${node.name} is not what it must be`);
	}
	if (rule.needsChild && node.children.length === 0) {
		throw new XmlDocumentError(`${node.name} is empty`);
	}
	if (node.name === 'MultiPartyCall' && node.attributes.role === undefined) {
		throw new XmlDocumentError('MultiPartyCall has no role');
	}
	const { bidirectional, audioTrack = 'inbound' } = node.attributes;
	if (node.name === 'Stream' && bidirectional === 'true' && audioTrack !== 'inbound') {
		throw new XmlDocumentError('A bidirectional Stream allows only the inbound track');
	}
}

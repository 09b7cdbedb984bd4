import type { XmlElement } from './xmlDocument';
import { renderXml } from './xmlDocument';

export type { StreamAttributes } from './plivoStream';
export { stream } from './plivoStream';
export type { XmlElement } from './xmlDocument';

/** Plivo takes at most 100 KB of XML (plivo.md §6.8). */
const LARGEST_DOCUMENT = 100_000;

export type HttpMethod = 'GET' | 'POST';

/*
 * Attribute types: plivo.md §7.2. Durations are in seconds. Plivo's defaults hold for what is left
 * out.
 */

export type SpeakAttributes = {
	/** `WOMAN`, `MAN` or `Polly.<Name>`. */
	voice?: string;
	language?: string;
	/** 0 is endless. */
	loop?: number;
};

export type PlayAttributes = { /** 0 is endless. */ loop?: number };

export type DtmfAttributes = { async?: boolean };

export type HangupAttributes = { reason?: 'rejected' | 'busy'; schedule?: number };

export type RedirectAttributes = { method?: HttpMethod };

export type WaitAttributes = {
	length?: number;
	silence?: boolean;
	/** Milliseconds. */
	minSilence?: number;
	beep?: boolean;
};

export type GetDigitsAttributes = {
	action?: string;
	method?: HttpMethod;
	timeout?: number;
	digitTimeout?: number;
	numDigits?: number;
	finishOnKey?: string;
	retries?: number;
	redirect?: boolean;
	playBeep?: boolean;
	validDigits?: string;
	invalidDigitsSound?: string;
	log?: boolean;
};

export type RecordAttributes = {
	action?: string;
	method?: HttpMethod;
	fileFormat?: 'mp3' | 'wav';
	redirect?: boolean;
	timeout?: number;
	maxLength?: number;
	finishOnKey?: string;
	playBeep?: boolean;
	recordSession?: boolean;
	startOnDialAnswer?: boolean;
	recordChannelType?: 'mono' | 'stereo';
	transcriptionType?: string;
	transcriptionUrl?: string;
	transcriptionMethod?: HttpMethod;
	callbackUrl?: string;
	callbackMethod?: HttpMethod;
};

export type DialAttributes = {
	action?: string;
	method?: HttpMethod;
	timeout?: number;
	timeLimit?: number;
	callerId?: string;
	callerName?: string;
	hangupOnStar?: boolean;
	redirect?: boolean;
	callbackUrl?: string;
	callbackMethod?: HttpMethod;
	confirmSound?: string;
	confirmKey?: string;
	confirmTimeout?: number;
	/** A URL, or `real` for the ringing of the other side. */
	dialMusic?: string;
	digitsMatch?: string;
	digitsMatchBLeg?: string;
	/** `key=value,key2=value2`. */
	sipHeaders?: string;
};

export type NumberAttributes = {
	sendDigits?: string;
	sendOnPreanswer?: boolean;
	sendDigitsMode?: string;
	callerId?: string;
	callerName?: string;
	sipHeaders?: string;
};

export type UserAttributes = {
	sendDigits?: string;
	sendOnPreanswer?: boolean;
	sipHeaders?: string;
	callerId?: string;
	callerName?: string;
	sipAuthUsername?: string;
	sipAuthPassword?: string;
};

/**
 * The document that answers one of Plivo's requests: the elements run from top to bottom, and at
 * the end the call ends.
 * @throws Error when it is larger than Plivo's 100 KB
 */
export function plivoResponse(...elements: XmlElement[]): string {
	const response = renderXml({ name: 'Response', attributes: {}, content: elements });
	const document = `<?xml version="1.0" encoding="UTF-8"?>${response}`;
	const bytes = Buffer.byteLength(document, 'utf8');
	if (bytes > LARGEST_DOCUMENT) {
		throw new Error(`The answer to Plivo has ${bytes} bytes; Plivo takes at most 100 KB.`);
	}
	return document;
}

function checkHttpUrl(url: string, element: string): void {
	if (!/^https?:\/\/[^\s/?#]+\S*$/i.test(url)) {
		throw new Error(
			`The URL of Plivo's ${element} must begin with https:// or http:// and have no spaces.`,
		);
	}
}

/** `<Speak>`: says a sentence. */
export function speak(text: string, attributes: SpeakAttributes = {}): XmlElement {
	return { name: 'Speak', attributes, content: text };
}

/**
 * `<Play>`: plays an MP3 or WAV file.
 * @throws Error when the URL is not an HTTP URL
 */
export function play(url: string, attributes: PlayAttributes = {}): XmlElement {
	checkHttpUrl(url, 'Play');
	return { name: 'Play', attributes, content: url };
}

/** `<DTMF>`: presses keys; `w` waits half a second. */
export function dtmf(digits: string, attributes: DtmfAttributes = {}): XmlElement {
	return { name: 'DTMF', attributes, content: digits };
}

/** `<Hangup>`: ends the call; with a reason before the call is answered, it refuses it. */
export function hangup(attributes: HangupAttributes = {}): XmlElement {
	return { name: 'Hangup', attributes, content: '' };
}

/**
 * `<Redirect>`: goes on with the document that the URL gives.
 * @throws Error when the URL is not an HTTP URL
 */
export function redirect(url: string, attributes: RedirectAttributes = {}): XmlElement {
	checkHttpUrl(url, 'Redirect');
	return { name: 'Redirect', attributes, content: url };
}

/** `<Wait>`: silence. */
export function wait(attributes: WaitAttributes = {}): XmlElement {
	return { name: 'Wait', attributes, content: '' };
}

/** `<PreAnswer>`: what the caller hears before the call is answered. */
export function preAnswer(elements: XmlElement[]): XmlElement {
	return { name: 'PreAnswer', attributes: {}, content: elements };
}

/** `<GetDigits>`: collects keys while the prompts in it are heard. */
export function getDigits(prompts: XmlElement[], attributes: GetDigitsAttributes = {}): XmlElement {
	return { name: 'GetDigits', attributes, content: prompts };
}

/** `<Record>`: records the caller, or with `recordSession` the call. */
export function record(attributes: RecordAttributes = {}): XmlElement {
	return { name: 'Record', attributes, content: '' };
}

/**
 * `<Dial>`: calls all targets at once and connects the first that answers.
 * @throws Error when there is no target, or one is neither a Number nor a User
 */
export function dial(targets: XmlElement[], attributes: DialAttributes = {}): XmlElement {
	if (targets.length === 0) throw new Error("Plivo's Dial needs someone to call.");
	if (!targets.every((target) => target.name === 'Number' || target.name === 'User')) {
		throw new Error("Plivo's Dial takes Number and User elements only.");
	}
	return { name: 'Dial', attributes, content: targets };
}

/**
 * `<Number>`: a phone number to dial; Plivo writes it without `+`.
 * @param e164 with or without `+`
 * @throws Error when it is not 7 to 15 digits
 */
export function number(e164: string, attributes: NumberAttributes = {}): XmlElement {
	if (!/^\+?[1-9]\d{6,14}$/.test(e164)) {
		throw new Error(`"${e164}" is not a phone number in E.164 form, such as +14155550100.`);
	}
	return { name: 'Number', attributes, content: e164.replace('+', '') };
}

/**
 * `<User>`: a SIP address to dial.
 * @throws Error when it does not begin with `sip:` or `sips:`
 */
export function user(sipUri: string, attributes: UserAttributes = {}): XmlElement {
	if (!/^sips?:\S+$/i.test(sipUri)) {
		throw new Error('A SIP address to dial must begin with sip: and have no spaces.');
	}
	return { name: 'User', attributes, content: sipUri };
}

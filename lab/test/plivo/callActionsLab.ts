import { encodeUtterance } from '../../src/audio/utterance';
import { encodeWav } from '../../src/audio/wav';
import type { DialedLeg } from '../../src/plivo/elements/dialedLeg';
import type { LabCall } from '../../src/plivo/labCall';
import type { PersonScript } from '../../src/plivo/personScript';
import type { PlivoVariants } from '../../src/plivo/variants';
import { PhoneLab, until } from './phoneLab';

export const HUMAN = '+14155550777';

export const AN_API_ID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

/** A call that something can be done to. */
export interface ActionLab {
	lab: PhoneLab;
	call: LabCall;
	/** Of the call, without the last slash. */
	path: string;
}

/** A call whose document keeps it up and does nothing. */
export async function waitingCall(variants: Partial<PlivoVariants> = {}): Promise<ActionLab> {
	const lab = await PhoneLab.start(variants);
	lab.answerWith('<Wait length="60"/>');
	const call = lab.call();
	await until(() => call.state === 'in-progress');
	return { lab, call, path: `/Call/${call.uuid}` };
}

/** A call that is connected to a dialed person. */
export async function dialedCall(
	variants: Partial<PlivoVariants> = {},
	script: PersonScript = [],
): Promise<ActionLab & { leg: DialedLeg }> {
	const lab = await PhoneLab.start(variants);
	lab.plivo.people.add({ number: HUMAN, script });
	lab.answerWith(`<Dial><Number>${HUMAN}</Number></Dial>`, '<Speak>after the dial</Speak>');
	const call = lab.call();
	await until(() => call.dialedLegs[0]?.connected === true);
	return { lab, call, path: `/Call/${call.uuid}`, leg: call.dialedLegs[0] as DialedLeg };
}

/** A file at the customer in which a text is said. @returns its URL */
export function saidFile({ customer }: PhoneLab, name: string, text: string): string {
	const wav = encodeWav({ sampleRate: 16000, samples: encodeUtterance(text, 16000) });
	customer.on(`/${name}`, { body: wav, type: 'audio/wav' });
	return `${customer.url}/${name}`;
}

/** A silent file at the customer. @returns its URL */
export function silentFile({ customer }: PhoneLab, name: string, seconds: number): string {
	const wav = encodeWav({ sampleRate: 16000, samples: new Int16Array(16000 * seconds) });
	customer.on(`/${name}`, { body: wav, type: 'audio/wav' });
	return `${customer.url}/${name}`;
}

/** The texts of what was heard. */
export function texts({ heard }: { heard: { text: string }[] }): string[] {
	return heard.map(({ text }) => text);
}

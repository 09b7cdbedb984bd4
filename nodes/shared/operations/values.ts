import type { IDataObject } from 'n8n-workflow';
import { PhoneNumberError, normalizePhoneNumber } from '../phoneNumber';
import { isUuid } from '../uuid';

/** What is wrong with a value: words that follow its label, and how to put it right. */
export interface Fault {
	fault: string;
	hint?: string;
}

/** Ids of Plivo have 17 digits and more: as a JSON number, such an id has already lost its last ones. */
function unsafeNumber(value: unknown): Fault | undefined {
	if (typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isInteger(value)) {
		return undefined;
	}
	return {
		fault: 'came as a number too large to be exact',
		hint: 'Give the ID as text: as a number, its last digits are lost',
	};
}

/** A value as text without blanks around it: of a text, a number or a switch. */
export function asText(value: unknown): string | Fault {
	if (typeof value === 'string') {
		// Half of a character outside the basic plane: no URL and no JSON can carry it.
		return /[\uD800-\uDFFF]/u.test(value) ? { fault: 'has a broken character' } : value.trim();
	}
	if (typeof value === 'number' || typeof value === 'boolean') {
		return unsafeNumber(value) ?? String(value);
	}
	return { fault: 'is not a text' };
}

/** An id that has to be a UUID, in lower case. */
export function asUuid(id: string): string | Fault {
	if (isUuid(id)) return id.toLowerCase();
	return {
		fault: `is not an ID: '${id}'`,
		hint: 'An ID here looks like 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
	};
}

/** An id that has to be a number, as text. */
export function asDecimal(id: string): string | Fault {
	if (/^\d+$/.test(id)) return id;
	return { fault: `is not an ID: '${id}'`, hint: 'An ID here has digits only' };
}

/** A web address with one of the schemes. */
export function asUrl(text: string, protocols: readonly string[]): string | Fault {
	const scheme = /^([a-z]+):\/\/[^\s/?#]+\S*$/i.exec(text)?.[1]?.toLowerCase();
	if (scheme !== undefined && protocols.includes(scheme)) return text;
	const starts = protocols.map((protocol) => `${protocol}://`).join(' or ');
	return { fault: 'is not a web address', hint: `It has to begin with ${starts}` };
}

/** A phone number in E.164 form; the fault is a whole sentence. */
export function asPhoneNumber(text: string, defaultCountry: string | undefined): string | Fault {
	let problem: unknown;
	try {
		return normalizePhoneNumber(text, defaultCountry);
	} catch (error) {
		problem = error;
	}
	if (!(problem instanceof PhoneNumberError)) throw problem;
	return { fault: problem.message };
}

/** What JSON text says; undefined when it is none. */
export function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Whether a value is an object with fields, not a list. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

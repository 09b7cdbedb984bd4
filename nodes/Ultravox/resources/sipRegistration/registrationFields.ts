import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';

/** Greatest number of characters by field (ultravox-openapi.yaml SipRegistration). */
const LONGEST: Record<string, number> = {
	username: 60,
	proxy: 100,
	outboundProxy: 100,
	authUser: 60,
};

export const username: INodeProperties = {
	displayName: 'User Name',
	name: 'username',
	type: 'string',
	default: '',
	placeholder: 'e.g. alice',
	description: 'What Ultravox registers as, at most 60 characters',
};

export const password: INodeProperties = {
	displayName: 'Password',
	name: 'password',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'Ultravox keeps it and never shows it',
};

export const proxy: INodeProperties = {
	displayName: 'SIP Server',
	name: 'proxy',
	type: 'string',
	default: '',
	placeholder: 'e.g. sip.example.com',
	description: 'The server to register with, at most 100 characters',
};

export const outboundProxy: INodeProperties = {
	displayName: 'Outbound Proxy',
	name: 'outboundProxy',
	type: 'string',
	default: '',
	placeholder: 'e.g. proxy.example.com',
	description: 'A server through which the SIP server is reached; seldom needed',
};

export const authUser: INodeProperties = {
	displayName: 'Authentication User',
	name: 'authUser',
	type: 'string',
	default: '',
	description: 'What to sign in with where it is not the user name; seldom needed',
};

function notTooLong(parameters: Parameters, name: string, text: string): string {
	const longest = LONGEST[name] ?? Infinity;
	if (text.length <= longest) return text;
	throw parameters.problem(name, `has ${text.length} characters, and may have ${longest}`);
}

/** A text that has to be there, within its length. */
export const limitedText = (parameters: Parameters, name: string): string =>
	notTooLong(parameters, name, parameters.text(name));

/** The same where it may be absent. */
export function optionalLimitedText(parameters: Parameters, name: string): string | undefined {
	const text = parameters.optionalText(name);
	return text === undefined ? undefined : notTooLong(parameters, name, text);
}

/** A text that a blank takes away. */
export function clearableText(parameters: Parameters, name: string): string | null | undefined {
	const text = parameters.givenText(name);
	return text === '' ? null : text === undefined ? undefined : notTooLong(parameters, name, text);
}

/** The path of one registration; its id may hold any character. */
export const registrationPath = (parameters: Parameters): string =>
	`/api/sip/registrations/${parameters.pathId('sipRegistration')}`;

import { InputProblem } from '../../../../shared/operations/inputProblem';
import { Parameters } from '../../../../shared/operations/parameters';
import { ipAddresses } from '../../../sip/ipAddresses';
import { wideRangeHint } from '../../../sip/rangeHints';
import type { SipAddress } from '../../../sip/sipAddress';
import { optionalSipAddress, readSipAddress } from '../../../sip/sipAddress';
import { generateSipPassword, sipPassword, sipUserName } from '../../../sip/sipLogin';
import { platformAddress, platformWithOwnAddress } from './platforms';
import { properties } from './properties';

/** How a platform proves who it is when it calls out. */
export type Authentication =
	| { by: 'login'; username: string; password: string; isGenerated: boolean }
	| { by: 'addresses'; ipAddresses: string[] };

/** What is to be there afterwards. */
export interface Plan {
	platform: string;
	name: string;
	secure: boolean;
	outbound: Authentication | null;
	inbound: { primary: string; fallback: string | null } | null;
	/** E.164 */
	numbers: string[];
	overwriteNumbers: boolean;
	/** What the user should know of how the parameters were taken. */
	notes: string[];
}

/**
 * The user name of a generated login: it follows from the name, so that a second run finds it again. 5 to 20 letters and
 * digits (plivo.md §2.1).
 */
export function userNameOf(name: string): string {
	const plain = name
		.normalize('NFD')
		.replace(/[^A-Za-z0-9]/g, '')
		.toLowerCase();
	return (plain.length < 5 ? `${plain}trunk` : plain).slice(0, 20);
}

function authentication(parameters: Parameters, name: string): Authentication {
	const by = parameters.choice('outboundAuthentication');
	if (by === 'ipAccessList') return { by: 'addresses', ipAddresses: ipAddresses(parameters) };
	if (by === 'password') {
		const username = sipUserName(parameters);
		return { by: 'login', username, password: sipPassword(parameters), isGenerated: false };
	}
	const [username, password] = [userNameOf(name), generateSipPassword()];
	return { by: 'login', username, password, isGenerated: true };
}

function primaryAddress(parameters: Parameters, secure: boolean): SipAddress {
	const given = () => parameters.text('platformAddress');
	const text = platformAddress(parameters.choice('platform'), given, secure);
	const address = readSipAddress(text);
	if ('uri' in address) return address;
	throw parameters.problem(
		'platformAddress',
		`${address.fault}: '${parameters.text('platformAddress')}'`,
		'Write it as sip.example.com, agent@sip.example.com or sip.example.com:5061;transport=tls',
	);
}

/** TLS and SRTP go together with a transport of TLS only. */
function checkTransport(options: Parameters, secure: boolean, uri: string, platform: string) {
	const transport = /;transport=(udp|tcp)$/.exec(uri)?.[1];
	if (!secure || transport === undefined) return;
	const fixed = platformWithOwnAddress(platform);
	if (fixed !== undefined) {
		throw options.problem(
			'secure',
			`does not go with ${fixed}, whose address for Plivo is ${uri}`,
			`Switch it off: calls between Plivo and ${fixed} are not encrypted`,
		);
	}
	throw options.problem(
		'secure',
		`does not go with ${uri}, which is not encrypted`,
		'Give an address with ;transport=tls, or switch it off',
	);
}

function inboundOf(parameters: Parameters, options: Parameters, secure: boolean) {
	const primary = primaryAddress(parameters, secure);
	const fallback = optionalSipAddress(options, 'fallbackAddress');
	checkTransport(options, secure, primary.uri, parameters.choice('platform'));
	checkTransport(options, secure, fallback?.uri ?? '', 'custom');
	if (fallback?.uri.toLowerCase() === primary.uri.toLowerCase()) {
		throw options.problem(
			'fallbackAddress',
			'is the address of the platform itself',
			'Give another one, or none: the same address would be tried twice',
		);
	}
	const notes = [primary.note, fallback?.note].filter((note) => typeof note === 'string');
	return { addresses: { primary: primary.uri, fallback: fallback?.uri ?? null }, notes };
}

function phoneNumbers(parameters: Parameters, country: string | undefined): string[] {
	const numbers = parameters
		.texts('phoneNumbers')
		.map((text) => new Parameters(properties, () => text).phoneNumber('phoneNumbers', country));
	return [...new Set(numbers)];
}

/**
 * What the parameters ask for, checked before anything is sent.
 * @throws InputProblem
 */
export function readPlan(parameters: Parameters): Plan {
	const options = parameters.collection('options');
	const name = parameters.text('name');
	const directions = parameters.choice('directions');
	const secure = options.flag('secure');
	if (directions === 'outbound' && options.optionalText('fallbackAddress') !== undefined) {
		throw new InputProblem(
			"'Fallback SIP Address' does not go with 'Directions: Outbound'",
			'It is for calls that come in: take it away, or choose another direction',
		);
	}
	const inbound = directions === 'outbound' ? null : inboundOf(parameters, options, secure);
	const outbound = directions === 'inbound' ? null : authentication(parameters, name);
	const wide = outbound?.by === 'addresses' ? wideRangeHint(outbound.ipAddresses) : undefined;
	return {
		platform: parameters.choice('platform'),
		name,
		secure,
		outbound,
		inbound: inbound?.addresses ?? null,
		numbers:
			inbound === null ? [] : phoneNumbers(parameters, options.optionalText('defaultCountry')),
		overwriteNumbers: options.flag('overwriteNumbers'),
		notes: [...(inbound?.notes ?? []), ...(wide === undefined ? [] : [wide])],
	};
}

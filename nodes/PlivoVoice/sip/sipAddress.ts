import type { Parameters } from '../../shared/operations/parameters';
import { isIpv4 } from './ipRanges';

/** A SIP address in the form Plivo takes, and what had to be changed for it. */
export interface SipAddress {
	/** `host`, `host:port`, both also with `sip:user@` in front and `;transport=` behind (plivo.md §2.3). */
	uri: string;
	/** A sentence for the user; null when it is as it was written. */
	note: string | null;
}

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);
const PARTS = /^(?:(sips?):(?:\/\/)?)?(?:([^@\s]+)@)?([^@:\s;]+)(?::(\d+))?((?:;[^;\s]*)*)$/i;

/** As the DNS has it. */
const LONGEST_HOST = 253;

/** A host name has letters in its last part; what has not is an IPv4 address or nothing. */
const isHost = (text: string) =>
	text.length <= LONGEST_HOST && (/[A-Za-z][^.]*$/.test(text) ? HOST.test(text) : isIpv4(text));

/** What is wrong with a text that is no SIP address, in words that follow its label. */
function faultOf(text: string): string {
	if (/^[a-z]+:\/\//i.test(text) && !/^sips?:/i.test(text)) return 'is a web address';
	if (text.includes('<')) return "contains '<'";
	if (text.replace(/^sips?:\/\//i, '').includes('/')) return 'has a path';
	return 'is not a SIP address';
}

/** Lower-case transport of `;transport=...`; '' without it; undefined when anything else stands there. */
function transportOf(suffix: string): string | undefined {
	if (suffix === '') return '';
	return /^;transport=(udp|tcp|tls)$/i.exec(suffix)?.[1]?.toLowerCase();
}

/**
 * Reads a SIP address as people write it. `sip:` in front of a host alone is dropped, in front of `user@host` it is put where
 * it is missing, and `sips:` becomes `;transport=tls` (plivo.md §2.3, peers.md T1.5).
 * @returns the address, or the words for what is wrong with it
 */
export function readSipAddress(text: string): SipAddress | { fault: string } {
	const match = PARTS.exec(text.trim());
	const [, scheme = '', user, host = '', port, suffix = ''] = match ?? [];
	const given = match === null ? undefined : transportOf(suffix);
	if (match === null || /[/<]/.test(text.replace(/^sips?:\/\//i, '')) || !isHost(host)) {
		return { fault: faultOf(text) };
	}
	if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) {
		return { fault: `has the port ${port}, and ports go from 1 to 65535` };
	}
	if (given === undefined) return { fault: `ends with '${suffix}', which Plivo does not take` };
	const isSecure = scheme.toLowerCase() === 'sips';
	if (isSecure && given !== '' && given !== 'tls') {
		return { fault: `says sips: and transport=${given}, which exclude each other` };
	}
	const transport = isSecure ? 'tls' : given;
	const uri = [
		user === undefined ? '' : `sip:${user}@`,
		host,
		port === undefined ? '' : `:${port}`,
		transport === '' ? '' : `;transport=${transport}`,
	].join('');
	const isSame = uri.toLowerCase() === text.trim().toLowerCase();
	return { uri, note: isSame ? null : `'${text.trim()}' is written as '${uri}' for Plivo` };
}

/**
 * The SIP address of a parameter; undefined when it is blank.
 * @throws InputProblem for what Plivo would not take
 */
export function optionalSipAddress(parameters: Parameters, name: string): SipAddress | undefined {
	const text = parameters.optionalText(name);
	if (text === undefined) return undefined;
	const address = readSipAddress(text);
	if ('uri' in address) return address;
	throw parameters.problem(
		name,
		`${address.fault}: '${text}'`,
		'Write it as sip.example.com, 203.0.113.7:5060 or sip.example.com:5061;transport=tls',
	);
}

/** @throws InputProblem also when it is blank */
export function sipAddress(parameters: Parameters, name: string): SipAddress {
	const address = optionalSipAddress(parameters, name);
	if (address === undefined) throw parameters.problem(name, 'is empty');
	return address;
}

import { readSipAddress } from '../../../../nodes/PlivoVoice/sip/sipAddress';

describe('a SIP address (T1.5)', () => {
	it.each([
		'sip.example.com',
		'sip.example.com:5060',
		'203.0.113.7',
		'203.0.113.7:5060',
		'sip.example.com;transport=tcp',
		'sip.rtc.elevenlabs.io:5061;transport=tls',
		'sip:agent_1@example.sip.example.com',
		'sip:+14155550100@203.0.113.7:5060;transport=udp',
	])('%s stays as it is', (text) => {
		expect(readSipAddress(text)).toEqual({ uri: text, note: null });
	});

	it.each([
		['sip:sip.example.com', 'sip.example.com'],
		['SIP:sip.example.com:5060', 'sip.example.com:5060'],
		['sip://sip.example.com', 'sip.example.com'],
		['agent@sip.example.com', 'sip:agent@sip.example.com'],
		['sips:sip.example.com', 'sip.example.com;transport=tls'],
		['sips:a@sip.example.com:5061;transport=tls', 'sip:a@sip.example.com:5061;transport=tls'],
	])('%s becomes %s, and says so', (text, uri) => {
		const note = `'${text}' is written as '${uri}' for Plivo`;
		expect(readSipAddress(text)).toEqual({ uri, note });
	});

	it('is the same address in another case', () => {
		expect(readSipAddress('sip.example.com;Transport=TLS')).toEqual({
			uri: 'sip.example.com;transport=tls',
			note: null,
		});
	});

	it.each([
		['https://sip.example.com', 'is a web address'],
		['wss://sip.example.com/path', 'is a web address'],
		['sip.example.com/agents', 'has a path'],
		['sip:a@sip.example.com/agents', 'has a path'],
		['sip:a@sip.example.com<sip:b@sip.example.com', "contains '<'"],
		['sip.example.com:0', 'has the port 0, and ports go from 1 to 65535'],
		['sip.example.com:65536', 'has the port 65536, and ports go from 1 to 65535'],
		['sip.example.com;lr', "ends with ';lr', which Plivo does not take"],
		['sip.example.com;transport=ws', "ends with ';transport=ws', which Plivo does not take"],
		[
			'sips:sip.example.com;transport=udp',
			'says sips: and transport=udp, which exclude each other',
		],
		['300.1.1.1', 'is not a SIP address'],
		['+14155550100', 'is not a SIP address'],
		['14155550100', 'is not a SIP address'],
		['ultravox', 'is not a SIP address'],
		['sip.example.com:', 'is not a SIP address'],
		['sip example.com', 'is not a SIP address'],
		['sip.-example.com', 'is not a SIP address'],
		['[2001:db8::1]:5060', 'is not a SIP address'],
		['a@b@sip.example.com', 'is not a SIP address'],
	])('%s is refused: %s', (text, fault) => {
		expect(readSipAddress(text)).toEqual({ fault });
	});
});

test('a host is not longer than the DNS has it', () => {
	const host = (length: number) => `${'a.'.repeat(120)}${'a'.repeat(length - 240)}`;
	expect(readSipAddress(host(253))).toEqual({ uri: host(253), note: null });
	expect(readSipAddress(host(254))).toEqual({ fault: 'is not a SIP address' });
	expect(readSipAddress(`${'a'.repeat(100_000)}.!`)).toEqual({ fault: 'is not a SIP address' });
});

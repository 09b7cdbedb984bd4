import { isPrivateHost, whyNotFrom, whyNotTo } from '../../../nodes/shared/privateHost';

/** As a URL has it. */
const hostOf = (address: string) => new URL(address).hostname;

describe('a host that is not of the internet', () => {
	test.each([
		'http://127.0.0.1:4001/',
		'http://2130706433/',
		'http://0x7f.1/',
		'http://0.0.0.0/',
		'http://10.1.2.3/',
		'http://172.16.0.1/',
		'http://172.31.255.255/',
		'http://192.168.1.1/',
		'http://100.64.0.1/',
		'https://169.254.169.254/latest/meta-data',
		'http://localhost/',
		'http://LOCALHOST./',
		'http://app.localhost/',
		'http://[::1]/',
		'http://[::]/',
		'http://[::ffff:127.0.0.1]/',
		'http://[::ffff:10.0.0.1]/',
		'http://[fd00::1]/',
		'http://[fe80::1]/',
	])('%s', (address) => expect(isPrivateHost(hostOf(address))).toBe(true));

	test.each([
		'https://media.plivo.com/',
		'https://s3.amazonaws.com/',
		'https://10.example.com/',
		'https://127.0.0.1.example.com/',
		'https://localhost.example.com/',
		'https://203.0.113.7/',
		'https://172.32.0.1/',
		'https://100.128.0.1/',
		'https://[2001:db8::1]/',
		'https://[::ffff:203.0.113.7]/',
	])('but not %s', (address) => expect(isPrivateHost(hostOf(address))).toBe(false));
});

describe('an address that a provider leads to', () => {
	const VENDOR = 'https://api.ultravox.ai';
	test.each([
		['https://storage.example.com/a', VENDOR, undefined],
		['http://storage.example.com/a', VENDOR, 'without encryption'],
		['https://169.254.169.254/a', VENDOR, 'which is in a private network'],
		['https://10.0.0.5/a', 'http://127.0.0.1:4001', undefined],
		['http://storage.example.com/a', 'http://127.0.0.1:4001', undefined],
		['http://10.0.0.5/a', 'http://lab.example.com', 'which is in a private network'],
	])('%s, from %s: %s', (address, root, reason) =>
		expect(whyNotTo(new URL(address), root)).toBe(reason),
	);
});

describe('an address in an agent that n8n sends to', () => {
	const PUBLIC = 'https://n8n.example.com/';
	test.each([
		['https://crm.example.com/a', PUBLIC, undefined],
		['http://10.0.0.5/a', PUBLIC, undefined],
		['http://127.0.0.1:5678/a', PUBLIC, 'on the machine of n8n itself'],
		['http://localhost/a', PUBLIC, 'on the machine of n8n itself'],
		['http://[::1]/a', PUBLIC, 'on the machine of n8n itself'],
		['http://[::ffff:127.0.0.1]/a', PUBLIC, 'on the machine of n8n itself'],
		['http://0.0.0.0/a', PUBLIC, 'on the machine of n8n itself'],
		['http://127.0.0.1/a', '', 'on the machine of n8n itself'],
		['http://127.0.0.1:4001/a', 'http://localhost:5678/', undefined],
		['http://169.254.169.254/latest', PUBLIC, 'on the local link'],
		['http://169.254.169.254/latest', 'http://localhost:5678/', 'on the local link'],
		['http://[fe80::1]/a', PUBLIC, 'on the local link'],
		['http://[::ffff:169.254.169.254]/a', PUBLIC, 'on the local link'],
		['http://metadata.google.internal/a', PUBLIC, 'on the local link'],
	])('%s, from %s: %s', (address, own, reason) =>
		expect(whyNotFrom(new URL(address), own)).toBe(reason),
	);
});

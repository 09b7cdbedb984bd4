import type { INodeProperties } from 'n8n-workflow';
import { callAddress, callerId } from '../../../nodes/PlivoVoice/callAddress';
import { Parameters } from '../../../nodes/shared/operations/parameters';

const properties = [
	{ displayName: 'To', name: 'to', type: 'string', default: '' },
	{ displayName: 'From', name: 'from', type: 'resourceLocator', default: {} },
] as INodeProperties[];

const given = (values: Record<string, unknown>) =>
	new Parameters(properties, (name) => values[name]);

const account = (defaultCallerId: string) => ({
	account: { authId: '', authToken: '', baseUrl: '', defaultCallerId },
});

describe('who is called', () => {
	test.each([
		['+1 415 555 0100', undefined, '+14155550100'],
		['(415) 555-0100', 'US', '+14155550100'],
		['sip:anna@phone.plivo.com', undefined, 'sip:anna@phone.plivo.com'],
		['SIP:anna@example.com;transport=tls', 'US', 'SIP:anna@example.com;transport=tls'],
	])('%s (country %s) is %s', (to, country, expected) => {
		expect(callAddress(given({ to }), 'to', country)).toBe(expected);
	});

	test.each([
		'+14155550100<+14155550101',
		'sip:a@b.example<sip:c@d.example',
		'sip:a@b.example,sip:c@d.example',
		'sip:anna',
		'call me',
		'',
	])('%p is refused', (to) => {
		expect(() => callAddress(given({ to }), 'to')).toThrow(/'To'/);
	});
});

describe('the caller ID', () => {
	const chosen = { __rl: true, mode: 'list', value: '+14155550100' };

	test.each([
		['the one chosen', chosen, '+14155550199', '+14155550100'],
		[
			'the one from the list, without +',
			{ mode: 'list', value: '14155550100' },
			'',
			'+14155550100',
		],
		['a SIP address', 'sip:anna@example.com', '', 'sip:anna@example.com'],
		['the one of the credential', undefined, '+1 415 555 0199', '+14155550199'],
		['the one of the credential, with none chosen', { value: '' }, '+14155550199', '+14155550199'],
	])('%s', (_what, from, own, expected) => {
		expect(callerId(given({ from }), 'from', account(own))).toBe(expected);
	});

	test.each([
		['none at all', undefined, '', /'From' is empty/],
		['several', '+14155550100<+14155550101', '', /'From'.*several numbers/],
		['one typed without its country', { mode: 'id', value: '2025550123' }, '', /country/],
		['one of an item, without its country', '14155550100', '', /country/],
		['one of the credential, without its country', undefined, '2025550123', /credential.*country/],
		['no number in the credential', undefined, 'Acme', /'Default Caller ID' of the credential/],
	])('%s is refused', (_what, from, own, words) => {
		expect(() => callerId(given({ from }), 'from', account(own))).toThrow(words);
	});
});

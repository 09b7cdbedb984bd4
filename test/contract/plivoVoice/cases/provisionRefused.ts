import type { ContractCase } from '../../operations/contractCase';
import { provision, liveKit } from '../support/provision';

/** What is refused before anything is asked. */
export const refusedProvisionCases: ContractCase[] = (
	[
		['bad', 'no address', { ...liveKit, platformAddress: '={{ "" }}' }, /'SIP Address' is empty/],
		['more', 'no name', { ...liveKit, name: '={{ "" }}' }, /'Name' is empty/],
		[
			'more',
			'an address with a path',
			{ ...liveKit, platformAddress: 'acme.sip.livekit.cloud/room' },
			/'SIP Address' has a path: 'acme\.sip\.livekit\.cloud\/room'$/,
		],
		[
			'more',
			'T1.7 the fallback is the platform itself',
			{ ...liveKit, options: { fallbackAddress: 'ACME.sip.livekit.cloud;transport=tcp' } },
			/'Fallback SIP Address' is the address of the platform itself/,
		],
		[
			'more',
			'T1.11 encryption with a platform that does not encrypt: the user can do something about it',
			{ platform: 'vapi', name: 'Acme AI', options: { secure: true } },
			/^'Secure' does not go with Vapi, whose address for Plivo is sip\.vapi\.ai;transport=udp$/,
		],
		[
			'more',
			'encryption with an address that says it is not encrypted',
			{ ...liveKit, platformAddress: 'sip.example.com;transport=udp', options: { secure: true } },
			/'Secure' does not go with sip\.example\.com;transport=udp, which is not encrypted/,
		],
		[
			'more',
			'T1.2 everybody may call, in two halves',
			{
				...liveKit,
				outboundAuthentication: 'ipAccessList',
				ipAddresses: '0.0.0.0/1, 128.0.0.0/1',
			},
			/'IP Addresses' has entries that together let everybody in/,
		],
		[
			'more',
			'a fallback for outbound only',
			{ ...liveKit, directions: 'outbound', options: { fallbackAddress: 'sip.example.com' } },
			/'Fallback SIP Address' does not go with 'Directions: Outbound'/,
		],
		[
			'more',
			'D4.7 letters in a phone number',
			{ ...liveKit, phoneNumbers: '+14155550100, +1415CALLME' },
			/'Phone Numbers': "\+1415CALLME" contains letters/,
		],
		[
			'more',
			'D4.7 a phone number that does not name its country',
			{ ...liveKit, phoneNumbers: '+14155550100, 2025550123' },
			/'Phone Numbers': "2025550123" does not say its country/,
		],
		[
			'more',
			'two phone numbers as one destination',
			{ ...liveKit, phoneNumbers: '+14155550100<+14155550101' },
			/'Phone Numbers': .* contains "<"/,
		],
		[
			'more',
			'T1.2 everybody may call',
			{ ...liveKit, outboundAuthentication: 'ipAccessList', ipAddresses: '0.0.0.0/0' },
			/'IP Addresses' has an entry that lets everybody in/,
		],
		[
			'more',
			'a password without special characters',
			{
				...liveKit,
				outboundAuthentication: 'password',
				username: 'acmeai',
				password: 'Secret123',
			},
			/'Password' has no special character/,
		],
	] as const
).map(([size, title, parameters, refusal]) =>
	provision({ size, title, parameters, requests: [], refusal }),
);

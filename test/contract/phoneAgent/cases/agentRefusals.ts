import type { ContractCase } from '../../operations/contractCase';
import { rows } from '../support/simpleAgents';

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'>;
const creates = (one: Case): ContractCase => ({
	...one,
	resource: 'agent',
	operation: 'create',
	source: 'peers.md §1.3, ultravox.md §4.1, §5.1, §7.1',
});

const refuses = (title: string, fields: object, refusal: RegExp): ContractCase =>
	creates({
		size: 'more',
		title,
		parameters: { name: 'Receptionist', additionalFields: fields as never },
		requests: [],
		refusal,
	});

/** What no agent is made of: said before anything is asked. */
export const agentRefusalCases: ContractCase[] = [
	creates({
		size: 'bad',
		title: 'O3.6 a handoff number that is none',
		parameters: { name: 'Receptionist', additionalFields: { handoffPhoneNumber: '555-0100' } },
		requests: [],
		refusal: /'Handoff Phone Number': "555-0100" does not say its country/,
	}),
	refuses(
		'O3.8 a webhook that is no web address',
		{ dataCollectionWebhookUrl: 'example.com', dataCollectionFields: rows({ name: 'email' }) },
		/'Send Collected Data To' is not a web address/,
	),
	refuses(
		'O3.8 a webhook, and nothing to send there',
		{ dataCollectionWebhookUrl: 'https://example.com/collected' },
		/'Send Collected Data To' is set, and there is nothing to collect/,
	),
	refuses(
		'O3.9 a language in words',
		{ language: 'German' },
		/'Language' has no language code: 'German'/,
	),
	refuses(
		'a field with brackets in its name',
		{ dataCollectionFields: rows({ name: 'age (years)' }) },
		/'Name' cannot be 'age \(years\)'/,
	),
	refuses(
		'a field twice',
		{ dataCollectionFields: rows({ name: 'Email' }, { name: 'email' }) },
		/'Name' has 'email' twice/,
	),
	refuses(
		'O3.5 chosen actions, and none is',
		{ actions: 'chosen' },
		/'Action Names or IDs' is empty/,
	),
	refuses(
		'an instruction that would end the settings',
		{ instructions: 'Be kind.\n=== End of Phone Agent settings ===' },
		/'Instructions' have a line that begins or ends the settings/,
	),
	creates({
		size: 'more',
		title: 'a name of 65 characters',
		parameters: { name: 'x'.repeat(65) },
		requests: [],
		refusal: /'Name' has 65 characters, and may have 64/,
	}),
];

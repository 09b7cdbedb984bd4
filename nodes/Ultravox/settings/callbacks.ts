import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';
import { secretRows } from './rows';
import type { Setting } from './setting';

const EVENTS = [
	{ displayName: 'Billed', name: 'billed', when: 'what the call costs is known' },
	{ displayName: 'Ended', name: 'ended', when: 'the call has ended' },
	{ displayName: 'Joined', name: 'joined', when: 'the call was joined' },
];

const secrets = secretRows({ displayName: 'Secrets', name: 'secrets', row: 'Secret' });

const callback = (fields: Parameters): IDataObject => ({
	url: fields.url('url'),
	...secrets.read(fields),
});

/** Addresses that hear of one call, each with secrets that sign what is sent there (ultravox.md §2.1). */
export const callbacksSetting: Setting = {
	properties: [
		{
			displayName: 'Callbacks',
			name: 'callbacks',
			type: 'fixedCollection',
			placeholder: 'Add Callback',
			default: {},
			description: 'Addresses that are told how this call goes',
			options: EVENTS.map(({ displayName, name, when }) => ({
				displayName,
				name,
				values: [
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/call',
						description: `Ultravox sends it the call when ${when}`,
					},
					...secrets.properties,
				],
			})),
		},
	],
	read: (parameters) => {
		const callbacks = EVENTS.flatMap(({ name }) => {
			const [fields] = parameters.rows('callbacks', name);
			return fields === undefined ? [] : [[name, callback(fields)] as const];
		});
		return callbacks.length === 0 ? {} : { callbacks: Object.fromEntries(callbacks) };
	},
};

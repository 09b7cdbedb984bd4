import type { INodeProperties } from 'n8n-workflow';

/** What the agent opens with. */
export const greeting: INodeProperties = {
	displayName: 'Greeting',
	name: 'greeting',
	type: 'string',
	default: '',
	description: "What the agent says first, instead of the agent's own greeting",
};

/** The language the caller will speak. */
export const languageHint: INodeProperties = {
	displayName: 'Language Hint',
	name: 'languageHint',
	type: 'string',
	default: '',
	placeholder: 'e.g. es',
	description:
		"Given to the agent as the template variable {{languageHint}}: put that into the agent's own Language Hint, which Ultravox lets no single call override",
};

/** The longest a call may last. */
export const maximumDuration: INodeProperties = {
	displayName: 'Longest Call (Seconds)',
	name: 'maximumDuration',
	type: 'number',
	typeOptions: { minValue: 10 },
	default: 3600,
	description: 'After this the agent ends the call',
};

/** Whether Ultravox keeps the sound of the call. */
export const recordCall: INodeProperties = {
	displayName: 'Record Call',
	name: 'recordCall',
	type: 'boolean',
	default: true,
	description: 'Whether Ultravox records the call. Callers may have to be told.',
};

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
		"Works with agents whose own Language Hint in Ultravox is {{languageHint}}: it is given to them as that template variable. Without that it does nothing, because Ultravox lets no single call override the agent's language.",
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
	description:
		"Whether Ultravox records the call. If this option is not added, the agent's own setting holds. Callers may have to be told.",
};

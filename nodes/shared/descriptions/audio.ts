import type { INodeProperties } from 'n8n-workflow';

/** Which way the audio flows. */
export const audioPath: INodeProperties = {
	displayName: 'Audio Path',
	name: 'audioPath',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Direct',
			value: 'direct',
			description: 'Plivo streams straight to Ultravox: nothing to run yourself, lowest latency',
		},
		{
			name: 'Through Bridge',
			value: 'bridge',
			description: 'The audio passes your voice bridge, which reports what was said and typed live',
		},
	],
	default: 'direct',
	description: 'The way the audio flows between the phone and the agent',
	hint: "An agent that callers cannot interrupt during the whole call needs 'Through Bridge'",
};

/** What is spoken over the wire. 16 kHz unless a carrier cannot. */
export const audioFormat: INodeProperties = {
	displayName: 'Audio Format',
	name: 'audioFormat',
	type: 'options',
	options: [
		{ name: 'L16, 16 kHz (Best)', value: 'audio/x-l16;rate=16000' },
		{ name: 'L16, 8 kHz', value: 'audio/x-l16;rate=8000' },
		{ name: 'Mu-Law, 8 kHz (Least Bandwidth)', value: 'audio/x-mulaw;rate=8000' },
	],
	default: 'audio/x-l16;rate=16000',
	description: 'How Plivo sends the audio. Nothing is resampled on the way.',
};

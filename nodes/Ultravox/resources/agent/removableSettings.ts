import type { INodeProperties } from 'n8n-workflow';

/** Settings of an agent that can go back to what Ultravox does by itself (ultravox.md §4.1). */
export const removableSettings: INodeProperties = {
	displayName: 'Remove Settings',
	name: 'removeSettings',
	type: 'multiOptions',
	default: [],
	description: 'Settings that the agent loses, so that it does what Ultravox does by itself',
	options: [
		{ name: 'Context Schema', value: 'contextSchema' },
		{ name: 'Data Connection', value: 'dataConnection' },
		{ name: 'External Voice', value: 'externalVoice' },
		{ name: 'First Speaker', value: 'firstSpeakerSettings' },
		{ name: 'Inactivity Messages', value: 'inactivityMessages' },
		{ name: 'Initial Output', value: 'initialOutputMedium' },
		{ name: 'Join Timeout', value: 'joinTimeout' },
		{ name: 'Language Hint', value: 'languageHint' },
		{ name: 'Longest Duration', value: 'maxDuration' },
		{ name: 'Medium', value: 'medium' },
		{ name: 'Model', value: 'model' },
		{ name: 'Record Calls', value: 'recordingEnabled' },
		{ name: 'Retention', value: 'retentionPolicy' },
		{ name: 'System Prompt', value: 'systemPrompt' },
		{ name: 'Temperature', value: 'temperature' },
		{ name: 'Time Exceeded Message', value: 'timeExceededMessage' },
		{ name: 'Tools', value: 'selectedTools' },
		{ name: 'Voice', value: 'voice' },
		{ name: 'Voice Detection', value: 'vadSettings' },
		{ name: 'Voice Overrides', value: 'voiceOverrides' },
	],
};

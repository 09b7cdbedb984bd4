/** Ids and objects of the vendor's that the cases of agents share (ultravox.md §4.1). */
export const AGENT_ID = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
export const VOICE_ID = '9f6262e3-1b03-4a0b-9921-50b9cff66a43';
export const TOOL_ID = '56294126-5a7d-4948-b67d-3b7e13d55ea7';
export const PATH = '/api/agents';

/** A template as it is read back: with what only Ultravox writes, without what it never shows. */
export const template = {
	name: 'Receptionist',
	created: '2026-11-20T10:00:00Z',
	updated: '2026-11-20T11:00:00Z',
	systemPrompt: 'You are {{name}}.',
	temperature: 0.2,
	model: 'ultravox-v0.7',
	voice: 'Mark',
	voiceOverrides: { elevenLabs: { speed: 1.1 } },
	externalVoice: null,
	medium: { webRtc: {} },
	vadSettings: { turnEndpointDelay: '0.384s', minimumTurnDuration: '0s' },
	selectedTools: [{ toolName: 'hangUp' }, { toolId: TOOL_ID, nameOverride: 'book' }],
	timeExceededMessage: 'Goodbye',
};

/** The same as it can be sent: what is null is not set. */
export const writable = {
	systemPrompt: 'You are {{name}}.',
	temperature: 0.2,
	model: 'ultravox-v0.7',
	voice: 'Mark',
	voiceOverrides: { elevenLabs: { speed: 1.1 } },
	medium: { webRtc: {} },
	vadSettings: { turnEndpointDelay: '0.384s', minimumTurnDuration: '0s' },
	selectedTools: [{ toolName: 'hangUp' }, { toolId: TOOL_ID, nameOverride: 'book' }],
	timeExceededMessage: 'Goodbye',
};

export const agent = {
	agentId: AGENT_ID,
	publishedRevisionId: null,
	name: 'Receptionist',
	created: '2026-11-20T10:00:00Z',
	callTemplate: template,
	statistics: { calls: 3 },
};

/** The rows of a fixed collection, as they are stored. */
export const rows = (...all: object[]) => ({ values: all });

/** The fields of a fixed collection that can be there once, as they are stored. */
export const one = (values: object) => ({ values });

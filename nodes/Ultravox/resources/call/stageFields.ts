/** The fields of a stage that matter most; there are eighteen (ultravox-openapi.yaml, CallStage). */
export const stageFields = [
	'callStageId',
	'callId',
	'created',
	'systemPrompt',
	'model',
	'voice',
	'temperature',
	'languageHint',
	'errorCount',
	'latestTokenCount',
] as const;

/** The models a call may name (ultravox.md §7.3). */
export const labModels: readonly string[] = [
	'ultravox-v0.7',
	'ultravox-v0.6',
	'ultravox-v0.6-llama3.3-70b',
	'ultravox-v0.6-gemma3-27b',
];

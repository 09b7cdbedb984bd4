/** Environment variables, as `process.env` gives them. */
export type Environment = Record<string, string | undefined>;

/**
 * Settings in the shape of BridgeSettings, unchecked: `readConfig` judges them.
 * Empty variables count as absent.
 */
export function settingsFromEnvironment(environment: Environment): Record<string, unknown> {
	const text = (name: string) => environment[name]?.trim() || undefined;
	const number = (name: string) => {
		const value = text(name);
		return value === undefined ? undefined : Number(value);
	};
	return {
		sharedSecret: text('BRIDGE_SHARED_SECRET'),
		host: text('BRIDGE_HOST'),
		port: number('BRIDGE_PORT'),
		publicUrl: text('BRIDGE_PUBLIC_URL'),
		plivoAuthTokens: text('PLIVO_AUTH_TOKEN')
			?.split(',')
			.map((token) => token.trim())
			.filter((token) => token !== ''),
		logLevel: text('BRIDGE_LOG_LEVEL'),
		limits: {
			agentConnectTimeoutMs: number('BRIDGE_AGENT_TIMEOUT_MS'),
			eventTimeoutMs: number('BRIDGE_CALLBACK_TIMEOUT_MS'),
			drainMs: number('BRIDGE_DRAIN_TIMEOUT_MS'),
		},
	};
}

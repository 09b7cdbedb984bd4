/** Where one n8n process listens and keeps its state. */
export interface N8nPlace {
	/** n8n makes `.n8n` inside. */
	userFolder: string;
	port: number;
	/** The task broker's port, one per process. */
	brokerPort: number;
	/** The base of the webhook URLs n8n hands to nodes, with its trailing slash. */
	webhookUrl: string;
}

/** The settings of an n8n that talks to nobody, asks nobody and shows no banners (n8n-runtime.md §2). */
export function quietN8nEnvironment(place: N8nPlace): Record<string, string> {
	return {
		N8N_USER_FOLDER: place.userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_PORT: String(place.port),
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_WEBHOOK_URL: place.webhookUrl,
		N8N_SECURE_COOKIE: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_AI_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		// Else it asks a server of n8n's at start.
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// Everything shares one machine here: n8n refuses all requests while its database was slow to answer.
		DB_PING_TIMEOUT_MS: '60000',
		GENERIC_TIMEZONE: 'UTC',
		NO_COLOR: '1',
	};
}

export const LOOK_UP = '9c1a7d52-4b5e-4b0e-8f0e-6a1f0b6f2d33';
export const TOOLS = '/api/tools';
export const ONE_TOOL = `${TOOLS}/${LOOK_UP}`;

export const http = { baseUrlPattern: 'https://example.com/customers/{id}', httpMethod: 'POST' };

/** Names that sound secret say what has to be given, and are no secrets themselves. */
export const requirements = {
	httpSecurityOptions: {
		options: [{ requirements: { apiKey: { headerApiKey: { name: 'X-API-Key' } } } }],
	},
};

export const lookUp = {
	toolId: LOOK_UP,
	name: 'Look up customer',
	created: '2026-11-20T10:00:00Z',
	ownership: 'private',
	definition: {
		modelToolName: 'Look_up_customer',
		description: 'Looks up a customer.',
		dynamicParameters: [
			{
				name: 'id',
				location: 'PARAMETER_LOCATION_PATH',
				schema: { type: 'string' },
				required: true,
			},
		],
		requirements,
		http,
	},
};
